"""Fit the weights of normalize/names/calibration.yaml on pairs of known name variants.

    python benchmarks/fit_match.py FOLDER

FOLDER holds ``glossary.csv`` (as for ``--glossary``) and ``queries.tsv`` with columns query and entry: variants that
are not in the glossary, and the id of the entry that each means (empty: none of them). Logistic regression by Newton's
method with a small ridge. Ten-fold cross-validation is printed: all variants of an entity are in one fold, so that no
weight is fitted on the entity that it is tried on.
"""

from __future__ import annotations

import csv
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

from normalize.model import Applicability, Candidate
from normalize.names import calibration, rules
from normalize.names.designators import unified
from normalize.names.glossary.read import read
from normalize.names.linker import Linker
from normalize.names.matcher import Matcher
from normalize.words.fold import fold, split

FOLDS = 10
TARGET = Path(calibration.__file__).with_name("calibration.yaml")
HEAD = """# Weights of the logistic model in calibration.py, written by benchmarks/fit_match.py: fitted on {rows} name
# variants (GeoNames, Unicode CLDR, iso-codes, the OFAC list, rigour) against a glossary of {entries} entries.
"""


class Pairs(NamedTuple):
    """What is fitted: each query against its best entry."""

    queries: list[str]
    found: list[str]  # ids of the best entries
    folds: np.ndarray
    x: np.ndarray
    y: np.ndarray  # whether the best entry is the right one
    linkable: int  # queries whose entity is in the glossary


def design(folder: Path, matcher: Matcher) -> Pairs:
    """The queries with features and answers."""
    queries, found, folds, rows, right, linkable = [], [], [], [], [], 0
    with (folder / "queries.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = unified(tuple(fold(w) for w in split(row["query"])))
            ranked = matcher.ranked(words) if words else []
            linkable += bool(row["entry"])
            if ranked:
                lead = ranked[0].likeness - (ranked[1].likeness if len(ranked) > 1 else 0.0)
                queries.append(row["query"])
                found.append(ranked[0].entry)
                folds.append(sha256((row["entry"] or row["query"]).encode()).digest()[0] % FOLDS)
                rows.append(calibration.compare(words, ranked[0].words, ranked[0].likeness, lead))
                right.append(ranked[0].entry == row["entry"])
    return Pairs(queries, found, np.array(folds), np.array(rows), np.array(right, dtype=float), linkable)


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


def safe_report(pairs: Pairs, scores: np.ndarray, matcher: Matcher) -> str:
    """Precision and recall of what would be mapped unasked, by fold."""
    probabilities = 1 / (1 + np.exp(-scores))
    made = [
        matcher.applicability(query, Candidate(entry, float(p), rules.NEAR), None) is Applicability.SAFE
        for query, entry, p in zip(pairs.queries, pairs.found, probabilities, strict=True)
    ]
    safe, right = np.array(made), pairs.y
    by_fold = [right[safe & (pairs.folds == k)].mean() for k in range(FOLDS)]
    precision, recall = right[safe].mean(), right[safe].sum() / pairs.linkable
    return f"safe precision {precision:.4f} (worst fold {min(by_fold):.3f}), safe recall {recall:.4f}"


def main() -> None:
    folder = Path(sys.argv[1])
    linker = Linker(read(folder / "glossary.csv"))
    matcher = Matcher(linker)
    pairs = design(folder, matcher)
    x, y, linkable, entries = pairs.x, pairs.y, pairs.linkable, len(linker.index.entries)
    held_out = np.empty(len(y))
    for k in range(FOLDS):
        out = pairs.folds == k
        held_out[out] = np.c_[np.ones(out.sum()), x[out]] @ fit(x[~out], y[~out])
    print("likeness alone:", report(x[:, 0], y, linkable))
    print("ten-fold:      ", report(held_out, y, linkable))
    print("               ", safe_report(pairs, held_out, matcher))
    w = fit(x, y)
    weights = dict(zip(calibration.FEATURES, (round(float(v), 2) for v in w[1:]), strict=True))
    data = yaml.safe_dump({"bias": round(float(w[0]), 2), "weights": weights}, sort_keys=False)
    TARGET.write_text(HEAD.format(rows=len(y), entries=entries) + data, encoding="utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
