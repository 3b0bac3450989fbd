"""A mention with all that is known of it: the signals that the clauses look at, each worked out once."""

from __future__ import annotations

from functools import cached_property

from normalize.names.applicability.acceptance import Acceptance
from normalize.names.applicability.person import Person
from normalize.names.applicability.several_words import SeveralWords


class Case(Acceptance, SeveralWords, Person):
    """A mention that is judged, with its signals: of the difference, of what readers accept, of one word and several,
    of persons, and of the document around it."""

    @cached_property
    def is_matched_in_full(self) -> bool:
        """Whether the words of a person's full name, or words of the same consonants, would mean the entry for sure
        were they a name by themselves, and readers know none of those that differ."""
        alike = self.is_person or (self.leaves_vowels_out and self.is_same_outline)
        return alike and not self.is_a_word_known and self.is_matched
