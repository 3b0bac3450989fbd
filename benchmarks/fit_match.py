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
from normalize.names.candidates import Candidates
from normalize.names.glossary.read import read
from normalize.names.linker import Linker
from normalize.names.matcher import Matcher

FOLDS = 10
TARGET = Path(calibration.__file__).with_name("calibration.yaml")
HEAD = """# Weights of the logistic model in calibration.py, written by benchmarks/fit_match.py: fitted on {rows} name
# variants (GeoNames, Unicode CLDR, iso-codes, the OFAC list, rigour) against a glossary of {entries} entries.
"""


class Pairs(NamedTuple):
    """What is fitted: every candidate of each query, and whether it is the right one."""

    queries: list[str]
    query: np.ndarray  # the number of the query of each candidate
    found: list[str]  # its entry
    folds: np.ndarray
    x: np.ndarray
    y: np.ndarray
    linkable: int  # queries whose entity is in the glossary


def design(folder: Path, candidates: Candidates) -> Pairs:
    """The candidates of all queries, those apart that list the very name."""
    queries, number, found, folds, rows, right, linkable = [], [], [], [], [], [], 0
    with (folder / "queries.tsv").open(encoding="utf-8", newline="") as stream:
        for i, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)):
            queries.append(row["query"])
            linkable += bool(row["entry"])
            for scored in candidates.ranked(row["query"]):
                number.append(i)
                found.append(scored.entry)
                folds.append(sha256((row["entry"] or row["query"]).encode()).digest()[0] % FOLDS)
                rows.append(scored.comparison)
                right.append(scored.entry == row["entry"])
    return Pairs(
        queries, np.array(number), found, np.array(folds), np.array(rows), np.array(right, dtype=float), linkable
    )


def leaders(pairs: Pairs, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best candidate of each query by its evidence, and what it has besides: its features among the others."""
    best, rows = [], []
    for query in np.unique(pairs.query):
        own = np.flatnonzero(pairs.query == query)
        own = own[np.argsort(-scores[own], kind="stable")]
        other = float(scores[own[1]]) if len(own) > 1 else None
        best.append(own[0])
        rows.append(calibration.leading(calibration.Comparison(*pairs.x[own[0]]), float(scores[own[0]]), other))
    return np.array(best), np.array(rows)


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


def predicted(x: np.ndarray, y: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """The logit of each row by a model that was fitted on the other folds."""
    held_out = np.empty(len(y))
    for k in range(FOLDS):
        out = folds == k
        held_out[out] = np.c_[np.ones(out.sum()), x[out]] @ fit(x[~out], y[~out])
    return held_out


def safe_report(pairs: Pairs, best: np.ndarray, scores: np.ndarray, matcher: Matcher) -> str:
    """Precision and recall of what would be mapped unasked, by fold."""
    probabilities = 1 / (1 + np.exp(-scores))
    safe = np.array(
        [
            matcher.applicability(
                pairs.queries[pairs.query[i]], Candidate(pairs.found[i], float(p), rules.NEAR.code), None
            )
            is Applicability.SAFE
            for i, p in zip(best, probabilities, strict=True)
        ]
    )
    right, folds = pairs.y[best], pairs.folds[best]
    by_fold = [right[safe & (folds == k)].mean() for k in range(FOLDS)]
    precision, recall = right[safe].mean(), right[safe].sum() / pairs.linkable
    return f"safe precision {precision:.4f} (worst fold {min(by_fold):.3f}), safe recall {recall:.4f}"


def model(names: tuple[str, ...], w: np.ndarray) -> dict[str, object]:
    """The weights of one model as the data file has them."""
    return {
        "bias": round(float(w[0]), 2),
        "weights": dict(zip(names, (round(float(v), 2) for v in w[1:]), strict=True)),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    linker = Linker(read(folder / "glossary.csv"))
    matcher = Matcher(linker)
    pairs = design(folder, linker.candidates)
    first = predicted(pairs.x, pairs.y, pairs.folds)
    best, rows = leaders(pairs, first)
    right, folds = pairs.y[best], pairs.folds[best]
    second = predicted(rows, right, folds)
    print("right candidate first:", round(right.sum() / pairs.linkable, 3))
    print("ten-fold:", report(second, right, pairs.linkable))
    print("         ", safe_report(pairs, best, second, matcher))
    weights = fit(pairs.x, pairs.y)
    best, rows = leaders(pairs, np.c_[np.ones(len(pairs.y)), pairs.x] @ weights)
    data = {
        "pair": model(calibration.Comparison._fields, weights),
        "lead": model(calibration.LEAD, fit(rows, pairs.y[best])),
    }
    head = HEAD.format(rows=len(pairs.queries), entries=len(linker.index.entries))
    TARGET.write_text(head + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
