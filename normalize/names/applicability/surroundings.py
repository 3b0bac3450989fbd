"""What the document says for a mention and against it: beside it, and elsewhere."""

from __future__ import annotations

import re
from functools import cached_property

from normalize.languages.lexicon import lexicon
from normalize.names.acronym_expansions import initials
from normalize.names.applicability.differences import Differences
from normalize.names.countries import called_after, homes_of
from normalize.names.inside_another_name import (
    behind_a_calling,
    goes_on_with_of,
    is_historic,
    is_private,
    is_spoken_of,
)
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.whereabouts import in_place_position, is_village
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split

_QUOTED = pattern("[()\\[\\]{}\"“”„«»‘’'‹›「」『』/|=]")
_SPACED = pattern(r"(?:.*[.!?…])?\s*", re.DOTALL)  # in front of a name
_ENDED = pattern(r"\s|[.!?…;]|\Z")  # behind it
_SLASH = "/"
_OF_A_PLACE, _OF_A_CLAUSE = 4, 12  # words in front of a name that may say whose place it is, and who acts there


class Surroundings(Differences):
    """Signals of the words around a mention, and of the entries that the document names."""

    @cached_property
    def gaps(self) -> tuple[str, str]:
        """What stands between the mention and the words beside it."""
        separators = self.evidence.tokens.separators
        return separators[self.mention.first], separators[self.mention.last + 1]

    @property
    def is_half_of_two_names(self) -> bool:
        """Whether a slash joins it to another name, as in the right form: *Radio Free Europe/Radio Liberty*."""
        return _SLASH in self.replacement and _SLASH not in self.surface and _SLASH in self.gaps

    @property
    def is_gloss(self) -> bool:
        """Whether the name is quoted, stands in brackets, or beside a word of its own script."""
        words, first, last = self.evidence.tokens.words, self.mention.first, self.mention.last
        beside = (*words[max(0, first - 1) : first], *words[last + 1 : last + 2])
        return any(map(is_foreign_script, beside)) or any(_QUOTED.search(gap) for gap in self.gaps)

    @property
    def is_among_words(self) -> bool:
        """Whether nothing but spaces and the ends of sentences stand beside the name."""
        return _SPACED.fullmatch(self.gaps[0]) is not None and _ENDED.match(self.gaps[1]) is not None

    @property
    def is_overruled(self) -> bool:
        """Whether a later glossary has replaced this form: its user wants another one."""
        return self.form.text in self.form.entry.overruled and not self.frame and not (self.is_person and self.beside)

    @property
    def is_anothers(self) -> bool:
        """Whether the name of a body goes on with *of* and another name: that of whose it is."""
        if self.form.entry.kind != "organisation":
            return False
        behind = goes_on_with_of(self.evidence.tokens, self.mention)
        return behind is not None and fold(behind) not in map(fold, split(self.replacement))

    @property
    def is_own_name(self) -> bool:
        """Whether a body is called so at home, and so by many a paper, too: *Rassemblement national*. Its form is of a
        language of the country that it is called after, or has the initials by which all call it."""
        form, entry = self.form, self.form.entry
        if entry.kind != "organisation" or form.lang in (None, entry.language) or is_foreign_script(form.text):
            return False
        names = (entry.canonical, entry.id.replace("-", " "))
        if any(homes_of([form.lang]) & called_after(name, entry.language) for name in names):
            return True
        called = entry.acronym if form.text.count(" ") else None
        return called is not None and called == initials(form.text) != initials(entry.canonical)

    @cached_property
    def support(self) -> str | None:
        """What in the document speaks for the entry, in words; None where nothing does."""
        if self.is_named:
            return f"the document names {self.name} otherwise too"
        related = self.evidence.related(self.form)
        return f"the document names {', '.join(related[:3])}" if related else None

    @property
    def is_named(self) -> bool:
        """Whether the document names the entry by another surface form, too."""
        return self.evidence.named(self.form, self.surface)

    @property
    def is_named_in_latin(self) -> bool:
        """Whether the document names the entry by a form in Latin letters."""
        return not all(map(is_foreign_script, self.evidence.surfaces.get(self.form.entry.id, ())))

    @property
    def is_written_differently(self) -> bool:
        """Whether the document writes the same name in another way, too."""
        return self.evidence.written_differently(self.form, self.surface)

    @property
    def is_repaired_elsewhere(self) -> bool:
        """Whether the document has the very form for this entry in a place that leaves no doubt."""
        return (self.surface.casefold(), self.form.entry.id) in self.evidence.repaired

    @property
    def is_unspoken(self) -> bool:
        """Whether the form needs support in the document and has none."""
        whole = not self.form.origin or self.is_made_place or self.is_person
        return ((self.form.entry.careful and whole) or self.form.careful) and self.support is None

    @property
    def is_made_place(self) -> bool:
        """Whether it is one word that was made, and it or its place needs support: the word may be anybody's name, and
        any village's."""
        careful = self.form.entry.careful or self.form.careful
        return self.is_place and bool(self.form.origin) and self.mention.words == 1 and careful

    @property
    def is_doubtful_there(self) -> bool:
        """Whether a form in another script is of an entry that needs support, and the document does not speak for it.

        A native form is as careful as its entry. One word may be anybody's name there, and a word of the language
        (*北岛* is an island in the north): it takes another form of the name, and no related entry will do. Places have
        their countries for that.
        """
        if not self.form.entry.careful or self.is_named:
            return False
        single = self.mention.words == 1 and not self.is_place
        return single or self.support is None

    @property
    def is_said_out_of_place(self) -> bool:
        """Whether nothing but the country speaks for a place that needs support, it stands where persons and things do,
        and some language has it as a word or another name: *a deal with Telin*."""
        if not self.is_place or self.is_named or self.is_in_place:
            return False
        return self.differs_by_script or lexicon(self.evidence.language).most(self.surface, spelt=False) > 0

    @cached_property
    def country_told(self) -> str | None:
        """The place, not the entry's country, in which the text says that one of this name lies, here or elsewhere."""
        return self.evidence.whereabouts.told(self.mention, self.form.entry) if self.is_place else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether the text says that the place lies in another country, or within another place: *the Thai town of X*,
        *X in Chad*, *X, Hyderabad*."""
        entry = self.form.entry
        others = self._is_behind_others(_OF_A_PLACE)
        return others or bool(self.country_told) or self.evidence.whereabouts.is_part_of_another(self.mention, entry)

    @property
    def is_perhaps_another(self) -> bool:
        """Whether it is called a village, of which there are many that no glossary lists, or the people named last in
        front of it are not those of its country, which does not stand behind it: *Israeli planes struck X*."""
        if is_village(self.evidence.tokens, self.mention, self.evidence.language):
            return True
        beside = self.evidence.whereabouts.is_beside_its_country(self.mention, self.form.entry)
        return self._is_behind_others(_OF_A_CLAUSE) and not beside

    def _is_behind_others(self, reach: int) -> bool:
        """Whether the people named last among so many words in front of the name are not those of its country."""
        whose = self.evidence.people_before(self.mention, reach)
        return bool(whose) and whose.isdisjoint(self.form.entry.related)

    @property
    def is_shining(self) -> bool:
        """Whether the form's language, if it has one, shows elsewhere in the document, too."""
        return self.form.lang is None or self.form.lang in self.evidence.languages

    @property
    def beside(self) -> str | None:
        """A capitalised word that may belong to the name."""
        return self.around.capital_before or self.around.capital_after

    @cached_property
    def frame(self) -> str | None:
        """What says that the mention is part of another name; persons have given and family names, see ``beside``."""
        return None if self.is_person else self.evidence.frame(self.mention) or self.evidence.namesake(self.mention)

    @property
    def is_spoken_of(self) -> bool:
        """Whether it is quoted as a word: to write it otherwise would make what is said of it false."""
        return is_spoken_of(self.evidence.tokens, self.mention.first, self.mention.last)

    @property
    def is_private(self) -> bool:
        """Whether it is told to be the name of somebody whom readers do not know: *X, a farmer*, *X, 28, of Leeds*."""
        return self.is_person and is_private(self.evidence.tokens, self.mention, self.evidence.language)

    @property
    def is_beside_a_namesake(self) -> bool:
        """Whether its sentence has the right form, too: nobody spells one full name in two ways in a breath."""
        full = self.is_person and self.mention.words > 1 and not (self.differs_by_joint or self.differs_by_script)
        return full and self.evidence.is_beside(fold(self.replacement), self.mention)

    @property
    def is_behind_a_calling(self) -> bool:
        """Whether a word in front of it says what somebody does: *the grocer X* may be a namesake."""
        return behind_a_calling(self.evidence.tokens, self.mention, self.evidence.language)

    @property
    def is_in_place(self) -> bool:
        """Whether it stands where places do: *in X*, *the capital of X*."""
        return in_place_position(self.evidence.tokens, self.mention, self.evidence.language)

    @property
    def is_historic(self) -> bool:
        """Whether the text around it tells of another time."""
        return is_historic(self.evidence.tokens, self.mention)
