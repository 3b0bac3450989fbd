"""What a report says in sentences: what came in, what changed, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.model import Category
from normalize.report.page.legible import legible
from normalize.report.page.tally import Tally
from normalize.report.page.words import damage
from normalize.run.outcomes import Outcome
from normalize.text.counted import counted


def listed(parts: Sequence[str]) -> str:
    """Parts as English lists them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def kinds(tally: Tally, outcomes: Iterable[Outcome]) -> str:
    """What was found with these outcomes, by kind of damage, the most frequent first."""
    wanted = tuple(outcomes)
    found = [(sum(tally.categories[kind.value][outcome] for outcome in wanted), kind) for kind in Category]
    told = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
    return listed([damage(kind, count) for count, kind in told])


def came_in(tally: Tally, inputs: Sequence[str]) -> Iterator[str]:
    """What the run read."""
    documents = tally.documents
    held = f" with {counted(documents, 'document')}" if documents and documents != tally.files else ""
    size = f" and {counted(tally.words, 'word')}" if tally.words and held else ""
    size = f" with {counted(tally.words, 'word')}" if tally.words and not held else size
    yield f"{counted(tally.files, 'file')}{held}{size} came in from {listed([legible(name) for name in inputs])}."
    if tally.failed:
        yield f"{counted(len(tally.failed), 'file')} could not be read or written; the end of this page names them."
    if tally.problems:
        yield f"{counted(tally.problems, 'record')} could not be read and stayed as they were."


def changed(tally: Tally, *, checked: bool) -> Iterator[str]:
    """What the run did."""
    made, back = tally.outcomes[Outcome.MADE], tally.outcomes[Outcome.UNDONE]
    if checked:
        yield "Nothing was written: this was a check, and all files are as they were."
        if ready := tally.outcomes[Outcome.READY]:
            yield f"A run would make {counted(ready, 'change')}: {kinds(tally, [Outcome.READY])}."
    elif not made:
        yield "Nothing was changed: every file is as it was."
    else:
        files = tally.statuses["changed"]
        yield (
            f"{counted(made, 'change')} {_were(made)} made in {counted(files, 'file')}: "
            f"{kinds(tally, [Outcome.MADE])}. Everything else is as it was, character for character."
        )
        if said := tally.accepted:
            yield f"{said:,} of them {_were(said)} accepted or written by a person; the others were made unasked."
    if back:
        yield f"{counted(back, 'change')} {_were(back)} taken back later; the text stands there as it was."


def left(tally: Tally) -> Iterator[str]:
    """What a person may still want to look at."""
    proposed, unmade = tally.outcomes[Outcome.PROPOSED], tally.outcomes[Outcome.UNMADE]
    shown = tally.outcomes[Outcome.SHOWN]
    if proposed:
        noun, each = ("change is", "it") if proposed == 1 else ("changes are", "each")
        what = kinds(tally, [Outcome.PROPOSED])
        yield f"{proposed:,} more {noun} proposed and left to a person, since {each} could be wrong: {what}."
    if unmade:
        yield f"{counted(unmade, 'change')} could not be made, because something was in the way."
    if rejected := tally.outcomes[Outcome.REJECTED]:
        yield f"{counted(rejected, 'change')} {_were(rejected)} rejected by people before, and not made."
    if shown:
        yield f"{counted(shown, 'place')} {_are(shown)} pointed out without a change: {kinds(tally, [Outcome.SHOWN])}."
    if not (proposed or unmade or shown):
        yield "Nothing is left that was found."


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
