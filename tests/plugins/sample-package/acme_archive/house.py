"""The house rules of the archive."""

from __future__ import annotations

from collections.abc import Iterable

from normalize import Applicability, Category, Detector, Finding, Needs, Reading, Rule

PER_CENT = Rule(
    code="ACME001",
    name="per-cent",
    category=Category.SPACING,
    what="“per cent” in two words.",
    why="The archive is searched for “percent”.",
    applicability="safe",
    example=("Prices rose by 4 per cent.", "Prices rose by 4 percent."),
    counter_example="They paid one cent per word.",
)


class HouseRules(Detector):
    """Writes *percent* as one word."""

    rules = (PER_CENT,)
    needs = Needs(targets=("en",))
    words = frozenset(["cent"])  # a detector that looks for fixed words need not define `wants`

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Each *per cent* outside of quoted code, URLs and foreign text."""
        tokens = reading.tokens
        for i in reading.at(self):
            if i == 0 or reading.lower[i - 1] != "per" or tokens.separators[i] != " ":
                continue
            start, end = tokens.starts[i - 1], tokens.ends[i]
            if not reading.protected.covers(start, end):
                yield reading.finding(
                    start,
                    end,
                    PER_CENT,
                    "the archive writes “percent”",
                    replacement=tokens.words[i - 1] + tokens.words[i],
                    applicability=Applicability.SAFE,
                )
