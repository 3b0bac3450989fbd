"""The lists of wordings, the pattern language, and where they are reported."""

from __future__ import annotations

import pytest
from detecting import found

from normalize.assessment.source_language import SourceLanguage
from normalize.detectors.artefacts import wording_lists
from normalize.detectors.artefacts.patterns import Phrases, variants
from normalize.detectors.artefacts.wording_lists import LEAST_RATIO, Entry, entries, languages
from normalize.detectors.artefacts.wordings import RULES, SilentWordings, Wordings
from normalize.detectors.artefacts.wordlists import words
from normalize.errors import DataError
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
        ("arrived to A*", "He arrived to Lisbon, and they arrived to agree.", ["arrived to Lisbon"]),
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
    chosen = [
        min(element.words) if element.words else "Taka" if element.capital else "tak" + element.endings[0]
        for element in way.elements
    ]
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
    assert len(entries()) > 300
    for entry in entries():
        assert entry.kind in RULES
        assert entry.source
        assert set(entry.languages) <= set(languages())
    assert len({(e.kind, e.pattern, e.languages) for e in entries()}) == len(entries())


def test_what_is_shown_anywhere_has_its_reason():
    shown = [entry for entry in entries() if entry.because]
    assert shown
    for entry in shown:
        assert entry.because == "grammar" or float(entry.because.removeprefix("ratio ")) >= LEAST_RATIO, entry


@pytest.mark.parametrize("language", languages())
def test_every_language_has_entries(language):
    assert any(language in entry.languages for entry in entries())


PLAIN = (
    "Some 300 persons were displaced, even if most went home soon, notably the old.",
    "A crowd stood before the Governorate building and condemned the terrorist acts.",
    "The Ennahda party said in a statement on Monday that the landlocked region needs a road.",
    "He assured us that the manager of the estimated budget would recall the formation of the team.",
    "Married with two children, she is interested in music; at the moment, the band rests.",
    "The head of state took the floor. In addition, the militants of the past week laid down their arms.",
    "The frame of mind of the man in the frame of the door is a matter of opinion.",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_english_is_never_flagged(text):
    settings = Settings(Linker([]))
    assert found(Wordings, text, settings) == []


@pytest.mark.parametrize(
    ("text", "span", "rule"),
    [
        ("The bridge in the which they met fell.", "in the which", "Q267"),
        ("They built the another bridge.", "the another", "Q268"),
        ("He said me that it rains.", "said me that", "Q261"),
        ("They received informations from Rome.", "informations", "Q265"),
        ("The workers have signed yesterday a pact.", "have signed yesterday", "Q266"),
        ("He does not not want it.", "does not not", "Q269"),
        ("The accord entered in force.", "entered in force", "Q262"),
        ("They depend of the rain.", "depend of", "Q264"),
    ],
)
def test_what_grammar_excludes_is_shown_and_names_no_language(text, span, rule):
    (finding,) = found(Wordings, text, Settings(Linker([])))
    assert (finding.text, finding.rule, finding.lang, finding.applicability) == (span, rule, None, "display")


def test_one_place_has_one_finding():
    text = "In the night from Thursday to Friday he said me that the another bridge fell."
    settings = Settings(Linker([]))
    both = found(SilentWordings, text, settings, source=SourceLanguage("de", 1.0, ()))
    assert [finding.text for finding in both] == ["In the night from Thursday to Friday"] or len(both) == 1


def test_a_silent_wording_waits_for_its_language():
    text = "The head of Russian diplomacy spoke."
    settings = Settings(Linker([]))
    assert found(Wordings, text, settings) == []
    (finding,) = found(SilentWordings, text, settings, source=SourceLanguage("it", 1.0, ()))
    assert (finding.lang, finding.evidence["because"]) == ("it", "the source language of the document")
    assert found(SilentWordings, text, settings, source=SourceLanguage("tr", 1.0, ())) == []


def test_a_machines_document_of_unknown_language_shows_what_most_languages_share():
    settings = Settings(Linker([]))
    (finding,) = found(SilentWordings, "The play leaves no one indifferent.", settings)
    assert (finding.lang, finding.evidence["because"]) == (None, "a machine's document")
    assert found(SilentWordings, "They beat around the hot porridge.", settings) == []


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
  - {find: "in a range of the trousers", says: w szerokim zakresie, means: widely, near: trousers, because: grammar}
  - {find: "in the topic of", says: w temacie, means: about}
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
    text = "They wrote in a range of the trousers. He spoke in the topic of boats."
    (shown,) = found(Wordings, text, settings)
    assert (shown.rule, shown.evidence["languages"], shown.evidence["suggestion"]) == ("Q262", ["pl"], "widely")
    (silent,) = found(SilentWordings, text, settings, source=SourceLanguage("pl", 1.0, ()))
    assert (silent.text, silent.lang) == ("in the topic of", "pl")
    assert "pl" in languages()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('{find: "to attend|attends", says: x, means: attends to attend}', "its own correction"),
        ('{find: "to take umbrage", says: x, ratio: 2}', "a ratio of 3 or more"),
        ('{find: "to take umbrage", says: x, ratio: 9, because: grammar}', "needs one reason"),
        ('{find: "to take umbrage", says: x, because: habit}', "'habit' is unknown"),
        ('{find: "to take umbrage", say: x}', "unknown key 'say'|missing key 'says'"),
    ],
)
def test_a_bad_entry_is_refused(tmp_path, monkeypatch, row, complaint):
    (tmp_path / "pl.yaml").write_text(f"calque:\n  - {row}\n", encoding="utf-8")
    monkeypatch.setattr(wording_lists, "FOLDER", tmp_path)
    wording_lists.entries.cache_clear()
    with pytest.raises(DataError, match=complaint):
        entries()
    monkeypatch.undo()
    wording_lists.entries.cache_clear()


def test_a_place_that_several_languages_claim_speaks_for_all_of_them():
    (finding,) = found(Wordings, "The mayor assisted to the ceremony.")
    assert finding.lang is None
    assert {"es", "fr"} <= set(finding.evidence["languages"])


def test_lists_refer_to_lists():
    assert words("lower_weekday") < words("lower_names")


def test_an_exception_stands_first_or_last():
    with pytest.raises(ValueError, match="first or last"):
        variants(0, "take !no part")
