"""Findings as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from normalize.model import Applicability, Finding
from normalize.rules import Rule, all_rules
from normalize.run.file_report import FileReport
from normalize.run.located import SHOWN_BEFORE, Located
from normalize.run.totals import LeftOut
from normalize.text.counted import counted
from normalize.text.edits import NOT_MADE, REJECTED
from normalize.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NAMED = 3  # ids, forms or lines shown in one line
_ID = 8  # characters of an id: of 10,000 findings, two share so many once in a hundred times
_LONGEST_FORM = 40  # code points of a form in a row of several
Layout = Callable[[Located, FileReport], Iterable["Text"]]
_STYLE = {Applicability.SAFE: "green", Applicability.UNSAFE: "yellow", Applicability.DISPLAY: "cyan"}


def _place(report: FileReport, at: Located) -> str:
    record = "" if at.finding.record is None else f"#{visible(at.id or str(at.finding.record))}"
    record += "" if at.finding.field is None else f".{visible(at.finding.field)}"
    return f"{visible(report.file)}{record}:{at.line}:{at.column}"


def concise(at: Located, report: FileReport) -> Iterable[Text]:
    """One line a finding: place, rule, applicability, what stands there and what should, and the id."""
    from rich.text import Text

    f = at.finding
    line = Text(f"{_place(report, at)}: {f.rule} ")
    line.append(f"[{f.applicability}]", _STYLE[f.applicability])
    line.append(f" {visible(f.text)!r}" + (f" → {visible(f.replacement)!r}" if f.replacement is not None else ""))
    yield line.append(f" ({_id(f)})", "dim")


def full(at: Located, report: FileReport) -> Iterable[Text]:
    """A finding with its line, a marker under the place, and the reason."""
    from rich.text import Text

    f = at.finding
    yield (
        Text(_place(report, at), "bold")
        .append(f" {f.rule} ", "bold red")
        .append(f"[{f.applicability}]", _STYLE[f.applicability])
        .append(f" {visible(f.message)}")
        .append(f" ({_id(f)})", "dim")
    )
    yield Text(f"    {visible(at.context)}")
    put = f" {visible(f.replacement)}" if f.replacement is not None else ""
    yield Text(f"    {mark(at.context, at.column, f.text)}{put}", _STYLE[f.applicability])


def mark(context: str, column: int, text: str) -> str:
    """Blanks and a mark that stand below a slice of a line, as :func:`visible` shows it; the column counts from 1.

    >>> mark("in Panchir", 4, "Panchir")
    '   ^^^^^^^'
    """
    before = min(column - 1, SHOWN_BEFORE)
    width = len(visible(context[before : before + len(text)]))
    return f"{' ' * len(visible(context[:before]))}{'^' * max(1, width)}"


def _id(finding: Finding) -> str:
    """The beginning of a finding's id, by which every command finds it."""
    return finding.id[:_ID]


class Rows:
    """The findings of files as they come: those that can be repaired one by one, those for display one row a kind at
    the end of each file.

    With ``everything`` these are shown one by one, too. ``names`` are the names of rules by code.
    """

    def __init__(self, layout: Layout, everything: bool, names: Mapping[str, str]) -> None:
        self._layout, self._everything, self._names = layout, everything, names
        self._kinds: dict[str, _Kind] = {}

    def of(self, report: FileReport) -> Iterable[Text]:
        """The rows of a file, or of the next part of it."""
        for at in report.located:
            if self._everything or at.finding.applicability is not Applicability.DISPLAY:
                yield from self._layout(at, report)
            else:
                self._kinds.setdefault(at.finding.rule, _Kind()).add(at)
        if report.is_last:
            for code in sorted(self._kinds):
                yield self._kinds[code].row(report, code, self._names.get(code, ""))
            self._kinds = {}


class _Kind:
    """The findings of one kind in one file: how many, what the first of them say, and in which lines."""

    def __init__(self) -> None:
        self._count = 0
        self._forms: dict[str, None] = {}  # one more than are shown
        self._places: dict[str, None] = {}

    def add(self, at: Located) -> None:
        """Count one more."""
        self._count += 1
        for known, one in ((self._forms, visible(at.finding.text)), (self._places, str(at.line))):
            if len(known) <= _NAMED:
                known[one] = None

    def row(self, report: FileReport, code: str, name: str) -> Text:
        """One row for all."""
        from rich.text import Text

        forms, places = list(self._forms), list(self._places)
        quoted = [form if len(form) <= _LONGEST_FORM else form[:_LONGEST_FORM] + "…" for form in forms[:_NAMED]]
        shown = ", ".join(map(repr, quoted)) + (", …" if len(forms) > _NAMED else "")
        lines = ", ".join(places[:_NAMED]) + (", …" if len(places) > _NAMED else "")
        row = Text(f"{visible(report.file)}: {code} ")
        row.append("[display]", _STYLE[Applicability.DISPLAY])
        return row.append(f" {self._count} {name or code}: {shown} (line{'s' * (len(places) > 1)} {lines})")


def summary(files: int, words: int, found: Counter[str], everything: bool = True) -> str:
    """One line of totals, zeros left out; without ``everything`` it tells how to see what is only counted.

    >>> summary(1, 2000, Counter({"Q215 safe": 1, "Q260 display": 2}))
    '1 file, 2,000 words: 1 safe finding, 2 display findings'
    >>> summary(2, 1, Counter())
    '2 files, 1 word: no findings'
    >>> summary(1, 9, Counter({"N301 safe": 2, "N301 rejected": 1}))
    '1 file, 9 words: 2 safe findings, 1 rejected finding'
    """
    total: Counter[str] = Counter()
    for key, n in found.items():
        total[key.partition(" ")[2]] += n
    told = [counted(total[what], f"{what} finding") for what in (*Applicability, REJECTED) if total[what]]
    hint = " (--show display lists these)" if total[Applicability.DISPLAY] and not everything else ""
    return f"{counted(files, 'file')}, {counted(words, 'word')}: {', '.join(told) or 'no findings'}{hint}"


def statistics(found: Counter[str], console: Console, others: Iterable[Rule] = ()) -> None:
    """A table of findings by rule; ``others`` are rules that do not ship."""
    from rich.table import Table

    names = {rule.code: rule.name for rule in all_rules(others)}
    table = Table("rule", "name", "safe", "unsafe", "display", "made", box=None, pad_edge=False)
    for code in sorted({key.partition(" ")[0] for key in found}):
        cells = [str(found[f"{code} {what}"]) for what in ("safe", "unsafe", "display", "made")]
        table.add_row(code, names.get(code, ""), *cells)
    console.print(table)


def unmade(left: Mapping[str, LeftOut]) -> Iterable[str]:
    """A line for each reason that kept allowed fixes from being made, with the ids of the first of them."""
    for reason in sorted(left):
        fixes = left[reason]
        ids = ", ".join(one[:_ID] for one in fixes.ids[:_NAMED]) + (", …" if fixes.count > _NAMED else "")
        count = counted(fixes.count, f"{' or '.join(sorted(fixes.kinds))} fix")
        yield f"{count} not made ({NOT_MADE[reason]}): {ids}; `normalize why` explains one"
