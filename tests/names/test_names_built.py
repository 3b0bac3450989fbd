"""The glossaries that scripts build are what the scripts build."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "glossaries" / "build"


def sources() -> dict[str, str]:
    """The packages that the glossaries are built from, with their versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(re.split("==", need) for need in project["optional-dependencies"]["glossaries"])


def installed(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


OTHERWISE = {name: version for name, version in sources().items() if installed(name) != version}
needs_sources = pytest.mark.skipif(bool(OTHERWISE), reason=f"needs the extra `glossaries`: {OTHERWISE}")


@pytest.fixture(autouse=True)
def scripts(monkeypatch):
    """The scripts find the modules beside them, as where they are run."""
    monkeypatch.syspath_prepend(str(BUILD))


def differing(name: str, built: str) -> list[tuple[str, str]]:
    """The first lines in which a glossary that ships differs from what was built."""
    shipped = (ROOT / "glossaries" / f"{name}.yaml").read_text(encoding="utf-8")
    lines = [(a, b) for a, b in zip(built.splitlines(), shipped.splitlines(), strict=False) if a != b]
    return lines[:3] or [(str(len(built)), str(len(shipped)))] * (len(built) != len(shipped))


@needs_sources
def test_the_cities_are_what_their_script_builds():
    """One in ten of them: a minute's work otherwise."""
    shipped = (ROOT / "glossaries" / "cities.yaml").read_text(encoding="utf-8").splitlines()
    known = frozenset(shipped)
    built = runpy.run_path(str(BUILD / "cities.py"))["built"](every=10).splitlines()
    assert [line for line in built if line not in known] == []
    head = shipped.index("entries:") + 1
    assert built[:head] == shipped[:head]
    assert (len(built) - head) * 10 == pytest.approx(len(shipped) - head, rel=0.1), "none is missing"


@needs_sources
@pytest.mark.parametrize("name", ["world", "regions"])
def test_a_glossary_is_what_its_script_builds(name):
    assert differing(name, runpy.run_path(str(BUILD / f"{name}.py"))["built"]()) == []


@needs_sources
def test_glossaries_of_own_knowledge_are_what_their_tables_say():
    from collections import Counter

    script = runpy.run_path(str(BUILD / "own.py"))
    entries = script["all_entries"](Counter())
    assert {name: differing(name, script["built"](name, entries)) for name in script["TABLES"]} == {
        "waters": [],
        "lands": [],
        "towns": [],
        "peoples": [],
    }


@needs_sources
@pytest.mark.parametrize(
    ("text", "lang", "name", "why"),
    [
        ("Eufrate", "it", "Euphrates", None),
        ("chechenos", "es", "Chechens", None),
        ("Mar Negro", "es", "Black Sea", None),
        ("Sachsen", "de", "Saxony", None),  # ten times better known in German
        ("Reno", "it", "Rhine", "a word"),
        ("Lorena", "es", "Lorraine", "a name that readers know"),
        ("Asia Central", "es", "Central Asia", "words"),
        ("Ren", "pl", "Rhine", "too short"),
        ("Kurdistán", "es", "Kurdistan", "the same"),
        ("Рейн", "ru", "Rhine", None),
    ],
)
def test_what_is_a_word_or_a_name_that_readers_know_is_no_alias(text, lang, name, why):
    laws = runpy.run_path(str(BUILD / "laws.py"))
    assert laws["clash"](text, lang, name) == why


@needs_sources
@pytest.mark.parametrize(
    ("text", "lang", "bare"),
    [
        ("Provincia de Mendoza", "es", "Mendoza"),
        ("Voïvodie de Basse-Silésie", "fr", "Basse-Silésie"),
        ("Obwód lubelski", "pl", None),  # an adjective
        ("Lublins vojvodskap", "sv", None),  # a genitive
        ("Bavière", "fr", "Bavière"),
    ],
)
def test_a_region_is_named_without_the_word_for_what_it_is(text, lang, bare):
    script = runpy.run_path(str(BUILD / "regions.py"))
    import yaml

    types = yaml.safe_load((BUILD / "regions.yaml").read_text(encoding="utf-8"))["types"]
    assert script["bare"](text, lang, frozenset(types)) == bare


@needs_sources
@pytest.mark.parametrize(
    ("text", "name", "half"),
    [
        ("Yangonregionen", "Yangon", True),
        ("Copán Department", "Copan", True),
        ("Banskobystrický", "Banska Bystrica", True),
        ("Baviera", "Bavaria", False),
        ("Nordrhein-Westfalen", "North Rhine-Westphalia", False),
    ],
)
def test_a_name_with_an_ending_or_a_word_for_what_it_is_is_half_a_name(text, name, half):
    assert runpy.run_path(str(BUILD / "regions.py"))["is_half"](text, name) is half


@needs_sources
@pytest.mark.parametrize(
    ("text", "name", "listed", "inflected"),
    [
        ("Бхавнагаром", "Bhavnagar", ["Бхавнагар"], True),
        ("Одессе", "Odesa", ["Одесса"], True),
        ("Камины", "Kamina", ["Камина"], True),
        ("Одессе", "Odesa", ["Одеса"], False),  # a case of no form that is listed
        ("Плейноу", "Plano", ["Плейно"], False),
        ("Кобе", "Kobe", ["Коба"], False),
    ],
)
def test_a_case_of_a_form_is_told(text, name, listed, inflected):
    assert runpy.run_path(str(BUILD / "city_forms.py"))["is_inflected"](text, name, listed) is inflected


@needs_sources
@pytest.mark.parametrize(("text", "reads"), [("Ἄρβηλα", False), ("Άρβιλα", True)])
def test_ancient_greek_names_no_modern_city(text, reads):
    city = {"countrycode": "IQ", "name": "Erbil", "alternatenames": [text]}
    assert runpy.run_path(str(BUILD / "city_forms.py"))["reads_as"](text, city, ["Erbil", "Arbela"], [text]) is reads


@needs_sources
def test_a_form_is_taken_out_where_it_is_found_and_reported_where_it_is_not():
    without_faults = runpy.run_path(str(BUILD / "city_forms.py"))["without_faults"]
    assert without_faults("brno-cz", ["ברין", "ברנו"]) == ["ברנו"]
    assert without_faults("nowhere-zz", ["ברין"]) == ["ברין"]
    with pytest.raises(ValueError, match="brno-cz has no ברין"):
        without_faults("brno-cz", ["ברנו"])


@needs_sources
@pytest.mark.parametrize(
    ("text", "says"), [("圣地亚哥省", True), ("Брянская область", True), ("محافظة دير الزور", True), ("Аргау", False)]
)
def test_a_name_says_that_it_is_a_region(text, says):
    assert (runpy.run_path(str(BUILD / "regions.py"))["_SAYS_REGION"].search(text) is not None) is says


@needs_sources
def test_the_peoples_and_languages_of_countries_are_what_their_script_builds():
    shipped = (ROOT / "normalize" / "names" / "countries.yaml").read_text(encoding="utf-8")
    assert runpy.run_path(str(BUILD / "countries.py"))["built"]() == shipped
