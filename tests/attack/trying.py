"""What all attacks on commands have in common: commands in turn, each made ready once, and what became of each try."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from scenarios import Lost, Scenario, attacked

_FAST = Path("/dev/shm")  # memory: nothing here depends on a disk

T = TypeVar("T")


@dataclass(frozen=True)
class Tried:
    """One try: which command, what was done to it, how it ended, and what was lost, if anything was."""

    scenario: str
    what: str
    status: int | None
    lost: str = ""


def in_turn(
    scenarios: Sequence[Scenario], count: int, scratch: Path, make_ready: Callable[[Scenario, Path], T]
) -> Iterator[tuple[Scenario, Path, T]]:
    """So many commands in turn, each with the folder in which it was made ready once, and what came of that."""
    ready: dict[str, tuple[Path, T]] = {}
    for number in range(count):
        scenario = scenarios[number % len(scenarios)]
        if scenario.name not in ready:
            folder = scratch / f"s{len(ready)}" / "ready"
            folder.mkdir(parents=True)
            ready[scenario.name] = folder, make_ready(scenario, folder)
        yield scenario, *ready[scenario.name]


def tried(scenario: Scenario, folder: Path, what: str, *attack: Any, **more: Any) -> Tried:
    """What becomes of a command under an attack."""
    try:
        ended = attacked(scenario, folder, folder.parent / "work", *attack, **more)
    except Lost as error:
        return Tried(scenario.name, what, None, str(error))
    return Tried(scenario.name, what, ended.status)


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """A folder for as long as it is needed."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=_FAST if _FAST.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
