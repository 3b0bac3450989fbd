"""A mention with all that is known of it: the signals that the clauses look at, each worked out once."""

from __future__ import annotations

from normalize.names.applicability.acceptance import Acceptance
from normalize.names.applicability.person import Person
from normalize.names.applicability.several_words import SeveralWords


class Case(Acceptance, SeveralWords, Person):
    """A mention that is judged, with its signals: of the difference, of what readers accept, of one word and several,
    of persons, and of the document around it."""
