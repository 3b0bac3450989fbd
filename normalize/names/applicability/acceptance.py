"""Whether readers accept a spelling beside the right form, as a matter of house style, or it is another language's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from normalize.names.applicability.differences import Differences
from normalize.names.house_style import (
    INDIC,
    differs_by_articles,
    is_in_wide_use,
    is_marked_abroad,
    is_romanised_otherwise,
    is_unheard_of,
)
from normalize.names.romanisation.habits import vowelless
from normalize.names.romanisation.sources import is_foreign_script
from normalize.words.fold import fold


class Acceptance(Differences):
    """Signals of what English writes, too."""

    @cached_property
    def is_in_wide_use(self) -> bool:
        """Whether readers meet the words that differ nearly as often as the right ones."""
        if self.is_person or self.form.entry.rank > 0:
            return False  # a given name is in use for others
        return is_in_wide_use(self.surface, self.replacement, self.evidence.language)

    @property
    def is_accepted(self) -> bool:
        """Whether the spelling is accepted: with no mark that the accepted form has not."""
        low = self.surface.casefold()
        plain = not self.surface.isprintable() or fold(low) == low or low == self.form.text.casefold()
        made = bool(self.form.origin)  # a system of romanisation alone says so
        accepted = self.form.accepted and (plain or self.differs_by_marks) and not (made and self.is_unheard_of)
        if accepted or self.is_in_wide_use or differs_by_articles(self.surface, self.replacement):
            return True
        return self.form.lang is None and not self._is_stated and self.is_romanised_otherwise

    @property
    def is_unheard_of(self) -> bool:
        """Whether English, which has the right form, never writes it so."""
        return is_unheard_of(self.surface, self.replacement, self.evidence.language)

    @property
    def _is_stated(self) -> bool:
        """Whether a user's own glossary lists the form as a variant: that goes before what English leaves open."""
        return self.form.entry.rank > 0 and not self.form.origin

    @property
    def is_romanised_otherwise(self) -> bool:
        """Whether the surface differs by what English leaves open where it romanises: as right as the right form."""
        return is_romanised_otherwise(self.surface, self._english, self._scripts)

    @property
    def has_systems(self) -> bool:
        """Whether the entity's own script writes its vowels, so that English has systems for it, each as right as the
        others; of what is left unwritten (Arabic, Hebrew) every romanisation is a guess."""
        return bool(self._scripts) and not set(self._scripts) & vowelless()

    @property
    def leaves_vowels_out(self) -> bool:
        """Whether the entity's own script leaves vowels unwritten, of Hindi and its sisters the short *a*: *Kohali*."""
        return bool(set(self._scripts) & (vowelless() | INDIC))

    @property
    def has_foreign_marks(self) -> bool:
        """Whether the surface has marks that only another language than the entity's own and English writes."""
        if any(not is_foreign_script(native.text) for native in self.form.entry.native):
            return False  # Latin letters with marks may be its own: Hürriyet
        return is_marked_abroad(self.surface, self._english, self._scripts, self.evidence.language)

    @property
    def _english(self) -> Sequence[str]:
        """The right forms of the entry and the accepted ones."""
        entry = self.form.entry
        return (*entry.right_forms, *(alias.text for alias in entry.aliases if alias.lang == entry.language))

    @property
    def _scripts(self) -> Sequence[str]:
        """The languages of the entry's own forms in other scripts."""
        return [native.lang or "" for native in self.form.entry.native if is_foreign_script(native.text)]
