"""The figures of an audit in sentences, for the terminal and the report alike."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from normalize.audit.agreement import Agreement
from normalize.audit.figures import Estimate, Figures, Row
from normalize.audit.model import Answer, Judged, Sampled
from normalize.audit.shown import place
from normalize.text.counted import counted
from normalize.text.visible import visible

# A kappa below it beside an agreement above it is the first paradox of A. R. Feinstein and D. V. Cicchetti (1990),
# "High agreement but low kappa", Journal of Clinical Epidemiology 43, 543-549; that it lies here is a judgement.
_LITTLE = 0.6

HOW = (
    "How this was worked out: each rule (or whatever the sample is parted by) has a share of right edits among those "
    "judged, and counts by how many edits it made in the whole run; likewise for passages. The numbers in brackets "
    "enclose the true one in 95 of 100 such samples: Wilson’s interval for each row, and for the whole run that of "
    "the stratified estimate, by its standard error. What was called unsure counts neither way. A passage is a line, "
    "or a piece of a long one; damage was missed in it where a person saw some that no finding names."
)


def percent(share: float) -> str:
    """A share in per cent, with one decimal where that says more.

    >>> percent(0.9789), percent(1.0), percent(0.0)
    ('97.9%', '100%', '0%')
    """
    return f"{100 * share:.0f}%" if share in (0, 1) else f"{100 * share:.1f}%"


def share_of(row: Row) -> str:
    """The share of right ones in a stratum with Wilson's interval; empty where nothing was decided."""
    if row.share is None:
        return ""
    low, high = row.interval
    return f"{percent(row.share)} ({percent(low)} to {percent(high)})"


def sentences(found: Figures) -> Iterator[str]:
    """What the figures say."""
    some = "All" if found.judged == found.drawn > 1 else f"{found.judged:,} of"
    yield f"{some} {counted(found.drawn, 'item')} of the sample {_were(found.judged)} judged."
    right, wrong, unsure = (sum(getattr(row, name) for row in found.rows) for name in ("right", "wrong", "unsure"))
    if found.precision is not None and found.wrong is not None:
        value, low, high = found.precision
        called = [
            f"{right:,} {_were(right)} called right",
            f"{wrong:,} wrong",
            *([f"{unsure:,} unsure"] if unsure else []),
        ]
        yield f"Of the edits judged, {', '.join(called[:-1])} and {called[-1]}."
        yield (
            f"By that, about {percent(value)} of {counted(found.wrong.population, 'edit')} in the run are right "
            f"({percent(low)} to {percent(high)}), which leaves about {found.wrong.value:,.0f} wrong "
            f"({_range(found.wrong)})."
        )
    for rows, what in ((found.rows, "edit"), (found.passages, "passage")):
        untried = [row for row in rows if not row.decided]
        if untried and found.judged:
            names = ", ".join(row.stratum for row in untried)
            yield f"Nothing is known yet of {counted(sum(row.population for row in untried), what)}: {names}."
    if found.missed is not None:
        of = counted(found.missed.population, "passage")
        about = f"{found.missed.value:,.0f} of {of} ({_range(found.missed)})"
        yield f"Damage that nothing points out is left in about {about}."


def wrong_edits(
    items: Iterable[Sampled], judged: Iterable[Judged], undone: Collection[str], run: Path
) -> Iterator[str]:
    """Each edit that was called wrong last, with the command that takes it back; ``undone`` are those that were.

    ``run`` is the run as the reader names it.
    """
    answers = {one.id: one.answer for one in judged}
    for item in items:
        if item.rule and answers.get(item.id) is Answer.WRONG and item.id not in undone:
            command = shlex.join(["normalize", "undo", str(run), "--edit", item.id])
            yield (
                f"Wrong: {item.id} “{visible(item.before)}” → “{visible(item.after)}”, {visible(place(item))}; "
                f"take it back, and remember that: {visible(command)}"
            )


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _range(estimate: Estimate) -> str:
    low, high = estimate.interval
    return f"{low:,.0f} to {high:,.0f}; standard error {estimate.error:,.1f}"


def agreement(found: Agreement) -> str:
    """How far two people agree, in one sentence.

    >>> agreement(Agreement(("Ana", "Ben"), 20, 19, 0.876, ("a1",)))
    'Ana and Ben judged 20 items both and agree on 19 of them (Cohen’s kappa 0.88).'
    >>> agreement(Agreement(("Ana", "Ben"), 24, 23, 0.0, ("a1",))).partition("(")[2]
    'Cohen’s kappa 0.00, which says little: nearly all answers are one, and chance would agree as often).'
    """
    one, other = (name or "somebody without a name" for name in found.who)
    kappa = "is not defined: all answers are one" if found.kappa is None else f"{found.kappa:.2f}"
    if found.kappa is not None and found.kappa < _LITTLE <= found.agreed / found.both:
        kappa += ", which says little: nearly all answers are one, and chance would agree as often"
    return (
        f"{one} and {other} judged {counted(found.both, 'item')} both and agree on {found.agreed:,} of them "
        f"(Cohen’s kappa {kappa})."
    )
