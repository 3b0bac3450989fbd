"""Fit the weights of normalize/names/calibration.yaml on pairs of known name variants.

    python benchmarks/fit_match.py FOLDER

FOLDER holds ``glossary.csv`` (as for ``--glossary``) and ``queries.tsv`` with columns query and entry: variants that
are not in the glossary, and the id of the entry that each means (empty: none of them). Logistic regression by Newton's
method with a small ridge; ten-fold cross-validation is printed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import yaml

from normalize.names import calibration
from normalize.names.designators import unified
from normalize.names.fold import fold, split
from normalize.names.glossary import read
from normalize.names.link import Linker
from normalize.names.match import Matcher

TARGET = Path(calibration.__file__).with_name("calibration.yaml")
HEAD = """# Weights of the logistic model in calibration.py, written by benchmarks/fit_match.py: fitted on {rows} name
# variants (GeoNames, Unicode CLDR, iso-codes, the OFAC list, rigour) against a glossary of {entries} entries.
"""


def design(folder: Path) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Features and answers of all queries, how many have an answer, and how many entries there are."""
    linker = Linker(read(folder / "glossary.csv"))
    matcher = Matcher(linker)
    rows, right, linkable = [], [], 0
    with (folder / "queries.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = unified(tuple(fold(w) for w in split(row["query"])))
            ranked = matcher.ranked(words) if words else []
            linkable += bool(row["entry"])
            if ranked:
                lead = ranked[0].likeness - (ranked[1].likeness if len(ranked) > 1 else 0.0)
                rows.append(calibration.compare(words, ranked[0].words, ranked[0].likeness, lead))
                right.append(ranked[0].entry == row["entry"])
    return np.array(rows), np.array(right, dtype=float), linkable, len(linker.index.entries)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights with the bias first."""
    x = np.c_[np.ones(len(x)), x]
    w = np.zeros(x.shape[1])
    penalty = ridge * np.eye(len(w))
    penalty[0, 0] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w


def report(scores: np.ndarray, y: np.ndarray, linkable: int) -> str:
    """Best F1, and recall at two precisions."""
    order = np.argsort(-scores)
    hits = np.cumsum(y[order])
    precision, recall = hits / np.arange(1, len(y) + 1), hits / linkable
    f1 = (2 * precision * recall / np.maximum(precision + recall, 1e-9)).max()
    at = [recall[precision >= least].max(initial=0.0) for least in (0.95, 0.98)]
    return f"best F1 {f1:.3f}, recall at precision .95 {at[0]:.3f}, at .98 {at[1]:.3f}"


def main() -> None:
    x, y, linkable, entries = design(Path(sys.argv[1]))
    fold_of = np.random.default_rng(7).integers(0, 10, len(y))
    held_out = np.empty(len(y))
    for k in range(10):
        w = fit(x[fold_of != k], y[fold_of != k])
        held_out[fold_of == k] = np.c_[np.ones((fold_of == k).sum()), x[fold_of == k]] @ w
    print("likeness alone:", report(x[:, 0], y, linkable))
    print("ten-fold:      ", report(held_out, y, linkable))
    w = fit(x, y)
    weights = dict(zip(calibration.FEATURES, (round(float(v), 2) for v in w[1:]), strict=True))
    data = yaml.safe_dump({"bias": round(float(w[0]), 2), "weights": weights}, sort_keys=False)
    TARGET.write_text(HEAD.format(rows=len(y), entries=entries) + data, encoding="utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
