"""The compiled index: forms, targets, family names, near words."""

from __future__ import annotations

import pytest

from normalize.names.forms import forms_of
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index, _keys, _like

PANJSHIR = Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),))
MBS = Entry(
    "mbs",
    "Mohammed bin Salman",
    "person",
    aliases=(Alias("Mohammad bin Salman"), Alias("MBS"), Alias("Mohammed Salman", "fr")),
)
NAZARY = Entry(
    "nazary",
    "Ali Maisam Nazary",
    "person",
    aliases=(Alias("Ali Nazari"), Alias("Ali Meisam Nazari")),
    short=("Ali Nazary",),
)
NRF = Entry(
    "nrf",
    "National Resistance Front",
    "organisation",
    aliases=(Alias("Front national de résistance", "fr"), Alias("Resistance")),
    acronym="NRF",
    acronyms=(Alias("FNR", "fr"),),
)


def targets(entry: Entry) -> dict[tuple[str, str], str | None]:
    return {(f.text, f.role): f.target for f in forms_of(entry)}


def test_an_alias_goes_to_the_right_form_with_as_many_words():
    found = targets(NAZARY)
    assert found["Ali Nazari", "alias"] == "Ali Nazary"
    assert found["Ali Meisam Nazari", "alias"] == "Ali Maisam Nazary"


def test_a_person_never_gains_or_loses_a_word():
    found = targets(MBS)
    assert found["MBS", "alias"] is None
    assert found["Mohammed Salman", "alias"] is None


def test_an_organisation_may():
    assert targets(NRF)["Front national de résistance", "alias"] == "National Resistance Front"


def test_family_names_keep_their_particles():
    assert targets(MBS)["bin Salman", "family"] == "bin Salman"
    entry = Entry("uvdl", "Ursula von der Leyen", "person", aliases=(Alias("Ursula van der Leyen"),))
    assert targets(entry)["van der Leyen", "family"] == "von der Leyen"


def test_places_and_single_names_have_no_family_name():
    assert not any(role == "family" for _, role in targets(PANJSHIR))
    assert not any(role == "family" for _, role in targets(Entry("x", "Ronaldinho", "person")))


def test_an_alias_in_the_language_of_the_glossary_is_accepted():
    entry = Entry("kyiv", "Kyiv", "place", aliases=(Alias("Kiev", "en"), Alias("Kiew", "de"), Alias("Kijiv")))
    assert {f.text: f.accepted for f in forms_of(entry)} == {"Kyiv": False, "Kiev": True, "Kiew": False, "Kijiv": False}


def test_acronyms_are_looked_up_by_themselves():
    index = Index([NRF])
    assert [e.id for e in index.acronyms["NRF"]] == ["nrf"]
    assert [(e.id, lang) for e, lang in index.foreign_acronyms["FNR"]] == [("nrf", "fr")]
    assert "fnr" not in index.phrases


def test_near_finds_respellings_best_first():
    found = Index([PANJSHIR, MBS, NRF]).near("Pandschir", 0.7)
    assert found[0][0] in ("panchir", "panjshir")
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
    assert all(s >= 0.7 for _, s in found)


def test_near_is_bounded_and_leaves_short_words_alone():
    index = Index(Entry(f"e{i}", f"Panjsh{c}r", "place") for i, c in enumerate("aeiouy"))
    assert len(index.near("Panjshir", 0.5, most=3)) == 3
    assert Index([Entry("x", "Goma", "place")]).near("Gom", 0.1) == []


@pytest.mark.parametrize("word", ["", "a", "İİİİ", "پنجشیر", "1234", "\ud800\ud800\ud800\ud800", "ﬀﬀﬀ"])
def test_near_accepts_any_word(word):
    assert Index([PANJSHIR, MBS]).near(word, 0.8) == []


def test_an_empty_index_finds_nothing():
    assert Index([]).near("Panjshir", 0.0) == []


@pytest.mark.parametrize("text", ["???", "10", "00100", "9/11"])
def test_a_form_without_letters_is_left_out(text):
    assert Index([Entry("x", text, "other")]).phrases == {}
    index = Index([Entry("soernaeinen", "Sörnäinen", "place", aliases=(Alias(text), Alias("7-Sörnäs")))])
    assert set(index.phrases) == {"sornainen", "7 sornas"}


@pytest.mark.parametrize("least", [0.0, 0.7])
def test_the_likest_words_are_those_of_all(least):
    names = ["Panjsher", "Panjshayr", "Pandschir", "Panshir", "Panjsir", "Pantshir", "Banjshir", "Penjshir", "Panjab"]
    index = Index([Entry(name, name, "place") for name in names])
    every = index.near("Panjshir", least, most=100)
    assert len(every) > 5
    assert [index.near("Panjshir", least, most) for most in (1, 3, 5)] == [every[:most] for most in (1, 3, 5)]


def test_a_word_of_two_sounds_has_the_one_that_is_nearer_whatever_the_order_of_its_keys():
    index = Index([Entry("one", "Şoko", "place"), Entry("other", "Soko", "place")])
    keys = _keys("Shoko")
    rows = [(key, row) for key in keys if (row := index.near_keys.get(key))]
    found = [_like("Shoko", order, 0.0) for order in (rows, (*rows[:1], *reversed(rows[1:])))]
    assert found[0] == found[1]
    assert dict(found[0])["soko"] > 0.95
