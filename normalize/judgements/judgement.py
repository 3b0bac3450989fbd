"""A judgement: what a person said about a repair, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from normalize.errors import JudgementError
from normalize.model import Finding
from normalize.text.pattern import pattern

_HYGIENE = "T"  # the codes of text hygiene begin so
CLUSTER = "cluster"  # in place of a rule: said of a cluster that `discover` proposed, and of no finding
_FRACTION = pattern(r"(?<=:\d\d)\.\d+")
_UNSEEN = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")  # signs without a shape
CONTEXT = 40  # code points of the text that are kept on either side of a place, to know it again


class Verdict(StrEnum):
    """What a person said: make the repair, never make it, or put another text there."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


class Reach(StrEnum):
    """Where a judgement holds, from the narrowest to the widest: :class:`Scope` has what each needs."""

    THIS = "this"
    DOCUMENT = "document"
    CORPUS = "corpus"
    ALWAYS = "always"


NARROWEST_FIRST = (Reach.THIS, Reach.DOCUMENT, Reach.CORPUS, Reach.ALWAYS)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a judgement holds. What a reach does not need is None.

    - ``this``: one place. ``path`` (relative to the folder given; ``-`` for standard input), ``record`` and ``field``
      as findings have them, ``start`` and ``end`` in the original text. ``before`` and ``behind`` are up to ``CONTEXT``
      code points around it, by which the place is known again where other edits moved it; without them it is known by
      its offsets alone.
    - ``document``: one text file, or one record with all its fields: ``path`` and ``record``.
    - ``corpus``: all documents of the corpus that is called ``corpus``.
    - ``always``: everywhere.

    ``this`` and ``document`` may name the corpus, too: then a file of the same path elsewhere is another one.

    >>> Scope.of_corpus("archive").reach.value
    'corpus'
    """

    reach: Reach
    corpus: str | None = None
    path: str | None = None
    record: int | None = None
    field: str | None = None
    start: int | None = None
    end: int | None = None
    before: str | None = None
    behind: str | None = None

    def __post_init__(self) -> None:
        needed, allowed = _PARTS[self.reach]
        for name in ("corpus", "path", "record", "field", "start", "end", "before", "behind"):
            value = getattr(self, name)
            if name in needed and value in (None, ""):
                raise JudgementError(f"a judgement whose scope is {self.reach.value} needs {name!r}")
            if value is not None and name not in needed and name not in allowed:
                raise JudgementError(f"a judgement whose scope is {self.reach.value} has no {name!r}")
        if (self.before is None) != (self.behind is None):
            raise JudgementError("'before' and 'behind' of a scope go together")
        if self.start is not None and self.end is not None and not 0 <= self.start <= self.end:
            raise JudgementError(f"a scope from {self.start} to {self.end} is no span")

    @classmethod
    def of_place(cls, finding: Finding, text: str | None = None, corpus: str | None = None) -> Scope:
        """The place of a finding; ``text`` is the whole text of its field, from which the context is taken.

        >>> from normalize.model import Category
        >>> found = Finding(4, 11, "Panchir", "N301", Category.NAME_VARIANT, "a message", path="a.txt")
        >>> scope = Scope.of_place(found, "The Panchir valley.")
        >>> scope.start, scope.before, scope.behind
        (4, 'The ', ' valley.')
        """
        start, end = finding.start, finding.end
        before = behind = None
        if text is not None:
            before, behind = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(Reach.THIS, corpus, finding.path, finding.record, finding.field, start, end, before, behind)

    @classmethod
    def of_document(cls, path: str, record: int | None = None, corpus: str | None = None) -> Scope:
        """A text file, or a record with all its fields."""
        return cls(Reach.DOCUMENT, corpus, path, record)

    @classmethod
    def of_corpus(cls, name: str) -> Scope:
        """All documents of the corpus of that name."""
        return cls(Reach.CORPUS, name)

    @classmethod
    def always(cls) -> Scope:
        """Everywhere."""
        return cls(Reach.ALWAYS)


_PARTS: dict[Reach, tuple[frozenset[str], frozenset[str]]] = {  # needed, allowed as well
    Reach.THIS: (frozenset(["path", "start", "end"]), frozenset(["corpus", "record", "field", "before", "behind"])),
    Reach.DOCUMENT: (frozenset(["path"]), frozenset(["corpus", "record"])),
    Reach.CORPUS: (frozenset(["corpus"]), frozenset()),
    Reach.ALWAYS: (frozenset(), frozenset()),
}

Question = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said about a repair.

    The question is ``text`` → ``replacement`` as the finding has them (the ``replacement`` is None where it has none),
    found by ``rule`` (None: by whichever), for the glossary's ``entry`` (None: for whichever), within ``scope``. A
    rejection of words holds for the pair, whatever rule finds it; one of marks or blanks alone for its rule. One whose
    rule is ``CLUSTER`` keeps a cluster out of drafts, and says nothing of findings but this: of two full names that are
    not one, none becomes like the other by half.

    ``put`` is what an edit puts there. ``who`` is free text, ``when`` ISO 8601 in UTC from the caller, ``why`` free
    text, ``id`` that of the finding that was judged. Raises JudgementError where verdict and ``put`` do not fit.

    >>> Judgement(Verdict.REJECT, "N301", "Panchir", "Panjshir", "panjshir", Scope.of_corpus("archive")).put is None
    True
    """

    verdict: Verdict
    rule: str | None
    text: str
    replacement: str | None
    entry: str | None
    scope: Scope
    put: str | None = None
    who: str = ""
    when: str = ""
    why: str = ""
    id: str | None = None

    def __post_init__(self) -> None:
        if (self.put is not None) != (self.verdict is Verdict.EDIT):
            raise JudgementError("'put' is what an edit puts there: edits have it, other judgements do not")
        if self.verdict is Verdict.ACCEPT and self.replacement is None:
            raise JudgementError(f"“{self.text}”: there is no replacement to accept; edit it to say what to put")

    @classmethod
    def of(
        cls, finding: Finding, verdict: Verdict, scope: Scope, *, put: str | None = None, why: str = "", **by: str
    ) -> Judgement:
        """A judgement on a finding; ``by`` are ``who`` and ``when``."""
        asked = (finding.rule, finding.text, finding.replacement, finding.entry)
        return cls(verdict, *asked, scope, put, why=why, id=finding.id, **by)

    @property
    def question(self) -> Question:
        """What was asked: of two judgements on the same question the later one counts."""
        s = self.scope
        rule = None if self.rule == CLUSTER else self.rule  # a cluster that was accepted may be rejected after all
        place = (s.reach, s.corpus, s.path, s.record, s.field, s.start, s.end)
        return (rule, self.text, self.replacement, self.entry, *place)

    @property
    def is_on_cleaning(self) -> bool:
        """Whether it may bear on findings of text hygiene: judgements on other rules do not."""
        return self.rule is None or is_hygiene(self.rule)

    @property
    def result(self) -> str | None:
        """What stands there once the judgement is followed; None where the text stays."""
        return (
            self.put if self.verdict is Verdict.EDIT else self.replacement if self.verdict is Verdict.ACCEPT else None
        )


def is_hygiene(rule: str) -> bool:
    """Whether a rule is one of text hygiene, which repairs before anything is counted."""
    return rule.startswith(_HYGIENE)


def plain(text: str) -> str:
    """A text as it looks: what text hygiene takes out of a word makes no other question of it.

    >>> plain("Pan\\u00adchir"), plain("\\u00ad") == "\\u00ad"
    ('Panchir', True)
    """
    if text.isascii():
        return text
    shown = _UNSEEN.sub("", text)
    return shown if any(map(str.isalnum, shown)) else text


def in_seconds(when: str) -> str:
    """A time as people read it: without the fractions that tell one decision from the next.

    >>> in_seconds("2026-01-01T10:00:00.123456Z"), in_seconds("2026-01-01")
    ('2026-01-01T10:00:00Z', '2026-01-01')
    """
    return _FRACTION.sub("", when)
