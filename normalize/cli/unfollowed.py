"""What is said of accepted spellings that a run would not write, for it has not the draft that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from normalize.cli.named import named
from normalize.discovery.accepted import Homeless, drafts_of, homeless
from normalize.errors import NormalizeError
from normalize.judgements.judgement import Judgement
from normalize.names.glossary.read import SHIPPED
from normalize.names.index import Index


def accepted_drafts(
    said: Iterable[Judgement], corpus: str | None, index: Callable[[], Index], beside: Path | None
) -> tuple[list[str], str]:
    """The drafts, in the working folder and in that of the judgements (``beside``), of what was accepted and is in no
    glossary of an index; and what is to be said of that, which is nothing where all is known."""
    judgements, missing = list(said), Homeless()
    with suppress(NormalizeError):  # a glossary that is gone is told by the command itself
        missing = homeless(judgements, corpus, index)
    folders = dict.fromkeys(Path(named(folder)) for folder in (Path(), (beside or Path()).parent))
    drafts, left = drafts_of(missing, judgements, folders)
    flags = f"--glossary {SHIPPED} --glossary"
    if left:
        why = "no glossary of this run has it; give the draft as well"
        return drafts, f"{left} will not be followed: {why} ({flags} FILE)"
    if missing:
        return drafts, f"{missing} will be followed only with {flags} {' --glossary '.join(drafts)}"
    return drafts, ""


def with_drafts(glossaries: Sequence[str], drafts: Sequence[str]) -> tuple[str, ...]:
    """The glossaries of a run and some drafts on top of them, as `--glossary` is to name them.

    >>> with_drafts((), ["draft.yaml"]), with_drafts(["afghanistan"], [])
    (('shipped', 'draft.yaml'), ('afghanistan',))
    """
    return (*(glossaries or (SHIPPED,)), *drafts) if drafts else tuple(glossaries)
