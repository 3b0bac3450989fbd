"""Findings as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from normalize.model import Applicability, Finding
from normalize.rules import Rule, all_rules
from normalize.run.file_report import FileReport
from normalize.run.located import SHOWN_BEFORE, Located
from normalize.text.counted import counted
from normalize.text.edits import NOT_MADE, Unmade

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NAMED = 3  # ids, forms or lines shown in one line
_ID = 8  # characters of an id: of 10,000 findings, two share so many once in a hundred times
_LONGEST_FORM = 40  # code points of a form in a row of several
Layout = Callable[[Located, FileReport], Iterable["Text"]]
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
        .append(f" {f.message}")
        .append(f" ({_id(f)})", "dim")
    )
    context = visible(at.context)
    offset = min(at.column - 1, SHOWN_BEFORE)
    width = max(1, min(len(f.text), len(context) - offset))
    yield Text(f"    {context}")
    put = f" {visible(f.replacement)}" if f.replacement is not None else ""
    yield Text(f"    {' ' * offset}{'^' * width}{put}", _STYLE[f.applicability])


def _id(finding: Finding) -> str:
    """The beginning of a finding's id, by which every command finds it."""
    return finding.id[:_ID]


def rows(report: FileReport, layout: Layout, everything: bool, names: Mapping[str, str]) -> Iterable[Text]:
    """The findings of a file: those that can be repaired one by one, those for display one row a kind.

    With ``everything`` these are shown one by one, too. ``names`` are the names of rules by code.
    """
    kinds: dict[str, list[Located]] = {}
    for at in report.located:
        if everything or at.finding.applicability is not Applicability.DISPLAY:
            yield from layout(at, report)
        else:
            kinds.setdefault(at.finding.rule, []).append(at)
    for code in sorted(kinds):
        yield _kind(report, code, names.get(code, ""), kinds[code])


def _kind(report: FileReport, code: str, name: str, found: Sequence[Located]) -> Text:
    """One row for the findings of one kind in one file: how many, what the first of them say, and in which lines."""
    from rich.text import Text

    forms = list(dict.fromkeys(visible(at.finding.text) for at in found))
    quoted = [form if len(form) <= _LONGEST_FORM else form[:_LONGEST_FORM] + "…" for form in forms[:_NAMED]]
    shown = ", ".join(map(repr, quoted)) + (", …" if len(forms) > _NAMED else "")
    places = list(dict.fromkeys(str(at.line) for at in found))
    lines = ", ".join(places[:_NAMED]) + (", …" if len(places) > _NAMED else "")
    row = Text(f"{visible(report.file)}: {code} ")
    row.append("[display]", _STYLE[Applicability.DISPLAY])
    return row.append(f" {len(found)} {name or code}: {shown} (line{'s' * (len(places) > 1)} {lines})")


def summary(files: int, words: int, tally: Iterable[Counter[str]], everything: bool = True) -> str:
    """One line of totals, zeros left out; without ``everything`` it tells how to see what is only counted.

    >>> summary(1, 2000, [Counter({"Q215 safe": 1, "Q260 display": 2})])
    '1 file, 2,000 words: 1 safe finding, 2 display findings'
    >>> summary(2, 1, [])
    '2 files, 1 word: no findings'
    """
    total: Counter[str] = Counter()
    for counter in tally:
        for key, n in counter.items():
            total[key.partition(" ")[2]] += n
    found = [counted(total[what], f"{what} finding") for what in Applicability if total[what]]
    hint = " (--show display lists these)" if total[Applicability.DISPLAY] and not everything else ""
    return f"{counted(files, 'file')}, {counted(words, 'word')}: {', '.join(found) or 'no findings'}{hint}"


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
        kinds = sorted({fix.kind for fix in fixes})
        ids = ", ".join(_id(fix.finding) for fix in fixes[:_NAMED]) + (", …" if len(fixes) > _NAMED else "")
        count = counted(len(fixes), f"{' or '.join(kinds)} fix")
        yield f"{count} not made ({NOT_MADE[reason]}): {ids}; `normalize why` explains one"


def counts(report: FileReport) -> Counter[str]:
    """Findings of a file by rule and applicability, and edits made by rule."""
    found = Counter(f"{at.finding.rule} {at.finding.applicability}" for at in report.located)
    found.update(f"{edit.finding.rule} made" for edit in report.edits)
    return found
