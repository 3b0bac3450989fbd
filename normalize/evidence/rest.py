"""What a profile knows of the keys that it let go of, because a corpus has more of them than memory.

Which keys go depends on nothing but the key, never on what was counted before it, so that no order of merging makes a
difference: of the words and names all go that no word list has. A repair needs an established form that bears witness
(those stay, exactly), and asks of the damaged form alone whether it is rare; for that the sketch has a bound that is
never too low. Lines are hashes, of which no list knows any: all go. Wherever it matters that a table names *all* that a
corpus has, a detector asks whether it is whole, and otherwise does without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from normalize.evidence.countmin import CountMin
from normalize.words.unlisted import is_unlisted

# Word forms of a profile. A form takes some 160 bytes in memory, a definition 230: at their limits all tables together
# take some 900 MB.
LARGEST = 2**21
# What the limit for word forms is divided by for each table.
SHARES = {"words": 1, "capitalised": 4, "compounds": 4, "definitions": 2, "lines": 2}
_LEAST_WIDTH = 2**10
_SKETCHED = ("words", "lines")  # those whose single counts matter when a key is rare


def _is_listed(form: str) -> bool:
    return not is_unlisted(form)


_STAYS: Mapping[str, Callable[[Any], bool]] = {
    "words": _is_listed,
    "capitalised": _is_listed,
    "compounds": lambda compound: _is_listed(compound.partition("-")[2]),
    "definitions": lambda pair: False,
    "lines": lambda key: False,
}


@dataclass
class Rest:
    """Which tables are ``partial``, and bounds for the counts of what they let go of; ``limit`` is the profile's."""

    limit: int
    partial: set[str] = field(default_factory=set)
    sketches: dict[str, CountMin] = field(default_factory=dict)

    def take(self, name: str, counts: Mapping[Any, int], *, less: bool = False) -> dict[Any, int]:
        """Take in (with ``less``: take back) the counts of the keys that a table lets go of; returns the others."""
        stays, kept = _STAYS[name], {}
        sketch = self._sketch(name) if name in _SKETCHED else None
        for key, count in counts.items():
            if stays(key):
                kept[key] = count
            elif sketch is not None:
                sketch.add(key, -count if less else count)
        return kept

    def _sketch(self, name: str) -> CountMin:
        """The sketch of a table: half as many cells a row as forms are kept, so 20 bytes more a form."""
        if name not in self.sketches:
            self.sketches[name] = CountMin(max(_LEAST_WIDTH, 1 << (self.limit // 2 - 1).bit_length()))
        return self.sketches[name]

    def merge(self, other: Rest, *, less: bool = False) -> None:
        """Take in (with ``less``: take back) what another profile let go of, whose partial tables are so here, too."""
        for name, sketch in other.sketches.items():
            self.sketches[name].merge(sketch, less=less)

    def at_most(self, name: str, key: str) -> int:
        """What the count of a key that was let go of is at most."""
        return self.sketches[name].at_most(key) if name in self.sketches else 0

    def at_least(self, name: str, key: str) -> int:
        """What it is at least (but for a chance of a millionth)."""
        return self.sketches[name].at_least(key) if name in self.sketches else 0

    def as_json(self) -> dict[str, Any]:
        """The rest as the file of a profile holds it."""
        return {
            "limit": self.limit,
            "partial": sorted(self.partial),
            "sketches": {name: sketch.as_json() for name, sketch in sorted(self.sketches.items())},
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Rest:
        """Read what :meth:`as_json` made. Raises KeyError, TypeError or ValueError for anything else."""
        partial = set(map(str, raw["partial"]))
        if unknown := partial - set(SHARES):
            raise ValueError(f"no table {min(unknown)!r}")
        sketches = {str(name): CountMin.from_json(sketch) for name, sketch in raw["sketches"].items()}
        if set(sketches) != partial.intersection(_SKETCHED):
            raise ValueError("the sketches are not those of the tables that are not whole")
        return cls(int(raw["limit"]), partial, sketches)
