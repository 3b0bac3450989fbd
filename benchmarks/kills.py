"""Kills of all kinds in a run over shards that is resumed and made again: what comes of it is what comes without them.

    python benchmarks/kills.py [--kills 40] [--shards 3] [--seed 1]

A corpus is surveyed and cleaned in shards, then it changes (files come, grow and go), and it is surveyed, cleaned into
the same folders and merged. Meanwhile processes die: the program, its workers or all of them at once, by SIGKILL, by
SIGTERM, by Ctrl-C, at a chance moment or at a chance step in the file system. What was stopped is started again as a
user would: `fix` with --resume, the others as they were. In the end the merged folder, its journal included, must be
the bytes of a single run over the changed corpus from the start. Prints what died where; the exit status is 1 where
anything differs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

GLOSSARY = """\
glossary: small
language: en
entries:
  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [{fr: [Panchir, Pandjchir]}], related: [nrf]}
  - {id: nrf, canonical: National Resistance Front, kind: organisation, acronym: NRF, acronyms: {fr: [FNR]}}
"""
LINE = "Fighting in the Panchir Valley, said the National Resistance Front (FNR). Number {0} of Tarkhan{0}.\n"
KINDS = ("step", "kill", "group", "worker", "term", "ctrl-c")
RECORDS = 4_000  # of one file: 400 kB, so that it is cut into parts
# Dies at the nth step that changes the file system below the working folder.
STEP = """
import os, signal, sys
left = int(sys.argv.pop(1))
here, me = os.getcwd(), os.getpid()
def step(event, given):
    global left
    writes = event == "open" and isinstance(given[1], str) and given[1][:1] in "wxa+"
    if not (writes or event in ("os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate")):
        return
    left -= os.path.abspath(os.fsdecode(given[0])).startswith(here) if isinstance(given[0], (str, bytes)) else 1
    if left < 0 and os.getpid() == me:
        os.kill(me, signal.SIGKILL)
sys.addaudithook(step)
from normalize.cli import main
sys.argv[0] = "normalize"
sys.exit(main())
"""


def fill(folder: Path, *, changed: bool) -> None:
    """The corpus, before or after it changed."""
    folder.mkdir(exist_ok=True)
    for number in range(24):
        path = folder / f"{number % 3}" / f"f{number:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(LINE.format(number + i) for i in range(3 + changed * (number % 5 == 0))))
    for number in range(24, 32) if changed else ():
        (folder / f"new{number}.txt").write_text(LINE.format(number) + "The anti-Italiban front.\n")
    if changed:
        (folder / "0" / "f03.txt").unlink()
    lines = (f'{{"id": {i}, "text": "A day in Pandjchir, number {i % 700}, of the FNR."}}\n' for i in range(RECORDS))
    late = '{"id": -1, "text": "The anti-Taliban front in Panchir."}\n' if changed else ""
    (folder / "news.jsonl").write_text("".join(lines) + late)


@dataclass
class Killer:
    """Starts commands and kills some of them; ``killed`` counts how often it did, by kind and command."""

    folder: Path
    chance: random.Random
    left: int
    kinds: tuple[str, ...] = KINDS
    killed: Counter[tuple[str, str]] = field(default_factory=Counter)
    steps: int = 40  # within how many of them a process dies at a step
    seconds: float = 4.0  # within how many it dies at a moment

    def run(self, *command: str, again: tuple[str, ...] = ()) -> None:
        """A command until it has come to its end; ``again`` are flags for where it goes on."""
        more: tuple[str, ...] = ()
        while True:
            kind = self.chance.choice(self.kinds) if self.left and self.chance.random() < 0.8 else ""
            status, died = self._once(kind, [*command, *more])
            if died:
                self.left -= 1
                self.killed[kind, command[0]] += 1
            if status in (0, 1):
                return
            # SIGINT itself ends a program that Python has not begun, or has ended.
            if not (died and status in (2, 130, -signal.SIGINT, -signal.SIGKILL, -signal.SIGTERM)):
                sys.exit(f"{' '.join(command)}: status {status}: {(self.folder / 'stderr').read_text()}")
            # A document at which a worker died is set aside, and that run is over: the next one does it again.
            more = () if status == 2 else again

    def _once(self, kind: str, command: list[str]) -> tuple[int, bool]:
        """Start it once: its exit status, and whether something was killed."""
        start = ["-c", STEP, str(self.chance.randrange(self.steps))] if kind == "step" else ["-m", "normalize"]
        with (self.folder / "stderr").open("wb") as errors:
            process = subprocess.Popen(
                [sys.executable, *start, *command],
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        died = kind not in ("", "step") and self._kill(process, kind)
        status = process.wait()
        return status, died or (kind == "step" and status == -signal.SIGKILL)

    def _kill(self, process: subprocess.Popen[bytes], kind: str) -> bool:
        end = time.monotonic() + self.chance.uniform(0.2, self.seconds)
        while time.monotonic() < end:
            if process.poll() is not None:
                return False
            time.sleep(0.01)
        if kind == "worker":
            listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, check=False)
            workers = [int(pid) for pid in listed.stdout.split()]
            if not workers:
                return False
            return _sent(os.kill, self.chance.choice(workers), signal.SIGKILL)
        number = {"term": signal.SIGTERM, "ctrl-c": signal.SIGINT}.get(kind, signal.SIGKILL)
        return _sent(os.killpg if kind in ("group", "ctrl-c") else os.kill, process.pid, number)


def _sent(send: object, to: int, number: int) -> bool:
    try:
        send(to, number)  # type: ignore[operator]
    except ProcessLookupError:
        return False
    return True


def story(killer: Killer, shards: int) -> None:
    """Survey, clean, change, survey, clean, merge."""
    flags = ("--glossary", "g.yaml", "--no-translate", "--jobs", "2")
    (killer.folder / "g.yaml").write_text(GLOSSARY)
    numbers = range(1, shards + 1)
    for changed in (False, True):
        fill(killer.folder / "news", changed=changed)
        for i in numbers:
            killer.run("survey", "news", "--shard", f"{i}/{shards}", "--jobs", "2", "-o", f"P.{i}")
        killer.run("merge", *(f"P.{i}" for i in numbers), "-o", "P")
        for i in numbers:
            shard = ("--shard", f"{i}/{shards}", "--profile", "P", "-o", f"OUT.{i}")
            killer.run("fix", "news", *shard, *flags, again=("--resume",))
    killer.run("merge", *(f"OUT.{i}" for i in numbers), "-o", "OUT")


def whole(folder: Path) -> None:
    """The same corpus, as it is in the end, in one run from the start."""
    calm = Killer(folder, random.Random(0), 0)
    calm.run("survey", "news", "-o", "whole.P")
    calm.run("fix", "news", "--profile", "whole.P", "-o", "WHOLE", "--glossary", "g.yaml", "--no-translate")


def said(folder: Path) -> dict[str, bytes]:
    """All files of an output folder with its journal, but for the times of files by which the next run knows them."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name != ".normalize/states.json"}


def differing(folder: Path) -> list[str]:
    """The files in which the merged run and the single one differ."""
    ours, theirs = said(folder / "OUT"), said(folder / "WHOLE")
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))


def main() -> None:
    """Kill, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    done = Counter[tuple[str, str]]()
    chance = random.Random(asked.seed)
    bad: list[str] = []
    while sum(done.values()) < asked.kills and not bad:
        with tempfile.TemporaryDirectory() as scratch:
            killer = Killer(Path(scratch), chance, asked.kills - sum(done.values()))
            story(killer, asked.shards)
            whole(killer.folder)
            bad = differing(killer.folder)
            done += killer.killed
    for (kind, command), count in sorted(done.items()):
        print(f"{kind:7} {command:7} {count}")
    print(f"{sum(done.values())} kills; {'differs: ' + ', '.join(bad) if bad else 'the same bytes as without them'}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
