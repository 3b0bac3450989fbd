"""Names are told by their capitals, and by the whole corpus where a sentence begins."""

from __future__ import annotations

import pytest

from normalize.discovery.names import Telling, runs, shown
from normalize.evidence.profile import survey
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize


def names(text: str) -> list[str]:
    """The names of a text that is its own corpus."""
    profile, tokens = survey(text), tokenize(text)
    is_name = Telling(profile.words, profile.capitalised, "en")
    return [shown(tokens, name) for name in runs(tokens, protected_spans(text), is_name)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met President Alija Izetbegović in Sarajevo.", ["Alija Izetbegović", "Sarajevo"]),
        ("the British Prime Minister Harold Wilson spoke", ["Harold Wilson"]),
        ("near the Bekaa Valley and in Kurdistan Region", ["Bekaa", "Kurdistan"]),
        ("said Abdel Fattah al-Burhan of Sudan", ["Abdel Fattah al-Burhan", "Sudan"]),
        ("with al-Shabaab and van der Bellen", ["al-Shabaab", "Bellen"]),
        ("by George W. Bush and John F. Kennedy", ["George W. Bush", "John F. Kennedy"]),
        ("an anti-Castro group", []),
        ("the UN and NATO met in Vienna", ["Vienna"]),
        ("see https://example.org/Minsk/Grodno or @Minsk", []),
        ("Minsk’s streets", ["Minsk"]),
        ("in Côte d’Ivoire", ["Côte d’Ivoire"]),
        ("the year 1986 in Pripyat 4", ["Pripyat"]),
        ("", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_corpus_tells_whether_a_sentence_begins_with_a_name() -> None:
    assert "Shelling" not in names("Shelling went on. The shelling of Grozny. Grozny fell.")
    assert names("Grozny fell. He fled Grozny.") == ["Grozny", "Grozny"]


def test_what_nobody_uses_in_lower_case_is_taken_for_a_name() -> None:
    assert names("Gudermes fell.") == ["Gudermes"]
    assert names("However fell.") == []
