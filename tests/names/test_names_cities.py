"""Thousands of cities: none is read into other words and names; a variant is mapped where the text speaks for it."""

from __future__ import annotations

import pytest

from normalize import Applicability, Document
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.read import combine
from normalize.names.setup import build_linker
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize


def found(linker, text):
    """What is said of a text: (surface, replacement, applicability)."""
    findings = linker.link(Document(text), tokenize(text), protected_spans(text)).findings
    return [(f.text, f.replacement, f.applicability) for f in findings]


@pytest.fixture(scope="module")
def linker():
    return build_linker(["world", "cities"], "en")


@pytest.mark.parametrize(
    "text",
    [
        "Rhode Island voted again on Tuesday.",
        "Maurice Chevalier sang in the old hall.",
        "Dominique de Villepin spoke in Paris.",
        "The chili sauce was far too hot.",
        "They spent a week in Granada before the trial.",
        "A grenade went off near the gate.",
        "Virginia Talca and her brother Gama Mutare came along.",  # cities, and names of people
        "Her uncle Perugia lent her the car.",
        "The mobile phone and the nice leather reading glasses were gone.",  # Mobile, Nice, Reading
        "Florence and Charlotte met Jackson and Lincoln at the Orange bar.",
        "San Salvador and El Salvador sent their regrets.",
        "It was a Roman candle, not an Italian one.",
    ],
)
def test_words_and_other_names_are_no_cities(linker, text):
    assert found(linker, text) == []


@pytest.mark.parametrize(
    ("text", "surface", "city"),
    [
        ("In Iraq the mayor of Kerkük resigned.", "Kerkük", "Kirkuk"),
        ("In Syria the mayor of Lattaquié resigned.", "Lattaquié", "Latakia"),
        ("Russia opened a road to Chanty-Mansijsk.", "Chanty-Mansijsk", "Khanty-Mansiysk"),
        ("Kirkuk was quiet. A guard in Kerkük saw nothing.", "Kerkük", "Kirkuk"),
    ],
)
def test_a_variant_is_mapped_where_the_text_speaks_for_the_city(linker, text, surface, city):
    assert found(linker, text) == [(surface, city, Applicability.SAFE)]


@pytest.mark.parametrize("text", ["Shelling hit Kerkük overnight.", "Shelling hit Mossoul overnight."])
def test_a_variant_without_support_is_unsafe(linker, text):
    ((_, _, applicability),) = found(linker, text)
    assert applicability is Applicability.UNSAFE


@pytest.mark.parametrize(
    "text",
    [
        "The town of Skoki in Poland and firms of the United States signed.",  # Skokie, read off Cyrillic letters
        "Floods hit Binyang in China, and the Philippines sent aid.",
        "In China, Telin has two offices.",
        "Lunch was at a Кафе in Zambia.",  # Kafue
        "The altar of Pergamo, an ancient Greek city, was dug up in Turkey.",
        "The actress played Kolombina in Denver in the United States.",
        "Salvadora Gomez was freed in Brazil.",
        "A jewellery shop in Chandanagar, Hyderabad, was robbed, India said.",
    ],
)
def test_what_a_gazetteer_lists_for_a_city_is_no_name_of_it_by_that(linker, text):
    assert [f for f in found(linker, text) if f[2] is Applicability.SAFE] == []


@pytest.mark.parametrize(
    "text", ["Hodeida, in Yemen, was quiet.", "Marrakech is in Morocco.", "Homel lies in Belarus."]
)
def test_spellings_of_other_english_houses_stay(linker, text):
    assert [f for f in found(linker, text) if f[2] is Applicability.SAFE] == []


def glossary(folder, careful):
    path = folder / "g.yaml"
    path.write_text(
        f"careful: {careful}\nentries:\n"
        "  - {id: lora, canonical: Loravia, kind: place, aliases: [Lorawija], related: [capital]}\n"
        "  - {id: capital, canonical: Brankov, kind: place}\n"
    )
    return build_linker([str(path)], "en")


SAFE, UNSAFE = [("Lorawija", "Loravia", Applicability.SAFE)], [("Lorawija", "Loravia", Applicability.UNSAFE)]


@pytest.mark.parametrize(("careful", "expected"), [("true", UNSAFE), ("false", SAFE)])
def test_a_listed_form_of_a_careful_glossary_needs_support(tmp_path, careful, expected):
    linker = glossary(tmp_path, careful)
    assert found(linker, "A bridge in Lorawija fell.") == expected
    assert found(linker, "Brankov said that a bridge in Lorawija fell.") == SAFE


def test_a_careful_glossary_is_matched_by_likeness_where_places_stand_and_the_text_speaks_for_one(tmp_path):
    text = "Brankov said that a bridge in Lorravia fell."
    assert found(glossary(tmp_path, "false"), text) == [("Lorravia", "Loravia", Applicability.SAFE)]
    careful = glossary(tmp_path, "true")
    assert found(careful, text) == [("Lorravia", "Loravia", Applicability.SAFE)]
    assert found(careful, "A bridge in Lorravia fell.") == []
    assert found(careful, "Brankov said that Lorravia left.") == [("Lorravia", "Loravia", Applicability.UNSAFE)]
    assert found(careful, "Brankov said that a bridge in Lorvia fell.") == [], "a vowel less"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An oil terminal in the Russian port of Novorosiysk burned.", ("Novorosiysk", "Novorossiysk")),
        ("Yemen said that the port of Al-Hudayda was bombed.", ("Al-Hudayda", "Hodeidah")),
        ("The Ukrainian town of Sloviians'k was hit.", ("Sloviians'k", "Sloviansk")),
    ],
)
def test_a_city_is_told_by_its_sounds_where_its_country_or_people_are_named(linker, text, expected):
    assert found(linker, text) == [(*expected, Applicability.SAFE)]


@pytest.mark.parametrize(
    "text",
    [
        "The Chinese police arrested two men in Wuling.",  # pinyin has it, and Fuling is another town
        "Indian police said that it happened in Chandanagar, Hyderabad.",
        "The Russian envoy spoke in Novorosiysk, a village in Kentucky.",
        "The Russian writer Novorosiyskaya spoke.",
        "The Thai town of Kanazava was flooded, a Japanese envoy said.",
        "Pakistani jets struck the Afghan village of Sahiwall.",
        "He skied to the North Pole and died in Bydgosch.",
    ],
)
def test_a_place_is_not_told_by_its_sounds_where_it_is_another(linker, text):
    assert found(linker, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake struck the Iranian village of Naserabad.",
        "American troops shelled the Iraqi village of Haditha and the village of Salinos.",
        "Israeli planes struck the port of Al-Hudayda, and Yemen was told.",
    ],
)
def test_villages_and_places_where_others_act_are_proposed_alone(linker, text):
    assert [f[2] for f in found(linker, text)] == [Applicability.UNSAFE]
    there = "Israeli planes struck the port of Al-Hudayda in Yemen."
    assert found(linker, there) == [("Al-Hudayda", "Hodeidah", Applicability.SAFE)]


def test_an_entry_is_careful_if_any_of_its_glossaries_is():
    plain = Entry("lora", "Loravia", "place", aliases=(Alias("Lorawija"),))
    careful = Entry("lora", "Loravia", "place", careful=True)
    for pair in ([plain, careful], [careful, plain]):
        assert [e.careful for e in combine(pair)] == [True]
