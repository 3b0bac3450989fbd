"""Corrupted words and names written in two ways: accused only by a witness in the document or folder."""

from __future__ import annotations

from itertools import islice, product
from string import ascii_lowercase

import pytest
from detecting import NO_NAMES
from detecting import found as found_by
from work import grows_in_proportion

from normalize import Applicability, Category, Document, Finding
from normalize.detectors.consistency.misspelt import Misspelt
from normalize.evidence.profile import merged, survey
from normalize.names.glossary.entry import Entry
from normalize.names.linker import Linker
from normalize.run import pipeline
from normalize.settings.settings import Settings
from normalize.words.difference import Kind, difference


def found(text: str, *folder: str, settings: Settings = NO_NAMES) -> list[Finding]:
    return found_by(Misspelt, text, settings, merged(map(survey, (text, *folder))))


def fixes(text: str, *folder: str) -> list[tuple[str, str, str | None, str]]:
    return [(f.rule, f.text, f.replacement, f.applicability.value) for f in found(text, *folder)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("The road from Khrerson was shut. The mayor of Kherson slept.", "Khrerson", "Kherson"),
        ("Trains to Budaepst stood still; in Budapest it snowed.", "Budaepst", "Budapest"),
    ],
)
def test_an_established_name_in_the_document_repairs_the_corrupted_one(text, wrong, right):
    assert fixes(text) == [("Q202", wrong, right, "safe")]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("They left the Itehran hills. The market of Tehran was open.", "Itehran", "Tehran"),
        ("The Bzurich office moved. Its bank in Zurich did not.", "Bzurich", "Zurich"),
    ],
)
def test_another_first_letter_may_be_another_name(text, wrong, right):
    assert fixes(text) == [("Q202", wrong, right, "unsafe")]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Eggs of Minaji hens are sold. The hills of Minami are green, Minami says.", "Minaji", "Minami"),
        ("They heard Rádio Svobodná Evropa. Svoboda smiled, and Svoboda slept.", "Svobodná", "Svoboda"),
    ],
)
def test_what_may_be_a_rare_name_or_a_foreign_word_is_no_slip(text, wrong, right):
    assert ("Q202", wrong, right, "unsafe") in fixes(text)


def test_a_rare_name_whose_letters_changed_places_is_repaired():
    assert ("Q202", "Masdua", "Masuda", "safe") in fixes("Eggs of Masdua are sold. The hills of Masuda are green.")


def test_a_name_that_only_the_folder_has_is_never_safe():
    folder = ["Kherson was calm.", "The mayor of Kherson spoke, and Kherson heard him in Kherson."]
    assert fixes("The road from Khrerson was shut.", *folder) == [("Q202", "Khrerson", "Kherson", "unsafe")]
    assert fixes("The road from Khrerson was shut.") == []


def test_a_lower_case_word_is_unsafe():
    assert fixes("The goverment met; the government decided.") == []  # so frequent a slip that lists have it
    assert fixes("The govrenmment of the day. This day the government fell.") == []  # two slips
    assert fixes("A parliamant that our parliament would not know.") == [("Q202", "parliamant", "parliament", "unsafe")]


def test_a_word_that_a_sentence_capitalises_is_compared_as_a_word():
    assert fixes("Parliamant rose. The parliament sat again.") == [("Q202", "Parliamant", "Parliament", "unsafe")]


@pytest.mark.parametrize(
    "text",
    [
        "An Italiban song.",
        "Mr Zakirov met Mr Bakirov, and Bakirov and Bakirov wept.",
        "Ivan Petrov, Anna Petrova, and Petrov’s aunt Petrovna.",
        "The Talibans of the Taliban, the Talib and the Talibani.",
        "The Kabulis of Kabul; a Kabuli dish.",
        "A Hazaragi poem of the Hazaras, a Hazara poem.",
        "Visit https://khrerson.net or @Khrerson in Kherson; Khrerson_2 too.",
        "`Khrerson` stands for Kherson in the code.",
        "A coffined man confined; the sharked share; Leviathanism and Leviathans.",
        "A Khrerson-based firm went to Kherson.",
        "KHRERSON RADIO speaks of Kherson.",
        "Der Bürgermeister von Khrerson wollte gestern nicht mit den Leuten sprechen\nKherson was calm.",
        "",
    ],
)
def test_without_a_witness_or_outside_of_running_text_nothing(text):
    assert fixes(text) == []


def test_another_first_name_is_another_person():
    assert fixes("Anna Kherson spoke, and Boris Khrerson answered. Anna Kherson left.") == []


def test_a_title_or_a_name_beside_it_makes_it_unsafe():
    assert fixes("Mr Khrerson came to Kherson.")[0][3] == "unsafe"
    assert fixes("Oleh Khrerson came to Kherson.")[0][3] == "unsafe"


def test_what_other_documents_have_often_is_no_accident():
    text = "The road from Khrerson was shut. The mayor of Kherson slept."
    assert fixes(text, "Khrerson, Khrerson and Khrerson again.") == []


def test_of_two_forms_as_near_none_is_sure():
    (fix,) = fixes("The Governosr spoke of the Governor.")
    assert fix[3] == "unsafe"


@pytest.mark.parametrize(
    ("text", "wrong", "right", "how"),
    [
        ("Ships left Mariupul at dawn. Mariupol was quiet.", "Mariupul", "Mariupol", "unsafe"),
        ("In Bukovarsk it rained. Bukovarsk, Bukovarsk! The Bukovarsk road, the Bukavarsk road.",
         "Bukavarsk", "Bukovarsk", "display"),
        ("The town of Bukavarsk. The village of Bukovarsk.", "Bukovarsk", "Bukavarsk", "display"),
        ("The feast of Incio began. In Início they danced.", "Incio", "Início", "unsafe"),
        ("The town of Guimares slept. The castle of Guimarães shone.", "Guimares", "Guimarães", "safe"),
        ("The visit to Guimaraes. The castle of Guimarães shone.", "Guimaraes", "Guimarães", "display"),
    ],
)  # fmt: skip
def test_a_name_written_in_two_ways(text, wrong, right, how):
    assert [f for f in fixes(text) if f[0] == "Q203"] in (
        [("Q203", wrong, right, how)],
        [("Q203", wrong, right, "safe")] if wrong == "Incio" else [],
    )


def test_both_places_are_shown():
    (finding,) = found("Ships left Mariupul at dawn.\nMariupol was quiet.")
    assert [(p["line"], p["text"]) for p in finding.evidence["places"]] == [(1, "Mariupul"), (2, "Mariupol")]
    assert "line 2" in finding.message
    assert finding.category is Category.NAME_VARIANT


def test_names_of_a_glossary_are_left_to_the_glossary():
    settings = Settings(Linker([Entry("x", "Khrerson", "place")]))
    assert found("The road from Khrerson was shut. The mayor of Kherson slept.", settings=settings) == []


def test_a_second_run_over_a_folder_changes_nothing():
    texts = [
        "The road from Khrerson was shut. The mayor of Kherson slept.",
        "The road from Khreson was shut.",
        "From Khrerson to Khreson.",
    ]

    def run(some: list[str]) -> list[str]:
        around = NO_NAMES.linker.folder(merged(map(survey, some)))
        return [pipeline.run(Document(text), NO_NAMES, around).text for text in some]

    once = run(texts)
    assert once != texts
    assert run(once) == once


def test_repairs_in_one_document_do_not_free_those_of_the_next_one():
    texts = ["Khrerson and Khrerson in Kherson.", "Khrerson in Kherson.", "Kherson or Khrerson?"]

    def run(some: list[str]) -> list[str]:
        around = NO_NAMES.linker.folder(merged(map(survey, some)))
        return [pipeline.run(Document(text), NO_NAMES, around).text for text in some]

    once = run(texts)
    assert run(once) == once


def test_the_kinds_of_difference():
    assert difference("Kherson", "Kherson") is None
    assert difference("KHERSON", "Kherson") is None
    assert difference("Erdogan", "Erdoğan").kind is Kind.MARKS
    assert difference("Holls", "Hills") is None
    assert difference("abc", "abd") is None


@pytest.mark.parametrize("beginning", ["Xyz", "Commonbeginning", "x", "Commonbeginning Xyz"])
def test_work_grows_with_the_number_of_strange_words(beginning):
    words = islice(("".join(p) for p in product(ascii_lowercase, repeat=4)), 0, 40_000, 60)
    text = " ".join(f"{beginning}{word}qqq" for word in words)
    assert grows_in_proportion(lambda part: found_by(Misspelt, part), text)
    assert all(f.applicability is not Applicability.SAFE for f in found_by(Misspelt, text))
