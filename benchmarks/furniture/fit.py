"""Learn the weights of the line model of web furniture, and measure it on pages that it has not seen.

    python benchmarks/furniture/fit.py [--write] [--documents 3000]

The lines come from documents.py, made of words that mean nothing, in 29 languages, and from the pages in
tests/detectors/furniture/pages/learning; those in pages/held-out are measured alone. The model is a linear-chain
conditional random field of two states, fitted by the gradient of the penalised likelihood.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from documents import Labelled, documents

from normalize.detectors.furniture import chain
from normalize.detectors.furniture.chain import BIAS, INTO, OUT_OF
from normalize.detectors.furniture.context import Page
from normalize.detectors.furniture.shape import shape

TARGET = Path(chain.__file__).with_name("weights.yaml")
PAGES = Path(__file__).parents[2] / "tests" / "detectors" / "furniture" / "pages"
HEAD = """# Written by benchmarks/furniture/fit.py: what each feature of a line speaks for, above 0 for furniture, below
# 0 for the article, in natural logarithms of odds.
# Learned from {count} documents of its own making and {pages} written pages.
"""
SEED, UNSEEN_SEED = 1, 2
FEWEST = 20  # lines that must have a feature, or it is not weighed
PENALTY = 2e-4  # of the squared weights, per line
STEPS, RATE = 400, 0.05
COPIES = 8  # how often a written page counts
CAUTION = 0.5  # odds of furniture, as a logarithm, that each learned line of an article counts against more
PER_LINE = "F "  # in front of a line of furniture in a written page; two blanks in front of any other


def written(folder: str) -> list[Labelled]:
    """The pages of a folder, whose lines begin with ``F`` where they are furniture."""
    found = []
    for path in sorted((PAGES / folder).glob("*.txt")):
        rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found.append(Labelled(tuple(row[2:].strip() for row in rows), tuple(row.startswith(PER_LINE) for row in rows)))
    return found


def page(document: Labelled) -> Page:
    """The document as the model sees it."""
    lines = [line.strip() for line in document.lines]
    return Page(lines, [shape(line) for line in lines])


def featured(document: Labelled) -> list[list[str]]:
    """The features of each line; none where the model is not asked."""
    looked_at = page(document)
    return [[BIAS, *features] for features in looked_at.features()] if looked_at.may_hold_furniture else []


class Field:
    """Documents as arrays of equal length, so that one step walks down all of them at once."""

    def __init__(self, rows: Sequence[list[list[str]]], labels: Sequence[Sequence[bool]], names: list[str]) -> None:
        self.number = {name: i for i, name in enumerate(names)}
        self.longest = max(map(len, rows))
        self.known = np.zeros((len(rows), self.longest, len(names)), dtype=np.float32)
        self.mask = np.zeros((len(rows), self.longest))
        self.truth = np.zeros((len(rows), self.longest))
        for d, (lines, truth) in enumerate(zip(rows, labels, strict=True)):
            self.mask[d, : len(lines)] = 1
            self.truth[d, : len(lines)] = truth
            for i, features in enumerate(lines):
                for name in features:
                    if name in self.number:
                        self.known[d, i, self.number[name]] = 1

    def gradient(self, weights: np.ndarray, into: float, out_of: float) -> tuple[np.ndarray, float, float]:
        """The gradient of the log-likelihood, per line."""
        scores = np.clip(self.known @ weights + CAUTION * (1 - self.truth), -30, 30) * self.mask
        steps = np.exp(np.array([[0.0, into], [out_of, 0.0]]))  # from article, from furniture
        potential = np.stack([np.ones_like(scores), np.exp(scores)], axis=2)
        ahead, behind = np.ones_like(potential), np.ones_like(potential)
        state = np.ones((len(scores), 2))
        for i in range(self.longest):
            state = (state if i == 0 else state @ steps) * potential[:, i]
            state /= state.sum(axis=1, keepdims=True)
            ahead[:, i] = state
        state = np.ones((len(scores), 2))
        for i in range(self.longest - 1, -1, -1):
            state = np.where(self.mask[:, i : i + 1] > 0, state, 1.0)
            behind[:, i] = state
            state = (state * potential[:, i]) @ steps.T
            state = np.where(self.mask[:, i : i + 1] > 0, state / state.sum(axis=1, keepdims=True), 1.0)
        both = ahead * behind
        chance = (both / both.sum(axis=2, keepdims=True))[:, :, 1]
        error = (self.truth - chance) * self.mask
        pairs = self.mask[:, :-1] * self.mask[:, 1:]
        joint = ahead[:, :-1, :, None] * steps[None, None] * (potential * behind)[:, 1:, None, :]
        joint /= joint.sum(axis=(2, 3), keepdims=True)
        before, after = self.truth[:, :-1], self.truth[:, 1:]
        total = self.mask.sum()
        entered = (((1 - before) * after - joint[:, :, 0, 1]) * pairs).sum() / total
        left = ((before * (1 - after) - joint[:, :, 1, 0]) * pairs).sum() / total
        return np.einsum("dl,dlf->f", error, self.known) / total, float(entered), float(left)


def fitted(rows: Sequence[list[list[str]]], labels: Sequence[Sequence[bool]]) -> dict[str, float]:
    """The weights, by the method of Adam (Kingma and Ba 2015)."""
    counts = Counter(name for lines in rows for features in lines for name in features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    field = Field(rows, labels, names)
    values = np.zeros(len(names) + 2)
    mean, square = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        slope, entered, left = field.gradient(values[:-2], values[-2], values[-1])
        slope = np.append(slope, [entered, left]) - PENALTY * values
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    rounded = dict(zip([*names, INTO, OUT_OF], (round(float(value), 2) for value in values), strict=True))
    return {name: value for name, value in rounded.items() if value or name in (BIAS, INTO, OUT_OF)}


def report(name: str, found: Sequence[Labelled], weights: dict[str, float], show: bool = False) -> None:
    """Print how much furniture is found, at which precision."""
    for least in (0.5, 0.8, 0.95, 0.99):
        there = right = flags = 0
        for document in found:
            features = weights.keys() - {INTO, OUT_OF}
            scores = [sum(weights[f] for f in line if f in features) for line in featured(document)]
            chances = chain.probabilities(scores, weights[INTO], weights[OUT_OF]) or [0.0] * len(document.lines)
            there += sum(document.furniture)
            flags += sum(chance >= least for chance in chances)
            right += sum(chance >= least and truth for chance, truth in zip(chances, document.furniture, strict=True))
            if show and least == 0.5:
                for line, chance, truth in zip(document.lines, chances, document.furniture, strict=True):
                    if (chance >= least) != truth:
                        print(f"  {'missed' if truth else 'wrong '} {chance:.2f} {line[:100]}")
        print(
            f"{name} from {least}: found {right / max(1, there):.3f} of {there}, precision {right / max(1, flags):.4f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--show", action="store_true", help="print the lines of written pages that are judged wrong")
    arguments = parser.parse_args()
    pages = written("learning")
    learned = [*documents(arguments.documents, SEED), *pages * COPIES]
    rows = [(features, document.furniture) for document in learned if (features := featured(document))]
    weights = fitted([features for features, _ in rows], [truth for _, truth in rows])
    report("unseen made documents", documents(400, UNSEEN_SEED), weights)
    report("written pages, learned from", pages, weights, arguments.show)
    report("written pages, held out", written("held-out"), weights, arguments.show)
    if arguments.write:
        head = HEAD.format(count=arguments.documents, pages=len(pages))
        TARGET.write_text(head + yaml.safe_dump(weights, sort_keys=True, width=140), encoding="utf-8")
        print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
