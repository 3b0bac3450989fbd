"""The line model: whole pages with a label for each line, texts without furniture, and the chain by itself."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, isclose, prod
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize import Applicability, Category, Normalizer
from normalize.detectors.furniture.chain import probabilities
from normalize.detectors.furniture.shape import shape
from normalize.detectors.furniture.stamps import is_stamp
from normalize.detectors.furniture.verdicts import LineVerdict, furniture_lines, worth_judging

HERE = Path(__file__).parent
CASES: dict[str, Any] = yaml.safe_load((HERE / "lines.yaml").read_text(encoding="utf-8"))
PAGES = {path.stem: path for path in sorted((HERE / "pages").glob("*/*.txt"))}
HELD_OUT = {path.stem: path for path in sorted((HERE / "pages" / "held-out").glob("*.txt"))}
FOUND, PRECISION = 0.85, 0.95  # at least, over the pages that nothing was learned from


def read(path: Path) -> tuple[list[str], list[bool]]:
    """The lines of a page, and for each whether it is furniture."""
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
    return [row[2:] for row in rows], [row.startswith("F ") for row in rows]


def test_pages_that_nothing_was_learned_from():
    there = right = flags = 0
    for path in HELD_OUT.values():
        lines, truth = read(path)
        found = [verdict.is_furniture for verdict in furniture_lines(lines)]
        there, flags = there + sum(truth), flags + sum(found)
        right += sum(a and b for a, b in zip(found, truth, strict=True))
    assert right / there >= FOUND
    assert right / flags >= PRECISION


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_what_may_be_dropped_is_furniture(path):
    lines, truth = read(path)
    verdicts = furniture_lines(lines)
    assert [v.line for v, is_furniture in zip(verdicts, truth, strict=True) if v.sure and not is_furniture] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_dropping_keeps_the_article_and_a_second_run_drops_nothing(path):
    lines, truth = read(path)
    n = Normalizer(glossaries=["none"], furniture="drop", translator=None)
    result = n.normalize("\n".join(lines) + "\n")
    left = set(result.text.splitlines())
    gone = [line for line, is_furniture in zip(lines, truth, strict=True) if not is_furniture and line not in left]
    assert gone == [] or any(edit.finding.category is not Category.BOILERPLATE for edit in result.edits)
    assert n.normalize(result.text).text == result.text


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_each_line_of_furniture_has_a_finding_of_its_own(path):
    text = "\n".join(read(path)[0])
    found = Normalizer(glossaries=["none"], translator=None).normalize(text).findings
    flags = [f for f in found if f.category is Category.BOILERPLATE]
    assert all("\n" not in f.text for f in flags)
    assert len({text.count("\n", 0, f.start) for f in flags}) == len(flags)
    assert {f.applicability for f in flags} <= {Applicability.DISPLAY}


@pytest.mark.parametrize("name", CASES["article"])
def test_texts_without_furniture(name):
    lines = CASES["article"][name].splitlines()
    assert [verdict.line for verdict in furniture_lines(lines) if verdict.is_furniture] == []


MISSED = [
    pytest.param(kind, lines, marks=pytest.mark.xfail(reason=lines["reason"], strict=True))
    for kind, lines in CASES["known_failures"].items()
]


@pytest.mark.parametrize(("kind", "lines"), [*CASES["furniture"].items(), *MISSED])
def test_blocks_of_furniture(kind, lines):
    """Each block stands where sites set it: below a headline, between two paragraphs, or below the text."""
    text = CASES["text"]
    top, headline, paragraphs, bottom = (text[part] for part in ("top", "headline", "paragraphs", "bottom"))
    place = {"below headline": 1, "between": 2, "bottom": 3}[lines["place"]]
    parts = [top, [headline], paragraphs[:1], paragraphs[1:], bottom]
    parts.insert(place + 1 if place > 1 else 2, lines["lines"])
    page = [line for part in parts for line in part]
    verdicts = {verdict.line: verdict for verdict in furniture_lines(page)}
    assert [line for line in lines["lines"] if not verdicts[line].is_furniture] == [], kind
    assert not any(verdicts[line].is_furniture for line in [headline, *paragraphs])


@pytest.mark.parametrize(
    ("first", "below", "suffix"),
    [
        ("Ferry stays in port for days | The Harbour Post", "The ferry stayed.", " | The Harbour Post"),
        ("Ferry stays in port for days – The Harbour Post", "© The Harbour Post", " – The Harbour Post"),
        ("Ferry stays in port for days – for a third day", "The ferry stayed.", None),
        ("Port of departure   | Port of arrival", "Skerrin | Holm", None),
        ("Ports | Islands", "The ferry stayed.", None),
    ],
)
def test_the_name_of_the_site_behind_a_headline(first, below, suffix):
    text = f"{first}\n{below}\n"
    found = Normalizer(glossaries=["none"], translator=None).normalize(text).findings
    assert [f.text for f in found if f.rule == "W418"] == ([suffix] if suffix else [])


@pytest.mark.parametrize("line", CASES["stamps"])
def test_date_stamps(line):
    assert is_stamp(line)


@pytest.mark.parametrize("line", CASES["no_stamps"])
def test_what_is_no_date_stamp(line):
    assert not is_stamp(line)


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=6), st.floats(-3, 1), st.floats(-3, 1))
def test_the_chain_gives_what_all_divisions_give_together(scores, into, out_of):
    steps = {(False, True): exp(into), (True, False): exp(out_of)}
    weight = {}
    for states in product((False, True), repeat=len(scores)):
        odds = prod(exp(score) for score, furniture in zip(scores, states, strict=True) if furniture)
        weight[states] = odds * prod(steps.get(pair, 1.0) for pair in pairwise(states))
    total = sum(weight.values())
    for i, found in enumerate(probabilities(scores, into, out_of)):
        assert isclose(found, sum(w for states, w in weight.items() if states[i]) / total, rel_tol=1e-6)


@given(st.lists(st.text(max_size=40) | st.sampled_from(["Home", "News", "3 May 2021", "© 2021", "By Anna Holm"])))
def test_any_lines_have_a_verdict_each(lines):
    verdicts = furniture_lines(lines)
    assert [verdict.line for verdict in verdicts] == [line.strip() for line in lines]
    assert all(0 <= verdict.probability <= 1 for verdict in verdicts)
    assert furniture_lines(lines) == verdicts


def test_paragraphs_are_not_looked_at():
    assert not worth_judging(["A headline", *["The ferry stayed in port for the third day because of the storm."] * 9])
    assert worth_judging(["A headline", "By Anna Holm", "3 May 2021", "The ferry stayed in port."])


def test_the_shape_of_a_line_is_made_once():
    before = shape.cache_info().misses
    for _ in range(3):
        furniture_lines(["Home", "News of no other test", "Sport", "Share", "Log in", "Print", "A line." * 20])
    assert shape.cache_info().misses - before <= 7


def test_the_public_face_has_it():
    assert normalize.furniture_lines is furniture_lines
    assert normalize.LineVerdict is LineVerdict
