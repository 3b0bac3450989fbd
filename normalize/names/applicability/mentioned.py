"""The mention that is judged and the form that it may be: what all signals are read off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from normalize.model import Candidate
from normalize.names.evidence import Evidence, Neighbours
from normalize.names.form import Form
from normalize.names.mentions import Mention
from normalize.names.thresholds import COLUMNS


class Mentioned:
    """A mention, the form that it may be, the replacement, and the document's evidence.

    ``rival`` finds the best candidate of another entry, for a single word; ``matched`` gives the probability that the
    mention means the form's entry, were it a name by itself; ``languages`` are those of all forms with the replacement.
    """

    def __init__(
        self,
        mention: Mention,
        form: Form,
        replacement: str,
        evidence: Evidence,
        rival: Callable[[], Candidate | None],
        matched: Callable[[], float],
        languages: frozenset[str] = frozenset(),
    ) -> None:
        self.mention, self.form, self.replacement, self.evidence = mention, form, replacement, evidence
        self.surface = mention.spelled
        self._rival, self._matched, self._languages = rival, matched, languages

    @cached_property
    def around(self) -> Neighbours:
        return self.evidence.around(self.mention)

    @cached_property
    def runner_up(self) -> Candidate | None:
        return self._rival()

    @property
    def lead(self) -> float:
        """How much more like the form is than the best word of another entry."""
        return self.mention.score - self.runner_up.score if self.runner_up else 1.0

    @cached_property
    def is_matched(self) -> bool:
        """Whether the words, were they a name by themselves, would mean the entry for sure."""
        return self._matched() >= COLUMNS.sure

    @property
    def shining(self) -> list[str]:
        """The languages that write it so and of which the document has other words or spellings."""
        return sorted(self.evidence.languages & self._languages)

    @property
    def is_person(self) -> bool:
        return self.form.entry.kind == "person"

    @property
    def is_place(self) -> bool:
        return self.form.entry.kind == "place"

    @property
    def name(self) -> str:
        return self.form.entry.canonical

    @property
    def like(self) -> str:
        return f"like “{self.form.text}” ({self.mention.score:.2f})"

    @property
    def romanised(self) -> str:
        return f"“{self.form.text}” in Latin letters by {self.form.origin}, like {self.name} ({self.mention.score:.2f})"

    @property
    def listed(self) -> str:
        lang = f" ({self.form.lang})" if self.form.lang else ""
        return f"the glossary lists “{self.form.text}”{lang}"
