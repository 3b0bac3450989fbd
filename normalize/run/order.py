"""What a run over files is to do, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from normalize.run.shards import Shard
from normalize.run.totals import Totals
from normalize.settings.config import Config


@dataclass(frozen=True)
class Order:
    """What a run is to do: clean the files under ``paths``, which go to ``output``; with ``in_place`` they are
    rewritten, and ``output`` is the folder that they lie in.

    ``profile`` is a file of counts that stand for those of the files; with ``resume`` an interrupted run into the same
    folder is gone on with, where there is one; with ``assess`` it is said how far documents read like machine
    translation. With ``afresh`` nothing is taken over from an earlier run. With ``force`` files in the output that no
    run wrote, or that somebody edited, are replaced, and kept with the run; with ``trust`` a journal of another user is
    followed. ``shard`` is the part of the files to work on.
    """

    paths: Sequence[Path]
    config: Config
    output: Path
    in_place: bool = False
    profile: Path | None = None
    resume: bool = False
    assess: bool = False
    afresh: bool = False
    force: bool = False
    trust: bool = False
    shard: Shard | None = None


@dataclass
class Outcome:
    """What came of a run: its folder, its totals (of what it did itself), and how many files were ``done_before`` it
    was resumed, or ``taken`` over from an earlier run (then ``of_earlier`` says why the others were not)."""

    run: Path
    totals: Totals = field(default_factory=Totals)
    done_before: int = 0
    taken: int = 0
    of_earlier: str | None = None
