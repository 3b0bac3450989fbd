"""Texts that end in the middle: snippets and records that were cut at a length, with a blank behind the last word."""

from __future__ import annotations

import re

import pytest
from test_cases import KINDS, cases, named_linker

from normalize import Applicability, Document
from normalize.run import pipeline
from normalize.settings.settings import Settings

_WINDOW = 60  # code points in front of the cut
_EACH = 2  # words from one cut to the next
_ENDS = ("“Panchir will not fall,” she said ", 'x"he said the minister ', "KholmskThe ", "They looked for a spaceIt ")


def _cut() -> list[str]:
    texts = [case["text"] for kind in KINDS for case in cases(kind)]
    found: list[str] = []
    for number, text in enumerate(texts):
        ends = [word.end() for word in re.finditer(r"\w+", text)]
        found += [f"{text[max(0, end - _WINDOW) : end]} " for end in (*ends[number % _EACH :: _EACH], *ends[-1:])]
    return found


def test_a_text_that_is_cut_behind_a_word_is_cleaned() -> None:
    settings = Settings(named_linker(("desk",)), allowed=Applicability.UNSAFE)
    texts = _cut()
    assert len(texts) > 1000
    for text in texts:
        assert pipeline.run(Document(text), settings).text.endswith(text[-1:])


@pytest.mark.parametrize("text", _ENDS)
def test_what_wants_a_word_behind_it_may_be_the_last_one(text: str) -> None:
    result = pipeline.run(Document(text), Settings(named_linker(("desk",))))
    assert result.text.replace("Panjshir", "Panchir") == text
