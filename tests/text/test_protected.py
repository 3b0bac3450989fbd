"""What no detector may change."""

from __future__ import annotations

import pytest
from work import processor_time_grows_in_proportion

from normalize.text.protected import protected_spans


def covered(text: str, part: str = "Panchir") -> bool:
    at = text.index(part)
    return protected_spans(text).covers(at, at + len(part))


@pytest.mark.parametrize(
    "text",
    [
        "https://a.org/Panchir",
        "HTTP://A.ORG/PANCHIR?x=Panchir",
        "www.Panchir.example",
        "t.me/Panchir",
        "a.co.uk/news/Panchir.html",
        "Panchir.com",
        "Panchir.pdf",
        "old-Panchir.tar.gz",
        "Panchir@news.example",
        "x.y+Panchir@news.example",
        "desk@Panchir.example",
        "@Panchir",
        "@ Panchir",
        "(@Panchir)",
        "#Panchir",
        "Panchir_map",
        "my_Panchir",
        "_Panchir",
        "`Panchir`",
        "Panchir.fr",
        "Panchir.co.uk",
        "C:\\data\\Panchir\\x",
        "/data/Panchir/x",
        "~~~\nPanchir\n~~~",
        "``a ` Panchir``",
        "<img alt='Panchir'>",
        "@user@Panchir.com",
        "```\nPanchir\n```",
        "```Panchir",
    ],
)
def test_protected(text):
    assert covered(text)


@pytest.mark.parametrize(
    "text",
    [
        "Panchir",
        "Panchir. Com is short",
        "Panchir, pdf",
        "at Panchir",
        "a @b Panchir",
        "number # Panchir",
        "`a` Panchir `b`",
        "5 `minutes to Panchir\nor` more",
        "Panchir's",
        "https://a.org Panchir",
        "“https://a.org”Panchir",
        "e-mail: Panchir",
    ],
)
def test_not_protected(text):
    assert not covered(text)


def test_ought_to_be_protected():
    assert covered("Panchir.epub")


def test_a_long_text_without_marks_is_quick():
    assert protected_spans("word " * 200_000).starts == ()


@pytest.mark.parametrize(("unit", "behind"), [("a", "_"), ("-.", "com"), ("@", ""), ("``", "`"), ("a.b", "/")])
def test_hostile_texts_take_no_quadratic_time(unit, behind):
    assert processor_time_grows_in_proportion(protected_spans, unit, 30_000, behind=behind)
