"""Trafilatura and jusText: what is furniture goes and is told, what is text stays and is repaired."""

from __future__ import annotations

from pathlib import Path

import justext
import pytest
import recipes

from normalize import Normalizer
from normalize.integrations import justext as by_justext
from normalize.integrations import trafilatura as by_trafilatura
from normalize.integrations.extracted import article

PARAGRAPHS = [
    f"The road through the Panchir Valley is open again, the governor said on {day}, and the shops sell bread to all "
    "who have waited for it. The bridge at the end of the valley will be the last to be mended, because the river is "
    "still too high for the workers who are to do it."
    for day in ("Monday", "Tuesday", "Wednesday")
]
FURNITURE = ["By Anna Holm", "3 May 2021", "Share this article", "Sign up for our newsletter"]
HEADLINE = "Road to Panchir is open again after the flood"
LINES = [HEADLINE, *FURNITURE[:2], *PARAGRAPHS, *FURNITURE[2:], "© 2021 The Harbour Post"]
PAGE = (
    f"<html><body><article><h1>{HEADLINE}</h1>{''.join(f'<p>{line}</p>' for line in LINES[1:])}</article></body></html>"
)


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("extraction", tmp_path, "trafilatura", "justext")


def test_lines_are_kept_or_dropped(normalizer: Normalizer) -> None:
    made = article(LINES, normalizer)
    assert list(made.kept) == [HEADLINE, *PARAGRAPHS]
    assert [verdict.line for verdict in made.dropped] == [line for line in LINES if line not in made.kept]
    assert all(verdict.kind and verdict.why for verdict in made.dropped)
    assert made.text == "\n".join(made.kept).replace("Panchir", "Panjshir")
    assert len(made.result.edits) == 4
    assert 0 <= made.score <= 1


def test_a_higher_minimum_drops_less(normalizer: Normalizer) -> None:
    sure = article(LINES, normalizer, minimum=0.999999)
    assert len(sure.dropped) < len(article(LINES, normalizer).dropped)
    assert set(LINES) == {*sure.kept, *(verdict.line for verdict in sure.dropped)}


def test_no_lines(normalizer: Normalizer) -> None:
    made = article([], normalizer)
    assert (made.text, made.kept, made.dropped) == ("", (), ())


def test_trafilatura(normalizer: Normalizer) -> None:
    made = by_trafilatura.extract(PAGE, normalizer)
    assert made is not None
    assert made.text.count("Panjshir Valley") == 3
    assert not set(FURNITURE) & set(made.text.splitlines())
    assert by_trafilatura.extract(PAGE.encode(), normalizer, options={"output_format": "xml"}) == made
    assert by_trafilatura.extract("<html><body></body></html>", normalizer) is None


def test_justext(normalizer: Normalizer) -> None:
    made = by_justext.extract(PAGE, normalizer)
    assert made.text.count("Panjshir Valley") == 3
    assert not set(FURNITURE) & set(made.text.splitlines())
    paragraphs = justext.justext(PAGE, justext.get_stoplist("English"))
    assert by_justext.from_paragraphs(paragraphs, normalizer) == made
