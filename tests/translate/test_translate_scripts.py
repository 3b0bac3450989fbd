"""Scripts whose words have vowel signs and marks: a translation takes whole words, or leaves all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import pytest

from normalize import Applicability, Document
from normalize.names.linker import Linker
from normalize.run import pipeline
from normalize.settings.policy import Policy
from normalize.settings.settings import Settings
from normalize.translate.model import Request, Translation

LINES = {
    "hi": "सरकार ने नई योजना की घोषणा की",
    "bn": "সরকার নতুন পরিকল্পনা ঘোষণা করেছে",
    "ta": "அரசு புதிய திட்டத்தை அறிவித்தது",
    "th": "รัฐบาลประกาศแผนใหม่ที่นี่",
    "my": "အစိုးရသည် စီမံကိန်းသစ်ကို ကြေညာခဲ့သည်",
    "km": "រដ្ឋាភិបាលបានប្រកាសផែនការថ្មី",
}
PROSE = "The harvest had been poor for the third year in a row."
PLAN = "The government announced a new plan"


class Safe:
    """Translates everything, and is sure of it."""

    def answers(self, requests: Iterable[Request]) -> Mapping[Request, Translation]:
        return {r: Translation(PLAN, "sure", Applicability.SAFE, "argos", "fake 1.0", "f" * 64, 1.0) for r in requests}


def written(text: str) -> str:
    return pipeline.run(Document(text), Settings(Linker([]), policy=Policy("translate"), translator=Safe())).text


@pytest.mark.parametrize("lang", LINES)
@pytest.mark.parametrize("frame", ["{}\n" + PROSE, PROSE + " // {}", "He said “{}” and left.", PROSE + "\r\n{}\x85"])
def test_no_half_word_is_left(lang: str, frame: str) -> None:
    text = frame.format(LINES[lang])
    assert written(text) == frame.format(PLAN)


@pytest.mark.parametrize("lang", sorted(LINES))
def test_each_word_is_taken_with_its_last_mark(lang: str) -> None:
    """Whatever mark a word ends in, none stays behind the translation."""
    marks = {ch for ch in LINES[lang] if unicodedata.category(ch).startswith("M")}
    first = LINES[lang].replace(" ", "")[:1]
    for mark in sorted(marks):
        word = f"{first}{first}{first}{mark}"
        assert written(f"{word} {word}{mark}\n{PROSE}") == f"{PLAN}\n{PROSE}", repr(mark)
