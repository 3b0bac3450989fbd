"""What a conversion is asked to do, and what it has to tell at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from normalize.errors import GlossaryError
from normalize.names.glossary.exchange.ids import Ids

_NAMED = 5  # records that cannot be read and are named one by one


class Report:
    """Counts what is left out by kind, and keeps the first records that cannot be read.

    A ``strict`` one raises GlossaryError at the first of these.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.left_out: Counter[str] = Counter()  # of the source, by what it is (a noun in the singular)
        self.dropped: Counter[str] = Counter()  # that the target cannot hold
        self.as_alias: Counter[str] = Counter()  # that the target holds as plain aliases
        self.entries_dropped = 0
        self.bad: list[str] = []
        self.bad_count = 0
        self._strict = strict

    def skip(self, what: str, count: int = 1) -> None:
        """Something of the source is no part of a glossary."""
        if count:
            self.left_out[what] += count

    def drop(self, what: str, count: int = 1) -> None:
        """The target has no place for something."""
        if count:
            self.dropped[what] += count

    def drop_entry(self, why: str) -> None:
        """The target has no place for a whole entry."""
        self.drop(why)
        self.entries_dropped += 1

    def refuse(self, problem: str) -> None:
        """A record cannot be read: ``problem`` says where, what and what to do. The others go on."""
        if self._strict:
            raise GlossaryError(problem)
        self.bad_count += 1
        if len(self.bad) < _NAMED:
            self.bad.append(problem)


@dataclass(frozen=True, slots=True)
class Job:
    """The choices of a conversion.

    ``language`` is the language whose names are canonical; ``kind`` the kind of entries whose source states none,
    ``kinds`` what the source calls our kinds; ``columns`` our names for its columns, and ``separators`` what stands
    between several names in a cell. ``explicit`` asks for synonyms that lead to the right form (``a => b``).
    """

    language: str = "en"
    kind: str = "other"
    kinds: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    separators: tuple[str, ...] = (";", "|")
    explicit: bool = False
    name: str = "glossary"
    report: Report = field(default_factory=Report)
    ids: Ids = field(default_factory=Ids)
