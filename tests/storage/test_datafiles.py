"""The data files of the package and their schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

import normalize
from normalize.errors import DataError
from normalize.storage.datafiles import checked, load, parse
from normalize.storage.schemas import SCHEMAS, schema_of

PACKAGE = Path(normalize.__file__).parent
FILES = sorted(
    path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.yaml") if "glossaries" not in path.parts
)


@pytest.mark.parametrize("place", FILES)
def test_each_file_fits_its_schema(place):
    assert checked((PACKAGE / place).read_text(encoding="utf-8"), place)


def test_each_schema_has_a_file():
    for place in SCHEMAS:
        assert list(PACKAGE.glob(place)), place


def test_an_unquoted_on_is_refused_with_its_place_and_what_to_do():
    path = PACKAGE / "assessment/style.yaml"
    text = path.read_text(encoding="utf-8").replace('[in, "on", at', "[in, on, at")
    with pytest.raises(DataError, match=r"assessment/style.yaml, openers, item 2: true is no text; .*quotation marks"):
        checked(text, "assessment/style.yaml")


def test_the_openers_are_words():
    assert "on" in load("normalize.assessment", "style.yaml")["openers"]


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        ("languages/loans.yaml", "no: [ombudsman]", "key False: false is no text"),
        ("languages/loans.yaml", "en: ombudsman", "'ombudsman' is no list"),
        ("languages/loans.yaml", "[en]", "no mapping"),
        ("languages/loans.yaml", "en: [a", "expected"),
        ("names/calibration.yaml", "{pair: {bias: 1, weights: {lead: much}}, lead: {}}", "lead: 'much' is no number"),
        ("names/calibration.yaml", "{pair: {bias: 1}, lead: {}}", "missing key 'weights'"),
        ("languages/languages.yaml", "{}", "missing key 'blocks'"),
        ("detectors/artefacts/data/wordings/pl.yaml", "calque: [{find: a}]", "missing key 'says'"),
        ("detectors/artefacts/data/wordings/pl.yaml", "calque: [{fnid: a, find: a, says: b}]", "unknown key 'fnid'"),
    ],
)
def test_what_does_not_fit_is_refused(place, text, message):
    with pytest.raises(DataError, match=message):
        checked(text, place)


def test_a_file_without_a_schema_is_refused():
    with pytest.raises(DataError, match="without a schema"):
        schema_of("detectors/other.yaml")


@pytest.mark.parametrize("place", FILES)
def test_the_cache_gives_what_the_yaml_says(place):
    assert load("normalize", place) == parse((PACKAGE / place).read_text(encoding="utf-8"))
