"""The tables of a report: rows of text and numbers, the largest first, and how many rows were left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from normalize.report.page.legible import edited, legible
from normalize.report.page.tally import Tally
from normalize.report.page.words import language
from normalize.rules import Rule
from normalize.run.outcomes import Outcome

_LONGEST = 25  # rows of a table
_LEFT_ALONE = (Outcome.SHOWN, Outcome.REJECTED, Outcome.UNDONE)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, or what was changed to what; ``link`` is the number of a passage that shows it."""

    text: str = ""
    before: str | None = None
    after: str = ""
    link: int | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and heads, and how many more rows there would be."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    more: int = 0

    @property
    def numeric(self) -> frozenset[int]:
        """The columns of numbers."""
        return frozenset(i for row in self.rows[:1] for i, cell in enumerate(row) if cell.number)


def number(value: int) -> Cell:
    """A number, parted by commas."""
    return Cell(f"{value:,}", number=True)


def by_rule(tally: Tally, rules: Mapping[str, Rule], first: Mapping[str, int], made: Outcome) -> Table:
    """Findings by rule: what the rule finds, an example, how many were changed (``made``), are proposed or shown."""
    examples = _examples(tally, (Outcome.SHOWN, Outcome.PROPOSED, made))
    rows = []
    order = sorted(tally.rules, key=lambda code: (-tally.rules[code][made], -tally.rules[code].total(), code))
    for code in order:
        counts, known = tally.rules[code], rules.get(code)
        rows.append(
            [
                Cell(f"{known.what} ({code})" if known else f"A rule that is not installed here ({code})"),
                replace(examples.get(code, Cell()), link=first.get(code)),
                number(counts[made]),
                number(counts[Outcome.PROPOSED] + counts[Outcome.UNMADE]),
                number(sum(counts[outcome] for outcome in _LEFT_ALONE)),
            ]
        )
    heads = (
        "What was looked for",
        "Example",
        "Ready" if made is Outcome.READY else "Changed",
        "Proposed",
        "Left alone",
    )
    return Table("Findings by rule", heads, rows)


def _examples(tally: Tally, outcomes: Sequence[Outcome]) -> dict[str, Cell]:
    """Of each rule the most frequent finding with the last of these outcomes that it has."""
    found: dict[str, Cell] = {}
    for outcome in outcomes:
        for (code, before, after), _ in reversed(tally.replacements[outcome].most()):
            shown = outcome is Outcome.SHOWN
            found[code] = Cell(edited(before)) if shown else Cell(before=edited(before), after=edited(after))
    return found


def replacements(tally: Tally, rules: Mapping[str, Rule], outcome: Outcome, caption: str) -> Table:
    """The most frequent replacements with an outcome."""
    seen = tally.replacements[outcome]
    rows = [
        [Cell(before=edited(before), after=edited(after)), Cell(_called(rules, code)), number(count)]
        for (code, before, after), count in seen.most(_LONGEST)
    ]
    return Table(caption, ("Before and after", "Rule", "Times"), rows, len(seen) - len(rows))


def shown(tally: Tally, rules: Mapping[str, Rule]) -> Table:
    """The most frequent texts that are pointed out without a change."""
    seen = tally.replacements[Outcome.SHOWN]
    rows = [
        [Cell(edited(before)), Cell(_called(rules, code)), number(count)]
        for (code, before, _), count in seen.most(_LONGEST)
    ]
    return Table("Most frequent, pointed out without a change", ("Text", "Rule", "Times"), rows, len(seen) - len(rows))


def by_language(tally: Tally, made: Outcome) -> Table:
    """Passages in other languages, by language."""
    order = sorted(tally.languages, key=lambda lang: (-tally.languages[lang].total(), lang))
    rows = [
        [Cell(language(lang)), number(counts.total()), number(counts[made]), number(counts.total() - counts[made])]
        for lang in order
        for counts in (tally.languages[lang],)
    ]
    heads = ("Language", "Passages", _head(made), "Left")
    return Table("Passages in other languages", heads, rows[:_LONGEST], max(0, len(rows) - _LONGEST))


def by_folder(tally: Tally) -> Table:
    """Folders: what they hold, what was changed in them and what is left."""
    order = sorted(tally.folders, key=lambda name: (-tally.folders[name].made, -tally.folders[name].left, name))
    rows = [
        [Cell(folder_label(name)), *map(number, (found.documents, found.words, found.made, found.left))]
        for name in order
        for found in (tally.folders[name],)
    ]
    heads = ("Folder", "Documents", "Words", "Changed", "Left")
    return Table("Folders", heads, rows[:_LONGEST], max(0, len(rows) - _LONGEST))


def by_file(files: Sequence[Mapping[str, Any]], caption: str) -> Table:
    """Files: findings, edits and what is left of them."""
    rows = [[Cell(legible(entry["path"])), number(entry["findings"]), number(entry["edits"])] for entry in files]
    return Table(caption, ("File", "Findings", "Changed"), rows)


def _head(made: Outcome) -> str:
    return "Ready" if made is Outcome.READY else "Changed"


def folder_label(name: str) -> str:
    """A folder as a page names it."""
    return legible(name) if name else "(not in a folder)"


def _called(rules: Mapping[str, Rule], code: str) -> str:
    known = rules.get(code)
    return f"{known.name.replace('-', ' ')} ({code})" if known else code
