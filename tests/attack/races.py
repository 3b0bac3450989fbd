"""Two at one place: runs, undos, writers and judges that come between, at moments by chance.

``python tests/attack/races.py --tries 120 --seed 1``

Whoever comes second is told so or waits; whatever both do, no byte of anybody is lost, and the next command puts
everything right. The same seed draws the same delays; what each was at then depends on the machine.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from injected import Ended, ended, start
from scenarios import (
    JOURNAL,
    SCENARIOS,
    Bench,
    Lost,
    Scenario,
    Step,
    after_in_place,
    after_out,
    after_undo,
    fix,
    timed,
    tree,
)
from trying import Tried, in_turn, scratch

from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.judgements.store import append

_POLITE = (0, 1, 2)
_SEVERAL = 12  # what a writer or a judge writes while a command goes on

Play = Callable[[Scenario, Bench, random.Random, float], str]


def _both(second: Step) -> Play:
    """Two commands, of which the second begins while the first goes on."""

    def play(scenario: Scenario, bench: Bench, chance: random.Random, seconds: float) -> str:
        first = _begin(bench, scenario.step)
        time.sleep(chance.random() * seconds)
        ends = _waited(first, _begin(bench, second, "second"))
        scenario.after(bench, replace(ends[-1], status=2))  # what one did the other may have taken back
        return f"{sum(end.status == 2 for end in ends)} refused"

    return play


def _begin(bench: Bench, step: Step, log: str = "first") -> tuple[int, Path]:
    said = bench.folder.parent / log
    return start([*step.words], bench.folder, said, keys=step.keys), said


def _waited(*begun: tuple[int, Path]) -> list[Ended]:
    """How some commands ended; each must have told what is wrong as it tells a person."""
    ends = [ended(*one) for one in begun]
    for end in ends:
        if not end.is_polite or end.status not in _POLITE:
            raise Lost(f"status {end.status}: {end.said[-600:]}")
    return ends


def _written_into(scenario: Scenario, bench: Bench, chance: random.Random, seconds: float) -> str:
    """Somebody appends to files, and puts others in their place, while they are cleaned in place."""
    first = _begin(bench, scenario.step)
    names = sorted(name for name in bench.ready if name.endswith(".txt"))
    notes: dict[str, str] = {}
    for number in range(_SEVERAL):
        time.sleep(chance.random() * seconds / _SEVERAL)
        name, note = chance.choice(names), f"NOTE {number} by somebody else\n"
        place = bench.folder / name
        if chance.random() < 0.5:
            with place.open("ab") as file:
                file.write(note.encode())
        else:
            beside = place.with_name(f"{place.name}.mine")
            beside.write_bytes(place.read_bytes() + note.encode())
            beside.replace(place)
        notes[note] = name
    _waited(first)
    _all_there(bench, notes, "after the run")
    while bench.go("undo", "news").status == 0:
        pass
    _all_there(bench, notes, "after undo")
    return "written into"


def _all_there(bench: Bench, notes: dict[str, str], when: str) -> None:
    """Whether each note is in its file, or in what is kept of it."""
    kept = b"".join(place.read_bytes() for place in (bench.folder / "news" / JOURNAL).rglob("*") if place.is_file())
    for note, name in notes.items():
        if note.encode() not in (bench.folder / name).read_bytes() + kept:
            raise Lost(f"{when} {note!r} is not in {name}")


def _judged_beside(scenario: Scenario, bench: Bench, chance: random.Random, seconds: float) -> str:
    """A second judge writes decisions into the file that a command reads, or writes itself."""
    place = bench.folder / "judgements.jsonl"
    before = place.read_bytes().splitlines()
    first = _begin(bench, scenario.step)
    mine = [
        Judgement(Verdict.REJECT, "N301", f"Name{number}", "Other", None, Scope.always()) for number in range(_SEVERAL)
    ]
    for one in mine:
        time.sleep(chance.random() * seconds / _SEVERAL)
        append(place, [one])
    _waited(first)
    now = place.read_bytes().splitlines()
    if now[: len(before)] != before:
        raise Lost("decisions made before are gone")
    if gone := [one.text for one in mine if sum(f'"{one.text}"'.encode() in line for line in now) != 1]:
        raise Lost(f"decisions on {gone} are gone, or there twice")
    bench.go("judgements", "list", "judgements.jsonl")
    bench.either(only="news/")
    return "judged beside"


_OUT, _IN_PLACE = fix("-o", "out"), fix("--in-place")
_AGAIN = fix("-o", "out", "--resume")
_UNDO, _UNDO_RULE = Step(("undo", "news")), Step(("undo", "news", "--rule", "N301"))
_BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}

RACES: tuple[tuple[Scenario, Play], ...] = (
    (Scenario("two runs in place", (), _IN_PLACE, after_in_place), _both(_IN_PLACE)),
    (Scenario("two runs into one folder", (), _OUT, after_out), _both(_OUT)),
    (Scenario("--resume during a run", (), _OUT, after_out), _both(_AGAIN)),
    (Scenario("an undo during a run in place", (), _IN_PLACE, after_in_place), _both(_UNDO)),
    (Scenario("two undos", (_IN_PLACE,), _UNDO, after_undo), _both(_UNDO)),
    (Scenario("an undo by rule, and another", (_IN_PLACE,), _UNDO_RULE, after_undo), _both(_UNDO)),
    (Scenario("a writer beside a run in place", (), _IN_PLACE, after_in_place), _written_into),
    (replace(_BY_NAME["review"], name="a judge beside review"), _judged_beside),
    (replace(_BY_NAME["apply"], name="a judge beside apply"), _judged_beside),
)
_PLAYS = {scenario.name: play for scenario, play in RACES}


def tries(
    count: int, seed: int, where: Path, races: tuple[tuple[Scenario, Play], ...] = RACES
) -> Iterator[tuple[Tried, str]]:
    """Play races in turn, with delays drawn by a seed; what became of each, and how it went."""
    chance = random.Random(seed)
    for scenario, folder, seconds in in_turn([scenario for scenario, _ in races], count, where, timed):
        work = folder.parent / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        bench = Bench(work, tree(folder), tree(Path(f"{folder}-whole")))
        try:
            how = _PLAYS[scenario.name](scenario, bench, chance, seconds)
        except Lost as error:
            yield Tried(scenario.name, "a race", None, str(error)), "lost"
        else:
            yield Tried(scenario.name, "a race", 0), how


def main() -> int:
    """Tell what was tried and lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ends: Counter[tuple[str, str]] = Counter()
    with scratch("races-") as folder:
        for one, how in tries(asked.tries, asked.seed, folder):
            if one.lost:
                print(f"LOST {one.scenario}: {one.lost}", flush=True)
            ends[one.scenario, how] += 1
    for name in _PLAYS:
        print(f"{name:32} {', '.join(f'{n} {how}' for (of, how), n in sorted(ends.items()) if of == name)}")
    lost = sum(n for (_, how), n in ends.items() if how == "lost")
    print(f"{asked.tries} races, seed {asked.seed}: {lost} losses")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
