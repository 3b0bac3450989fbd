"""Names, numbers and quotations given in two ways by one document."""

from __future__ import annotations

import pytest
from detecting import found
from work import grows_in_proportion

from normalize.detectors.consistency.figures import Figures
from normalize.detectors.consistency.full_names import FullNames
from normalize.detectors.consistency.quotations import Quotations
from normalize.detectors.detector import Detector
from normalize.names.glossary.entry import Entry
from normalize.names.linker import Linker
from normalize.settings.settings import Settings


def fixes(detect: type[Detector], text: str) -> list[tuple[str, str | None, str]]:
    return [(f.text, f.replacement, f.applicability.value) for f in found(detect, text)]


# --- full names ------------------------------------------------------------------------------------------------------


def test_the_better_known_form_of_a_full_name():
    text = "Actor Yassir Sallam came. The film of Yassir Sallam won; Yasir Sallam’s wife wept."
    assert fixes(FullNames, text) == [("Yassir", "Yasir", "unsafe"), ("Yassir", "Yasir", "unsafe")]


def test_the_form_of_the_country_that_the_document_is_about():
    text = "In Brazil, near Petrópolis and Brasília, Yara Sallam wept. Yara Sallam left. Then Iara Sallam came."
    assert fixes(FullNames, text) == [("Yara", "Iara", "unsafe"), ("Yara", "Iara", "unsafe")]


def test_the_majority_alone_decides_nothing():
    text = "Actor Yousef Sallam came. The film of Yousef Sallam won; Yusef Sallam’s wife wept."
    assert fixes(FullNames, text) == [("Yusef", "Yousef", "display")]


def test_no_majority_is_shown_only_at_the_second_place():
    (finding,) = found(FullNames, "We met Yousef Sallam.\nThey met Yusef Sallam.")
    assert (finding.rule, finding.applicability.value) == ("Q203", "display")
    assert {p["line"] for p in finding.evidence["places"]} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "Hassan Sallam, his brother Hussein Sallam and Hassan Sallam.",
        "Maria Kowal, Maria Kowal and Marie Kowal.",
        "Youssef Sallam, Youssef Sallam and Yusef Haddad.",
        "President Youssef, President Youssef and President Yusef.",
        "The Youssef, the Youssef. A Yusef, a Yusef.",
        "In Yusef, in Yusef. On Youssef, on Youssef.",
        "José Sallam, José Sallam, Jose Sallam.",
        "The Foreign Service, the Foreign Service and Foreign Services.",
        "`Youssef Sallam`, Youssef Sallam, `Yusef Sallam`",
        "",
    ],
)
def test_other_people_and_other_forms_of_a_word(text):
    assert fixes(FullNames, text) == []


def test_names_of_the_glossary_are_not_its_business():
    settings = Settings(Linker([Entry("x", "Yusef Sallam", "person")]))
    assert found(FullNames, "Youssef Sallam, Youssef Sallam. Yusef Sallam.", settings) == []


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_the_same_number_with_a_comma():
    text = "There were 8.096 cases.\nOf the 8,096 cases, 2.5 per cent were grave."
    assert fixes(Figures, text) == [("8.096", "8,096", "unsafe")]
    assert [p["line"] for p in found(Figures, text)[0].evidence["places"]] == [1, 2]


def test_a_list_with_commas():
    text = "By region:\nNorth: 95,715\nSouth: 31.567\nEast: 29,350\nWest: 459\n\nA rate: 1.250\n"
    assert fixes(Figures, text) == [("31.567", "31,567", "unsafe")]


@pytest.mark.parametrize(
    "text",
    [
        "There were 8.096 cases, and 8,097 more.",
        "North: 9.571\nSouth: 31.567\n",
        "North: 9.571\nSouth: 31,567\nEast: 1\n",
        "Version 1.234.567 and 1,234,568; 8.0961 and 80,961; 192.168.100.200 and 192,168",
        "see 8.096,50 euros and 8,096",
        "`8.096` and 8,096",
    ],
)
def test_decimal_fractions_stay(text):
    assert fixes(Figures, text) == []


# --- quotations ------------------------------------------------------------------------------------------------------


def test_a_quotation_in_two_versions():
    text = "“We will never leave this valley to them,” he said.\nLater: “We will never quit this valley to them.”"
    (finding,) = found(Quotations, text)
    assert (finding.rule, finding.applicability.value, finding.replacement) == ("Q205", "display", None)
    assert [p["line"] for p in finding.evidence["places"]] == [1, 2]


def test_the_headline_and_the_quotation():
    text = "We will never leave this valley\n\n“We will never again leave this valley,” he said."
    assert len(found(Quotations, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“We will never leave this valley,” he said. “We will never leave this valley.”",
        "“We will never leave this valley,” he said. “We will always stay in this house.”",
        "“In the year 2020 we were all poor.” “In the year 2021 we were all poor.”",
        "“We will not go,” he said. “We will not stay.”",
        "“" * 500,
        "",
    ],
)
def test_the_same_words_and_other_words(text):
    assert fixes(Quotations, text) == []


@pytest.mark.parametrize("detect", [FullNames, Figures, Quotations])
@pytest.mark.parametrize(
    "text",
    [
        "Aaaa Bbbb " * 500,
        "1,234 " + "1.234 " * 1_200,
        "a: 1,234\na: 1.234\n" * 700,
        '"' + "word " * 2_500,
        "“one two three four five six seven” " * 250,
    ],
    ids=["names", "numbers", "lists", "quote", "quotes"],
)
def test_work_grows_with_the_text(detect, text):
    assert grows_in_proportion(lambda part: found(detect, part), text)
