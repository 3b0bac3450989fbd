"""What an output folder holds of other inputs than those of a run that is to be made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from normalize.errors import JournalError
from normalize.run import journal


def strangers(output: Path, inputs: Iterable[Path], corpus: str | None = None) -> Sequence[str]:
    """The inputs of the last run into a folder, where none of them lies beside, in or around one of ``inputs``.

    Without ``inputs`` it counts whether that run was over the ``corpus``. Empty where there was no run, or where its
    journal cannot be read.
    """
    try:
        runs = journal.runs_in(output / journal.HOME)
        manifest = journal.open_run(runs[-1]).manifest if runs else None
    except JournalError:
        return ()
    if manifest is None:
        return ()
    known = [str(path) for path in manifest["inputs"]]
    given = [_folder(path.resolve()) for path in inputs]
    if not given:
        return () if manifest["configuration"].get("corpus") in (None, corpus) else known
    earlier = [_folder(Path(path)) for path in known]
    pairs = product(given, earlier)
    return () if any(a.is_relative_to(b) or b.is_relative_to(a) for a, b in pairs) else known


def told_of_strangers(output: Path, inputs: Iterable[Path]) -> str:
    """What is said before a run puts another corpus beside one; empty where it does not."""
    others = strangers(output, inputs)
    if not others:
        return ""
    return (
        f"{output}: holds the clean copies of {', '.join(others)}, too, which stay there beside those of this run; "
        "give each corpus a folder of its own (--out)"
    )


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent
