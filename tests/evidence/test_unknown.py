"""Documents of words that nobody knows: how many of them are looked at has a bound, and that is told."""

from __future__ import annotations

import pytest

from normalize import Normalizer
from normalize.evidence import unknown
from normalize.evidence.unknown import unknown_words
from normalize.text.tokens import tokenize

_BOUND = 30
_KNOWN = "The army of Panchir held the valley of Panjschyr, said the minister."


def _strange(count: int) -> str:
    """So many different words that are in no list."""
    letters = "bdfgklmnprstvz"
    made = (f"{a}ax{b}iqu{c}o" for a in letters for b in letters for c in letters)
    return " ".join(next(made).capitalize() for _ in range(count))


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(glossaries=["afghanistan"])


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "LEAST", _BOUND)


@pytest.mark.usefixtures("low")
def test_beyond_the_bound_only_known_words_are_looked_at(normalizer: Normalizer) -> None:
    few, many = _strange(_BOUND - 10), _strange(_BOUND * 4)
    near = normalizer.normalize(f"{_KNOWN} {few}.")
    assert {"Panchir", "Panjschyr"} <= {finding.text for finding in near.findings}
    result = normalizer.normalize(f"{_KNOWN} {many}.")
    assert "The army of Panjshir held the valley of Panjschyr" in result.text
    assert {f.rule for f in result.findings if f.text == "Panjschyr"} == {"Q286"}  # the first of too many
    assert normalizer.normalize(result.text).edits == ()


@pytest.mark.usefixtures("low")
def test_a_document_with_too_many_is_told_once_with_their_number(normalizer: Normalizer) -> None:
    text = f"The valley is quiet. {_strange(_BOUND * 4)}."
    told = [finding for finding in normalizer.normalize(text).findings if finding.rule == "Q286"]
    assert [(finding.evidence["unknown"], str(finding.applicability)) for finding in told] == [(_BOUND * 4, "display")]
    assert told[0].text == _strange(1)


def test_no_word_of_theirs_is_shown_to_a_detector(normalizer: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "LEAST", _BOUND)
    asked: set[str] = set()
    plan = normalizer.settings.plan
    before = type(plan.names).wants

    def counted(self: object, form: str) -> bool:
        asked.add(form)
        return before(self, form)  # type: ignore[arg-type]

    monkeypatch.setattr(type(plan.names), "wants", counted)
    normalizer.normalize(f"The valley is quiet. {_strange(_BOUND * 5)} vroomish.")
    assert not asked & set(_strange(_BOUND * 5).split())


def test_text_of_people_and_words_of_glossaries_are_never_too_many() -> None:
    names = " ".join(f"Name{letter}axiquo" for letter in "bcdfghjklmnpqrstvwxz" * 200)
    assert unknown_words(tokenize(names), lambda word: False) == frozenset()  # twenty different ones
    strange = tokenize(_strange(1_500))
    assert len(unknown_words(strange, lambda word: False)) == 1_500
    assert unknown_words(strange, lambda word: True) == frozenset()


def test_other_scripts_do_not_count() -> None:
    letters = "бдгклмнпрст"
    words = " ".join(f"{a}ыщ{b}эю{c}ъ{d}" for a in letters for b in letters for c in letters for d in "аоу")
    assert unknown_words(tokenize(words), lambda word: False) == frozenset()


def test_text_hygiene_alone_looks_no_word_up(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaning = Normalizer(glossaries=["none"], select=["T"])
    asked: list[str] = []
    monkeypatch.setattr(unknown, "is_unlisted", lambda form: asked.append(form) or True)
    assert cleaning.normalize(f"Caf\u00ad\u00e9. {_strange(2_000)}").findings
    assert not asked
