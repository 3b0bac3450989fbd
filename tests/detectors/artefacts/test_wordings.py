"""The lists of wordings, the pattern language, and the source language that they speak for."""

from __future__ import annotations

import pytest
from detecting import found

from normalize import Category, Finding
from normalize.assessment.source_language import SourceLanguage, source_language
from normalize.detectors.artefacts import wording_lists
from normalize.detectors.artefacts.patterns import Phrases, variants
from normalize.detectors.artefacts.wording_lists import Entry, entries, languages
from normalize.detectors.artefacts.wordings import RULES, StrongWordings, WeakWordings
from normalize.detectors.artefacts.wordlists import words
from normalize.names.linker import Linker
from normalize.settings.settings import Settings
from normalize.text.tokens import tokenize


def matches(pattern: str, text: str) -> list[str]:
    tokens = tokenize(text)
    found = Phrases.of([pattern]).find(tokens, range(len(tokens.words)))
    return sorted({tokens.slice(m.first, m.last) for m in found})


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("take place|part", "They take part and take place.", ["take part", "take place"]),
        ("take an? part", "take a part, take an part, take part", ["take an part", "take part"]),
        ("take * part", "take no part", ["take no part"]),
        ("not *ing no", "not leaving no one", ["not leaving no"]),
        ("take part !in", "take part in it; take part of it", ["take part"]),
        ("!to take part", "to take part; they take part", ["take part"]),
        ("take part .", "take part, take part in", ["take part"]),
        ("^ take part", "They take part. Take part!", ["Take part"]),
        ("one , two", "one, two; one two", ["one, two"]),
        ("( Handle )", "(Handle) and Handle", ["Handle"]),
        ("with Corona", "with “Corona” and with corona", ["with “Corona"]),
        ("a well-known", "a well-known, a well known", ["a well-known"]),
        ("minister's man", "the minister’s man", ["minister’s man"]),
        ("take part", "Take Part Ltd, they take-part, take\npart, re-take part", []),
        ("since <numbers> <time_units>", "since three weeks", ["since three weeks"]),
    ],
)
def test_patterns(pattern, text, found):
    assert matches(pattern, text) == found


def test_a_pattern_needs_a_word():
    with pytest.raises(ValueError, match="needs a word"):
        variants(0, "* *")


def sample(entry: Entry) -> str:
    """A text that an entry must find: the first choice of each element of its longest way."""
    way = max(variants(0, entry.pattern), key=lambda v: len(v.elements))
    chosen = [min(element.words) if element.words else "tak" + element.endings[0] for element in way.elements]
    text = chosen[0]
    for gap, word in zip(way.gaps[1:], chosen[1:], strict=True):
        text += (gap if gap in ("'", "-") else f"{gap} ") + word
    before = f"{way.before.mark}" if way.before.mark else "" if way.before.opens else "zz "
    after = way.after.mark or ("." if way.after.punctuation else " zz")
    return before + text + after


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.languages[0]}-{entry.pattern[:40]}")
def test_every_entry_finds_its_own_sample(entry):
    assert matches(entry.pattern, sample(entry)), sample(entry)


def test_every_entry_names_its_source():
    assert len(entries()) > 1_000
    for entry in entries():
        assert entry.kind in RULES
        assert entry.source
        assert set(entry.languages) <= set(languages())
    assert len({(e.kind, e.pattern, e.languages) for e in entries()}) == len(entries())


@pytest.mark.parametrize("language", languages())
def test_every_language_has_strong_and_weak_entries(language):
    own = [entry for entry in entries() if language in entry.languages]
    assert any(entry.strong for entry in own)
    assert any(not entry.strong for entry in own)


@pytest.fixture
def _lists_with_polish(tmp_path, monkeypatch):
    """The lists of wordings with one file more, and nothing remembered of the others."""
    remembered = (wording_lists.entries, wording_lists.languages, wording_lists.wordings, wording_lists._store)

    def forget() -> None:
        for function in remembered:
            function.cache_clear()

    for path in wording_lists.FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    polish = """
calque:
  strong:
    - ["in a wide range of the trousers", w szerokim zakresie, widely, trousers]
  weak:
    - ["in the topic of", w temacie, about]
"""
    (tmp_path / "pl.yaml").write_text(polish, encoding="utf-8")
    monkeypatch.setattr(wording_lists, "FOLDER", tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("_lists_with_polish")
def test_a_new_language_is_one_file():
    settings = Settings(Linker([]))
    text = "They wrote in a wide range of the trousers. He spoke in the topic of boats."
    (strong,) = found(StrongWordings, text, settings)
    assert (strong.rule, strong.lang, strong.evidence["suggestion"]) == ("Q262", "pl", "widely")
    (weak,) = found(WeakWordings, text, settings, source=SourceLanguage("pl", 1.0, ()))
    assert (weak.text, weak.lang) == ("in the topic of", "pl")
    assert "pl" in languages()


def test_a_place_that_several_languages_claim_speaks_for_all_of_them():
    (finding,) = found(StrongWordings, "The mayor assisted to the ceremony.")
    assert finding.lang is None
    assert {"es", "fr"} <= set(finding.evidence["languages"])


def test_lists_refer_to_lists():
    assert words("lower_weekday") < words("lower_names")


def vote(text: str, lang: str | None, category: Category = Category.NAME_VARIANT, **evidence: object) -> Finding:
    return Finding(0, len(text), text, "N301", category, "", lang=lang, evidence=evidence)


def test_the_source_language_needs_two_forms():
    assert source_language([], "en") is None
    assert source_language([vote("Poutine", "fr")] * 5, "en") is None
    found = source_language([vote("Poutine", "fr"), vote("OTAN", "fr"), vote("Kiew", "de")], "en")
    assert found is not None
    assert (found.lang, found.score, found.words) == ("fr", 0.6667, ("OTAN", "Poutine"))


def test_two_languages_alike_are_none():
    votes = [vote("Poutine", "fr"), vote("Kiew", "de"), vote("OTAN", "fr"), vote("Türkei", "de")]
    assert source_language(votes, "en") is None


def test_a_vote_for_several_languages_is_shared():
    shared = [vote(form, None, Category.MT_ARTIFACT, languages=["fr", "it"]) for form in ("a", "b", "c", "d")]
    assert source_language(shared, "en") is None
    found = source_language([*shared, vote("Poutine", "fr")], "en")
    assert found is not None
    assert found.lang == "fr"


def test_the_target_language_and_furniture_do_not_vote():
    votes = [vote("a", "en"), vote("b", "en"), vote("c", "fr", Category.BOILERPLATE), vote("d", None)]
    assert source_language(votes, "en") is None


def test_an_exception_stands_first_or_last():
    with pytest.raises(ValueError, match="first or last"):
        variants(0, "take !no part")
