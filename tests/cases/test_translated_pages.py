"""Whole pages from many source languages: the damage that is found stays found, and nothing else is edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize import Applicability, Normalizer
from normalize.model import Category

PAGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("translated-pages.yaml").read_text("utf-8"))
LEAST_FOUND = 0.5  # of all damage of these pages; a fifth was found by the rules that had seen none of them


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(glossaries=["afghanistan"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_damage_of_a_page(page, normalizer):
    text = page["text"]
    result = normalizer.normalize(text)
    noted = [(text.index(d["text"]), text.index(d["text"]) + len(d["text"]), d.get("rule")) for d in page["damage"]]
    missed = [
        text[start:end]
        for start, end, rule in noted
        if rule and not any(f.rule == rule and f.start < end and start < f.end for f in result.findings)
    ]
    assert missed == []
    assert all(any(e.start < end and start < e.end for start, end, _ in noted) for e in result.edits)
    assert all(e.finding.applicability is Applicability.SAFE for e in result.edits)
    assert normalizer.normalize(result.text).edits == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_furniture_of_a_page(page, normalizer):
    text = page["text"]
    found = [f for f in normalizer.normalize(text).findings if f.category is Category.BOILERPLATE]
    for line in page["furniture"]:
        assert any(f.start <= text.index(line) < f.end for f in found), line


def test_half_of_the_damage_is_found():
    damage = [d for page in PAGES for d in page["damage"]]
    assert sum("rule" in d for d in damage) >= LEAST_FOUND * len(damage)
