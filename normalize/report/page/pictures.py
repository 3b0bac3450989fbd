"""Which pictures a report has, and what is in them; each with the table that it was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.report.page.charts import Chart, Segment, shortened, svg
from normalize.report.page.frequent import Frequent
from normalize.report.page.legible import edited, legible
from normalize.report.page.tables import Cell, Table, folder_label, number
from normalize.report.page.tally import FolderCounts, Forms, Tally
from normalize.report.page.words import language
from normalize.text.counted import counted, times

_ENTRIES, _FOLDERS = 10, 15  # bars of a chart, or pairs of them
_ROWS = 50  # of the table below the chart of names: totals by entry
_COLOURS = 8  # of the page's palette; the last one is for all others
_NAME = 24  # code points of a name beside a bar


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its heading, what it shows in a sentence, the names of its colours, and its table."""

    heading: str
    says: str
    svg: str
    legend: Sequence[tuple[str, int]]
    table: Table


def pictures(tally: Tally) -> list[Picture]:
    """The pictures that there is something to show in. Raises MissingLibrary without pygal."""
    drawn = (_names(tally), _languages(tally), _scores(tally), _furniture(tally))
    return [picture for picture in drawn if picture is not None]


def _names(tally: Tally) -> Picture | None:
    order = sorted(tally.entries.items(), key=lambda one: (-one[1].before.total, one[0]))
    if not order:
        return None
    chosen = [forms for _, forms in order[:_ENTRIES]]
    bars = [bar for forms in chosen for bar in _before_and_after(forms)][:-1]
    depth = max(len(segments) for _, segments in bars)
    series = [[segments[i] if i < len(segments) else None for _, segments in bars] for i in range(depth)]
    rows = [
        [
            Cell(_name(forms)),
            number(forms.before.total),
            Cell(_told(forms.before.most())),
            Cell(_told(forms.after.most())),
        ]
        for _, forms in order[:_ROWS]
    ]
    says = (
        "How each name was spelled where something was found, before and after. "
        "What was right from the start is not counted."
    )
    return Picture(
        "Names and acronyms",
        says,
        svg(Chart("Spellings of names before and after", [name for name, _ in bars], series)),
        [("right", 0), ("one other spelling", 1), ("a second, and so on", 2)],
        Table("Spellings of names", ("Name", "Places", "Before", "After"), rows, max(0, len(order) - _ROWS)),
    )


def _name(forms: Forms) -> str:
    """What an entry is called: the form that was mostly put, or would have been."""
    return legible(forms.right.most(1)[0][0])


def _before_and_after(forms: Forms) -> list[tuple[str, list[Segment | None]]]:
    """Two bars, and the gap below them."""
    name = shortened(_name(forms), _NAME)
    return [(f"{name}, before", _segments(forms.before, forms)), ("after", _segments(forms.after, forms)), ("", [])]


def _segments(counts: Frequent[str], forms: Forms) -> list[Segment | None]:
    """The right forms first, in the first colour; then the others, the frequent ones first."""
    right = [(form, n) for form, n in counts.most() if form in forms.right]
    others = [(form, n) for form, n in counts.most() if form not in forms.right][: _COLOURS - 2]
    rest = counts.total - sum(n for _, n in (*right, *others))
    more = [Segment(rest, f"other spellings {times(rest)}")] if rest else []
    return [_together(right), *(_together([one]) for one in others), *more]


def _together(forms: Sequence[tuple[str, int]]) -> Segment | None:
    """The segment of some forms; None where there are none."""
    return Segment(sum(n for _, n in forms), _told(forms)) if forms else None


def _told(forms: Sequence[tuple[str, int]]) -> str:
    shown = [f"{edited(form)} {times(n)}" for form, n in forms[:_COLOURS]]
    return ", ".join([*shown, *(["…"] if len(forms) > _COLOURS else [])])


def _folders(tally: Tally, size: str) -> list[tuple[str, FolderCounts]]:
    """The folders with most of something, an attribute or the total of one."""

    def amount(found: FolderCounts) -> float:
        value = getattr(found, size)
        return float(value if isinstance(value, int) else value.total())

    order = sorted(tally.folders.items(), key=lambda one: (-amount(one[1]), one[0]))
    return [(name, found) for name, found in order if amount(found)][:_FOLDERS]


def _languages(tally: Tally) -> Picture | None:
    chosen = _folders(tally, "languages")
    if not chosen:
        return None
    order = sorted(tally.languages, key=lambda lang: (-tally.languages[lang].total(), lang))
    named, rest = order[: _COLOURS - 1], order[_COLOURS - 1 :]
    series = [[_passages(found.languages[lang], language(lang)) for _, found in chosen] for lang in named]
    legend = [(language(lang), place) for place, lang in enumerate(named)]
    if rest:
        series.append([_passages(sum(f.languages[lang] for lang in rest), "other languages") for _, f in chosen])
        legend.append(("other languages", _COLOURS - 1))
    rows = [
        [
            Cell(folder_label(name)),
            number(found.languages.total()),
            Cell(", ".join(f"{language(lang)} {n:,}" for lang, n in found.languages.most_common())),
        ]
        for name, found in chosen
    ]
    chart = Chart("Passages in other languages, by folder", [folder_label(name) for name, _ in chosen], series)
    return Picture(
        "Other languages",
        "How many passages in which languages were found in each folder.",
        svg(chart),
        legend,
        Table("Passages in other languages, by folder", ("Folder", "Passages", "Languages"), rows),
    )


def _passages(count: int, name: str) -> Segment | None:
    return Segment(count, f"{name}: {counted(count, 'passage')}") if count else None


def _scores(tally: Tally) -> Picture | None:
    scores = tally.assessed.scores
    if not any(scores):
        return None
    steps = [f"{i / 10:.1f} to {(i + 1) / 10:.1f}" for i in range(len(scores))]
    bars = zip(steps, scores, strict=True)
    segments = [Segment(n, f"{step}: {counted(n, 'document')}") if n else None for step, n in bars]
    chart = Chart("Documents by score", [f"{i / 10:.1f}" for i in range(len(scores))], [segments], upright=True)
    rows = [[Cell(step), number(n)] for step, n in zip(steps, scores, strict=True)]
    return Picture(
        "How far the documents read like machine translation",
        "How many documents had which score, before the run: from 0, like a person’s writing, to 1, like a machine’s.",
        svg(chart),
        [],
        Table("Documents by score", ("Score", "Documents"), rows),
    )


def _furniture(tally: Tally) -> Picture | None:
    chosen = [(name, found) for name, found in _folders(tally, "furniture") if found.words]
    if not chosen:
        return None
    shares = [(name, found, 100 * found.furniture / found.words) for name, found in chosen]
    shares.sort(key=lambda one: (-one[2], one[0]))
    segments = [Segment(share, f"{folder_label(name)}: {share:.1f}%") for name, _, share in shares]
    rows = [
        [Cell(folder_label(name)), number(found.words), number(found.furniture), Cell(f"{share:.1f}%", number=True)]
        for name, found, share in shares
    ]
    chart = Chart("Share of web furniture, by folder", [folder_label(name) for name, _, _ in shares], [segments], "%")
    return Picture(
        "Web furniture",
        "Which share of the words of each folder (often a site) was menus, buttons, calls to share and the like.",
        svg(chart),
        [],
        Table("Web furniture, by folder", ("Folder", "Words", "Of furniture", "Share"), rows),
    )
