"""By what a mention differs from its replacement."""

from __future__ import annotations

from functools import cached_property

from normalize.names.applicability.mentioned import Mentioned
from normalize.names.mentions import APOSTROPHES
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.thresholds import RUNNING_TEXT
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.likeness import similarity

_APOSTROPHES = pattern(f"[{APOSTROPHES}]")  # how they are typed is no spelling
_ACRONYM_CASE = pattern(r"[A-Z]{2}")
_LEAST_WORD = 4  # letters of an acronym that is written like a word


def _is_reordered(one: str, other: str) -> bool:
    ours, theirs = list(map(fold, split(one))), list(map(fold, split(other)))
    return ours != theirs and sorted(ours) == sorted(theirs)


class Differences(Mentioned):
    """Signals of the difference between a mention and its replacement."""

    @cached_property
    def typed(self) -> tuple[str, str]:
        """The surface and the replacement with one kind of apostrophe."""
        return _APOSTROPHES.sub("’", self.surface), _APOSTROPHES.sub("’", self.replacement)

    @property
    def differs_by_case(self) -> bool:
        return self.surface.casefold() == self.replacement.casefold()

    @property
    def differs_by_apostrophes(self) -> bool:
        return self.typed[0] == self.typed[1]

    @property
    def differs_by_marks(self) -> bool:
        return fold(self.typed[0]) == fold(self.typed[1])

    @property
    def differs_by_joint(self) -> bool:
        surface, replacement = ("".join(map(fold, split(text))) for text in (self.surface, self.replacement))
        return surface == replacement

    @property
    def is_acronym_like_a_word(self) -> bool:
        """Whether an acronym is written in lower case behind its first letter."""
        lower = not self.surface.isupper() and self.surface[:1].isupper()
        return lower and len(self.surface) >= _LEAST_WORD and _ACRONYM_CASE.search(self.replacement) is not None

    @cached_property
    def differs_by_script(self) -> bool:
        """Whether the name is written in another script than the replacement."""
        return is_foreign_script(self.surface) and not is_foreign_script(self.replacement)

    @property
    def is_one_name(self) -> bool:
        """Whether the surface and the right form are spellings of one name, and not two words for one thing."""
        return similarity(self.surface, self.replacement) >= RUNNING_TEXT.one_name

    @cached_property
    def is_reordered(self) -> bool:
        """Whether the surface has the words of the right form in another order."""
        return _is_reordered(self.surface, self.replacement)

    @property
    def is_form_reordered(self) -> bool:
        """Whether the form that it is like has the words of the right form in another order."""
        return _is_reordered(self.form.text, self.replacement)

    @property
    def has_words_more_or_less(self) -> bool:
        """Whether the right form is the surface with some words more, or some less: nothing is added to a name."""
        ours, theirs = set(map(fold, split(self.surface))), set(map(fold, split(self.replacement)))
        return ours < theirs or theirs < ours
