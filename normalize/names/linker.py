"""Linking the names of documents to glossary entries: what is read once for all documents."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from normalize.evidence.around import Around
from normalize.evidence.profile import Profile
from normalize.model import Document
from normalize.names.acronym_words import AcronymWords
from normalize.names.candidates import Candidates
from normalize.names.evidence import Evidence
from normalize.names.folder import Folder
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.linked import Linked
from normalize.names.mentions import Mention, NameWords, Openings, find_mentions
from normalize.names.other_scripts import OtherScripts
from normalize.names.vocabulary import Vocabulary
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens


class Linker:
    """Links names against entries, or an index of them. Immutable but for memos; picklable."""

    def __init__(self, entries: Iterable[Entry] | Index, language: str = "en") -> None:
        self.index = entries if isinstance(entries, Index) else Index(entries)
        self.language = language
        self.vocabulary = Vocabulary(self.index, language)
        self.candidates = Candidates(self.index)
        self._openings = Openings(self.vocabulary)
        self._other_scripts = OtherScripts(self.index, self.candidates, language)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_openings": None}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._openings = Openings(self.vocabulary)

    @cached_property
    def _alone(self) -> Around:
        return Around(Folder(Profile(), self.index), self.language)

    def folder(self, profile: Profile) -> Folder:
        """Read a profile against the entries."""
        return Folder(profile, self.index)

    @property
    def name_words(self) -> NameWords:
        """The words that may open a name."""
        return NameWords(self._openings)

    @property
    def acronym_words(self) -> AcronymWords:
        """The words and separators that acronyms are told by."""
        return AcronymWords(self.index, self.language)

    def has_word(self, folded: str) -> bool:
        """Whether a folded word is one of a glossary, or an acronym."""
        index, capitals = self.index, folded.upper()
        return (
            folded in index.words
            or folded in index.openers
            or capitals in index.acronyms
            or capitals in index.foreign_acronyms
        )

    def mentions(
        self,
        tokens: Tokens,
        protected: Protected,
        hits: Iterable[int] | None = None,
        apostrophes: Iterable[int] | None = None,
    ) -> list[Mention]:
        """The spans of a document that name an entry or are like one, outside of protected spans.

        ``hits`` are the numbers of the words that may open a name, and ``apostrophes`` those of the separators that are
        one, where they are known.
        """
        found = find_mentions(tokens, self._openings, protected, hits, apostrophes)
        return self._other_scripts.mentions(tokens, found, protected)

    def link(
        self,
        document: Document,
        tokens: Tokens,
        protected: Protected,
        around: Around | None = None,
        languages: Iterable[str] = (),
        mentions: Iterable[Mention] | None = None,
    ) -> Linked:
        """Find the names and acronyms of a document that are not in their right form.

        ``languages`` are those of its foreign spans: evidence for spellings of the same languages; ``mentions`` what
        :meth:`mentions` found, where that is known already (those in protected spans do not count).
        """
        proposed = self.mentions(tokens, protected) if mentions is None else mentions
        kept = tuple(m for m in proposed if not protected.covers(m.start, m.end))
        evidence = Evidence(tokens, protected, kept, set(languages), self.language)
        return Linked(self.index, self.candidates, document, evidence, around or self._alone)
