"""What people do with the program, each with what must hold whatever fails in the middle of it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from injected import DIED, Ended, Fault, Stop, run, warm

from normalize.run.journal import runs_in

GLOSSARY = (
    "glossary: small\nlanguage: en\nentries:\n"
    "  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [Panchir], related: [nrf]}\n"
    "  - {id: nrf, canonical: National Resistance Front, kind: organisation, acronym: NRF, acronyms: {fr: [FNR]}}\n"
)
TEXT = "The FNR (National Resistance Front) holds Panchir, a- he said in {0}.\nIt was quiet in house {0}.\n"
FLAGS = ["-g", "small.yaml", "--no-translate", "--exit-zero"]
JOURNAL = ".normalize"
TERMINATED = (-signal.SIGTERM, 128 + signal.SIGTERM)


class Lost(AssertionError):
    """Something of somebody's is gone, or half written."""


Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """The files below a folder, but for the journals in it."""
    found: Tree = {}
    for here, folders, names in os.walk(folder):
        if JOURNAL in folders:
            folders.remove(JOURNAL)
        for name in names:
            place = Path(here, name)
            found[place.relative_to(folder).as_posix()] = place.read_bytes()
    return found


def fill(folder: Path) -> None:
    """Somebody's files, in several formats, and a glossary beside them."""
    news = folder / "news" / "sub"
    news.mkdir(parents=True)
    for number in range(4):
        (news.parent / f"{number}.txt").write_text(TEXT.format(number))
    (news / "r.jsonl").write_text("".join(json.dumps({"id": n, "text": TEXT.format(n)}) + "\n" for n in range(3)))
    (news / "t.csv").write_text("id,text\n" + "".join(f'{n},"{TEXT.format(n)}"\n' for n in range(3)))
    (news / "p.txt.gz").write_bytes(gzip.compress(TEXT.format("p").encode(), mtime=0))
    (news / "w.md").write_bytes(TEXT.format("w").encode("utf-16"))
    for number in range(3):
        (news / f"u{number}.txt").write_text(f"The FNR said so on day {number}.\n")
    (news / "plain.txt").write_text("Nothing to see here.\n")
    (folder / "small.yaml").write_text(GLOSSARY)


@dataclass(frozen=True)
class Step:
    """One command, with the keys that a person types."""

    words: tuple[str, ...]
    keys: str = ""


@dataclass(frozen=True)
class Scenario:
    """What was done ``before``, the command that is attacked, and what must hold ``after`` it."""

    name: str
    before: tuple[Step, ...]
    step: Step
    after: Callable[[Bench, Ended], None]
    jobs: int = 1


@dataclass(frozen=True)
class Bench:
    """A folder ready for the command: ``ready`` is what was in it, ``whole`` what an undisturbed command leaves."""

    folder: Path
    ready: Tree
    whole: Tree

    def go(self, *words: str, keys: str = "") -> Ended:
        """Run a command that nothing disturbs."""
        ended = run([*words], self.folder, keys=keys)
        if not ended.is_polite:
            raise Lost(f"{words}: {ended.said[-600:]}")
        return ended

    def same(self, expected: Tree, what: str, *, only: str = "", litter: bool = False) -> None:
        """Whether the folder holds these files, and no others, but with ``litter`` for hidden ones that were not
        finished: a run sweeps its own away, a command that writes one file has nobody to do it."""
        now = {name: data for name, data in tree(self.folder).items() if name.startswith(only)}
        now = {name: data for name, data in now.items() if not (litter and name.endswith(".tmp"))}
        wanted = {name: data for name, data in expected.items() if name.startswith(only)}
        if wrong := sorted(name for name in now.keys() | wanted.keys() if now.get(name) != wanted.get(name)):
            raise Lost(f"{what}: {wrong[:5]} are not as they should be")

    def either(self, *, only: str = "") -> None:
        """Whether each file is as it was, or as it was to become: nothing is half written under its own name."""
        for name, data in tree(self.folder).items():
            is_own = name.startswith(only) and not name.endswith(".tmp")
            if is_own and data not in (self.ready.get(name), self.whole.get(name)):
                raise Lost(f"{name} is neither what it was nor what it was to be")
        if gone := sorted(name for name in self.ready if name.startswith(only) and not (self.folder / name).is_file()):
            raise Lost(f"{gone[:5]} are gone")


def fix(*more: str, jobs: int = 1) -> Step:
    """The command that cleans the folder."""
    return Step(("fix", "news", *more, *FLAGS, "-j", str(jobs)))


def complete(bench: Bench, ended: Ended) -> None:
    """A command that says that all is well has done all."""
    if ended.status == 0:
        bench.same(bench.whole, "status 0")


def after_out(bench: Bench, ended: Ended) -> None:
    """`fix --out`: inputs untouched; going on, or beginning anew, gives what an undisturbed run gives."""
    bench.either(only="news/")
    bench.either(only="out/")
    complete(bench, ended)
    bench.go(*fix("-o", "out", "--resume").words)
    bench.same(bench.whole, "after --resume")
    bench.go("undo", "out")
    undone = {name.replace("news/", "out/", 1): data for name, data in bench.ready.items() if name.startswith("news/")}
    bench.same({**bench.ready, **undone}, "after undo")


def after_in_place(bench: Bench, ended: Ended) -> None:
    """`fix --in-place`, gone on with and taken back."""
    bench.either()
    complete(bench, ended)
    bench.go(*fix("--in-place", "--resume").words)
    bench.same(bench.whole, "after --resume")
    while bench.go("undo", "news").status == 0:
        pass
    bench.same(bench.ready, "after undo")


def after_in_place_undone(bench: Bench, ended: Ended) -> None:
    """`fix --in-place`, taken back without going on."""
    bench.either()
    while bench.go("undo", "news").status == 0:
        pass
    bench.same(bench.ready, "after undo")


def after_shard(bench: Bench, ended: Ended) -> None:
    """A shard is gone on with, or begun anew, like any run."""
    bench.either()
    complete(bench, ended)
    bench.go(*SHARD.step.words, "--resume")
    bench.same(bench.whole, "after --resume")


def after_undo(bench: Bench, ended: Ended) -> None:
    """An undo that was disturbed is finished by the next one: nothing of the run is left."""
    while bench.go("undo", "news").status == 0:
        pass
    fresh = Path(f"{bench.folder}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    fill(fresh)
    bench.same(tree(fresh), "after undo", only="news/")


def after_judging(bench: Bench, ended: Ended) -> None:
    """Decisions: those made before are all there, the others each whole or not there; the next review goes on."""
    kept = bench.folder / "judgements.jsonl"
    before = bench.ready["judgements.jsonl"].splitlines()
    now = kept.read_bytes().splitlines() if kept.is_file() else []
    if now[: len(before)] != before:
        raise Lost("decisions are gone")
    bench.either(only="news/")
    bench.go("review", "out", "--terminal", "--judgements", "judgements.jsonl", keys="1aq")
    bench.go("judgements", "list", "judgements.jsonl")
    for line in kept.read_bytes().splitlines():
        json.loads(line)
    if kept.read_bytes().splitlines()[: len(before)] != before:
        raise Lost("decisions are gone")


def after_survey(bench: Bench, ended: Ended) -> None:
    """A profile is there as a whole or not at all; one without a file that could not be read goes with status 2."""
    bench.either(only="news/")
    profile = bench.folder / "p.json"
    if profile.is_file() and ended.status != 2 and profile.read_bytes() != bench.whole["p.json"]:
        raise Lost("p.json is not whole")
    bench.go(*_SURVEY.words)
    bench.same(bench.whole, "the second time", litter=True)


def after_merge(bench: Bench, ended: Ended) -> None:
    """A merge that was stopped is finished by the same again; the shards stay as they are."""
    bench.either()
    complete(bench, ended)
    if not runs_in(bench.folder / "m" / JOURNAL):
        bench.go(*_MERGE)
    bench.same(bench.whole, "the second time", litter=True)


def after_apply(bench: Bench, ended: Ended) -> None:
    """A glossary is what it was or what it was to be; the same again makes it so."""
    bench.either()
    complete(bench, ended)
    bench.go(*_APPLY)
    bench.same(bench.whole, "the second time", litter=True)


_REVIEW = Step(("review", "out", "--terminal", "--judgements", "judgements.jsonl"), "1aaq")
_OUT = fix("-o", "out")
_SURVEY = Step(("survey", "news", "-o", "p.json", "-j", "1"))
_SHARDS = (
    _SURVEY,
    *(fix("-o", f"s{n}", "--shard", f"{n}/2", "--profile", "p.json") for n in (1, 2)),
)
_MERGE = ("merge", "s1", "s2", "-o", "m")
_APPLY = ("apply", "judgements.jsonl", "--onto", "mine.yaml", "-g", "small.yaml")

SCENARIOS = (
    Scenario("fix --out", (), _OUT, after_out),
    Scenario("fix --out, resumed", (), fix("-o", "out", "--resume"), after_out),
    Scenario("fix --in-place", (), fix("--in-place"), after_in_place),
    Scenario("fix --in-place, undone", (), fix("--in-place"), after_in_place_undone),
    Scenario("undo", (fix("--in-place"),), Step(("undo", "news")), after_undo),
    Scenario("undo --rule", (fix("--in-place"),), Step(("undo", "news", "--rule", "N301")), after_undo),
    Scenario("review", (_OUT, Step(_REVIEW.words, "1aq")), _REVIEW, after_judging),
    Scenario("survey", (), _SURVEY, after_survey),
    Scenario("merge of shards", _SHARDS, Step(_MERGE), after_merge),
    Scenario("apply", (_OUT, Step(_REVIEW.words, "aq")), Step(_APPLY), after_apply),
    Scenario("workers", (), fix("-o", "out", jobs=2), after_out, jobs=2),
)

SHARD = Scenario("a shard", (_SURVEY,), fix("-o", "s1", "--shard", "1/2", "--profile", "p.json"), after_shard)


def prepare(scenario: Scenario, folder: Path) -> Ended:
    """Fill a folder, do what comes before, and let the command go by undisturbed once, beside it."""
    fill(folder)
    warm([*fix("-o", f"{folder}-warm").words], folder)
    for step in scenario.before:
        run([*step.words], folder, keys=step.keys)
    whole = Path(f"{folder}-whole")
    shutil.copytree(folder, whole)
    return run([*scenario.step.words], whole, keys=scenario.step.keys)


def timed(scenario: Scenario, folder: Path) -> float:
    """Make a command ready; how long it takes where nothing disturbs it."""
    prepare(scenario, folder)
    copy = folder.parent / "timed"
    shutil.copytree(folder, copy)
    begun = time.monotonic()
    run([*scenario.step.words], copy, keys=scenario.step.keys)
    return time.monotonic() - begun


def attacked(
    scenario: Scenario, ready: Path, work: Path, fault: Fault | None, clock: float = 0, stop: Stop | None = None
) -> Ended:
    """Do the command with a fault, or stopped by a signal, in a copy of a folder that is ready. Raises Lost."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ready, work)
    bench = Bench(work, tree(ready), tree(Path(f"{ready}-whole")))
    for _ in range(1 if stop is None else stop.times):
        ended = run([*scenario.step.words], work, fault, scenario.step.keys, clock, stop)
        if not ended.is_polite:
            raise Lost(f"left running: {ended.left}; {ended.said[-600:]}")
        if ended.status not in (0, 1, 2, 130, DIED) and not (stop is not None and ended.status in TERMINATED):
            raise Lost(f"exit status {ended.status}: {ended.said[-600:]}")
    scenario.after(bench, ended)
    return ended
