"""Each library has a voice in the language of a span."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from langdetect.detector import Detector
from langdetect.language import Language

from normalize.languages import identifiers
from normalize.languages.spans import language_spans

TEXT = "The road was closed.\n{}\nNobody came."


@pytest.fixture
def langdetect_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Makes langdetect name a language of the test's choice."""

    def choose(lang: str) -> None:
        identifiers.langdetect_says.cache_clear()
        monkeypatch.setattr(Detector, "get_probabilities", lambda self: [Language(lang, 1.0)])

    yield choose
    identifiers.langdetect_says.cache_clear()


def test_langdetect_decides_where_the_others_differ(langdetect_names: Callable[[str], None]) -> None:
    named = []
    for lang in ("cs", "sk"):
        langdetect_names(lang)
        (span,) = language_spans(TEXT.format("nová škola"))
        named.append(span.lang)
        assert "langdetect" in span.voices
    assert named == ["cs", "sk"]


def test_langdetect_makes_short_spans_uncertain(langdetect_names: Callable[[str], None]) -> None:
    langdetect_names("es")
    (span,) = language_spans(TEXT.format("todos los días"))
    assert (span.lang, span.certain) == ("es", True)
    langdetect_names("pt")
    (span,) = language_spans(TEXT.format("todos los días"))
    assert (span.lang, span.certain, span.others) == ("es", False, ("langdetect: pt",))


def test_eldc_has_a_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("normalize.languages.label.eldc_says", lambda text, script: "pt")
    (span,) = language_spans(TEXT.format("todos los días"))
    assert (span.certain, span.others) == (False, ("eldc: pt",))
