"""Findings as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from normalize.model import Applicability
from normalize.rules import Rule, all_rules
from normalize.run.folder import FileReport, Located
from normalize.text.counted import counted
from normalize.text.edits import NOT_MADE, Unmade

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NAMED = 3  # ids shown in one line
_STYLE = {Applicability.SAFE: "green", Applicability.UNSAFE: "yellow", Applicability.DISPLAY: "cyan"}


def visible(text: str) -> str:
    """A slice of a document on one line, with its control characters shown and no terminal codes let through.

    >>> visible("a\\x1b[31m\\nb")
    'a␛[31m↵b'
    """
    shown = text.replace("\r\n", "↵").replace("\n", "↵").replace("\t", " ")
    return "".join(
        chr(0x2400 + ord(c)) if ord(c) < 32 else "�" if 0xD800 <= ord(c) < 0xE000 or c == "\x7f" else c for c in shown
    )


def _place(report: FileReport, at: Located) -> str:
    record = "" if at.finding.record is None else f"#{visible(at.id or str(at.finding.record))}"
    record += "" if at.finding.field is None else f".{visible(at.finding.field)}"
    return f"{visible(report.file)}{record}:{at.line}:{at.column}"


def concise(report: FileReport) -> Iterable[Text]:
    """One line a finding: place, rule, applicability, what stands there and what should."""
    from rich.text import Text

    for at in report.located:
        f = at.finding
        line = Text(f"{_place(report, at)}: {f.rule} ")
        line.append(f"[{f.applicability}]", _STYLE[f.applicability])
        line.append(f" {visible(f.text)!r}" + (f" → {visible(f.replacement)!r}" if f.replacement is not None else ""))
        yield line


def full(report: FileReport) -> Iterable[Text]:
    """Each finding with its line, a marker under the place, and the reason."""
    from rich.text import Text

    for at in report.located:
        f = at.finding
        yield (
            Text(_place(report, at), "bold")
            .append(f" {f.rule} ", "bold red")
            .append(f"[{f.applicability}]", _STYLE[f.applicability])
            .append(f" {f.message}")
        )
        context = visible(at.context)
        offset = min(at.column - 1, 60)
        width = max(1, min(len(f.text), len(context) - offset))
        yield Text(f"    {context}")
        put = f" {visible(f.replacement)}" if f.replacement is not None else ""
        yield Text(f"    {' ' * offset}{'^' * width}{put}", _STYLE[f.applicability])


def statistics(reports: Sequence[Counter[str]], console: Console, others: Iterable[Rule] = ()) -> None:
    """A table of findings by rule; ``others`` are rules that do not ship."""
    from rich.table import Table

    total: Counter[str] = Counter()
    for counter in reports:
        total.update(counter)
    names = {rule.code: rule.name for rule in all_rules(others)}
    table = Table("rule", "name", "safe", "unsafe", "display", "made", box=None, pad_edge=False)
    codes = sorted({key.partition(" ")[0] for key in total})
    for code in codes:
        cells = [str(total[f"{code} {what}"]) for what in ("safe", "unsafe", "display", "made")]
        table.add_row(code, names.get(code, ""), *cells)
    console.print(table)


def unmade(left: Sequence[Unmade]) -> Iterable[str]:
    """A line for each reason that kept allowed fixes from being made, with the ids of the first of them."""
    for reason, alike in groupby(sorted(left, key=lambda fix: fix.reason), key=lambda fix: fix.reason):
        fixes = list(alike)
        kinds = sorted({fix.finding.applicability.value for fix in fixes})
        ids = ", ".join(fix.finding.id for fix in fixes[:_NAMED]) + (", …" if len(fixes) > _NAMED else "")
        count = counted(len(fixes), f"{' or '.join(kinds)} fix")
        yield f"{count} not made ({NOT_MADE[reason]}): {ids}; `normalize why` explains one"


def counts(report: FileReport) -> Counter[str]:
    """Findings of a file by rule and applicability, and edits made by rule."""
    found = Counter(f"{at.finding.rule} {at.finding.applicability}" for at in report.located)
    found.update(f"{edit.finding.rule} made" for edit in report.edits)
    return found
