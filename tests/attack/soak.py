"""Documents without end through a stream, a folder run and the service: what grows?

``python tests/attack/soak.py --minutes 20 --seed 1``. Each of the three has a third of the time. All along new words
and names come, as in news. After each round memory (resident, in MB), file handles, threads and child processes are
noted; the slope of memory is that of a line through the second half of the rounds, in MB for 1,000 documents. The exit
status is 1 where handles, threads or children grow, or memory by more than a tenth in that half.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("support", "serve")]

from normalize import Normalizer
from normalize.io import Fields
from normalize.io.formats import Kind
from normalize.io.stream import cutter
from normalize.run.engines import Here
from normalize.run.folder_run import FolderRun
from normalize.run.listener import Listener
from normalize.run.order import Order
from normalize.run.stream import answers
from normalize.settings.config import Config
from normalize.settings.settings import Settings

ROOT = Path(__file__).parents[2]
_ROUND = 40  # documents
_MB = 1 << 20
_GROWTH = 0.1  # of memory in the second half that is still called none


@dataclass(frozen=True)
class Noted:
    """What a process and its children hold."""

    memory: float
    handles: int
    threads: int
    children: int


def noted(pid: int) -> Noted:
    """What a process holds now, with those that it started."""
    pids = [pid, *_children(pid)]
    memory = handles = threads = 0
    for one in pids:
        place = Path("/proc", str(one))
        memory += int((place / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        handles += len(list((place / "fd").iterdir()))
        threads += len(list((place / "task").iterdir()))
    return Noted(memory / _MB, handles, threads, len(pids) - 1)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path("/proc", str(pid), "task").iterdir():
        with suppress(FileNotFoundError):  # a thread may end meanwhile
            for child in (task / "children").read_text().split():
                found += [int(child), *_children(int(child))]
    return found


@dataclass
class Course:
    """What was noted of one part, round by round."""

    name: str
    rounds: list[Noted] = field(default_factory=list)

    @property
    def second_half(self) -> list[Noted]:
        """The rounds in which all that is read once has been read."""
        return self.rounds[len(self.rounds) // 2 :]

    @property
    def slope(self) -> float:
        """MB for 1,000 documents."""
        held = [one.memory for one in self.second_half]
        middle, mean = (len(held) - 1) / 2, sum(held) / len(held)
        spread = sum((i - middle) ** 2 for i in range(len(held))) or 1
        return sum((i - middle) * (one - mean) for i, one in enumerate(held)) / spread / _ROUND * 1000

    @property
    def problems(self) -> list[str]:
        """What grew."""
        first, *_, last = self.second_half
        grown = [
            f"{what}: {getattr(first, what)} to {getattr(last, what)}"
            for what in ("handles", "threads", "children")
            if getattr(last, what) > getattr(first, what)
        ]
        if last.memory > first.memory * (1 + _GROWTH):
            grown.append(f"memory: {first.memory:.0f} to {last.memory:.0f} MB")
        return grown

    def __str__(self) -> str:
        last = self.rounds[-1]
        held = f"{last.memory:.0f} MB, {last.handles} handles, {last.threads} threads, {last.children} children"
        return f"{self.name:8} {len(self.rounds) * _ROUND:7,} documents: {held}, {self.slope:+.2f} MB/1,000"


class News:
    """Texts without end, by a seed: sentences of the corpus with names and words that were never there before."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        texts = [path.read_text("utf-8", "replace") for path in sorted((ROOT / "corpus/articles").glob("*.txt"))]
        self._lines = [line for text in texts for line in text.split("\n") if len(line) > 40]

    def text(self) -> str:
        """One more."""
        lines = self._chance.sample(self._lines, self._chance.randrange(2, 8))
        return "\n".join([*lines, f"{self._word().title()} {self._word().title()} of {self._word()} {self._word()}."])

    def _word(self) -> str:
        syllables = (self._chance.choice("bdfgklmnprstvz") + self._chance.choice("aeiou") for _ in range(4))
        return "".join(syllables)


class _Source:
    """A stream of records that never ends until it is told to."""

    def __init__(self, news: News) -> None:
        self._news, self.is_open = news, True

    def ready(self) -> bool:
        return False

    def read(self) -> bytes:
        return json.dumps({"text": self._news.text()}).encode() + b"\n" if self.is_open else b""


def stream(settings: Settings, news: News) -> Iterator[None]:
    """Records of one stream, a round at a time."""
    source = _Source(news)
    count = 0
    for answer in answers(source, cutter(Kind.JSONL, "-", Fields(("text",))), settings, None, 1):
        if answer is not None and (count := count + 1) % _ROUND == 0:
            yield


def folder(settings: Settings, news: News) -> Iterator[None]:
    """Folder runs, one a round."""
    scratch = Path(tempfile.mkdtemp(prefix="soak-"))
    try:
        while True:
            given = scratch / "in"
            given.mkdir()
            for number in range(_ROUND):
                (given / f"{number}.txt").write_text(news.text(), "utf-8")
            config = Config(glossary=("afghanistan",), no_translate=True)
            FolderRun(Order([given], config, scratch / "out"), settings, Here(), Listener()).go()
            for place in scratch.iterdir():
                shutil.rmtree(place)
            yield
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def service(port: int, news: News) -> Iterator[None]:
    """Requests of clients that come and go."""
    while True:
        for _ in range(_ROUND):
            client = HTTPConnection("127.0.0.1", port, timeout=900)
            client.request(
                "POST", "/normalize", json.dumps({"text": news.text()}), {"Content-Type": "application/json"}
            )
            if client.getresponse().status != 200:
                raise AssertionError("refused")
            client.close()
        yield


def course(name: str, rounds: Iterator[None], pid: int, is_over: Callable[[int], bool]) -> Course:
    """Let rounds go by until it is over."""
    found = Course(name)
    while not is_over(len(found.rounds)):
        next(rounds)
        gc.collect()
        found.rounds.append(noted(pid))
    rounds.close()  # type: ignore[attr-defined]
    return found


def courses(seed: int, is_over: Callable[[], Callable[[int], bool]]) -> Iterator[Course]:
    """The three parts, one after the other; ``is_over`` is asked for each at its begin."""
    from serve_support import Server

    settings = Normalizer(["afghanistan"]).settings
    yield course("stream", stream(settings, News(seed)), os.getpid(), is_over())
    yield course("folder", folder(settings, News(seed + 1)), os.getpid(), is_over())
    with Server("-j", "1") as server:
        yield course("service", service(server.address[1], News(seed + 2)), server.process.pid, is_over())


def main() -> int:
    """Tell what was noted; 1 where something grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()

    def third() -> Callable[[int], bool]:
        until = time.monotonic() + asked.minutes * 20
        return lambda rounds: rounds >= 4 and time.monotonic() > until

    failed = False
    for found in courses(asked.seed, third):
        print(found, flush=True)
        for problem in found.problems:
            failed = True
            print(f"  GREW {problem}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
