"""Letters, marks and words at single places: each damage has one finding, by the rule that knows most of it."""

from __future__ import annotations

import pytest
from detecting import NO_NAMES, found
from work import grows_in_proportion

from normalize import Applicability, Document
from normalize.detectors.artefacts.articles import Articles
from normalize.detectors.artefacts.doubled_subjects import DoubledSubjects
from normalize.detectors.artefacts.doubled_words import DoubledWords
from normalize.detectors.artefacts.glued_words import GluedWords
from normalize.detectors.artefacts.grammar import Grammar
from normalize.detectors.artefacts.repetitions import RepeatedTitles, SaidTwice
from normalize.detectors.artefacts.stray_letters import StrayLetters
from normalize.detectors.detector import Detector
from normalize.detectors.marks.missing_spaces import MissingSpaces
from normalize.detectors.marks.stray_marks import StrayMarks
from normalize.detectors.table import DETECTORS
from normalize.evidence.reading import Reading
from normalize.names.linker import Linker
from normalize.run import pipeline
from normalize.settings.settings import Settings

ARTEFACTS = [d for d in DETECTORS if ".artefacts." in type(d).__module__]
EVERYTHING = Settings(Linker([]), allowed=(Applicability.SAFE, Applicability.UNSAFE))


def fixes(detect: type[Detector], text: str) -> list[tuple[str, str, str | None]]:
    return [(f.rule, f.text, f.replacement) for f in found(detect, text)]


@pytest.mark.parametrize(
    ("text", "rule", "what", "right"),
    [
        ("5 against and 35 s abstaining, it passed", "Q218", " s ", " "),
        ("(5 against, 35 s abstained)", "Q218", " s ", " "),
        ("the country s army", "Q206", " s", "’s"),
        ("They don t know", "Q206", " t", "’t"),
        ("Mayor Anna Kron (.l) and her guest", "Q242", "(.l)", "(l.)"),
        ("In the picture:\n(.r) the mayor", "Q242", "(.r)", "(r.)"),
        ("He came back inKabul yesterday", "Q207", "inKabul", "in Kabul"),
        ("said the minister.The talks", "Q241", ".", ". "),
        ("The road was closed.The mayor left", "Q241", ".", ". "),
        ("The road was closed!Today they left", "Q241", "!", "! "),
        ("They spoke,Monday was quiet", "Q241", ",", ", "),
    ],
)
def test_one_damage_has_one_finding(text, rule, what, right):
    result = pipeline.run(Document(text), EVERYTHING)
    assert [(f.rule, f.text, f.replacement) for f in result.findings] == [(rule, what, right)]
    assert pipeline.run(Document(result.text), EVERYTHING).text == result.text


@pytest.mark.parametrize(
    "text",
    [
        "It took 35 s loading; in 35 s running; 1.35 s running; 35 s.",
        "an iPhone, eBay, deGrom, vanDyke, macOS and YouTube",
        "Read www.in.Kabul, Node.js, e.g.This, U.S.The",
        "Mail closed.The@desk.example or see closed.The/page",
        "rock n roll; s. 35; the letters s, t and n; plan s",
        "`don t`, `the country s army` and https://inKabul.org/inKabul",
        "file (.c), scripts (.py)",
    ],
)
def test_what_readers_write_so(text):
    assert pipeline.run(Document(text), EVERYTHING).findings == ()


@pytest.mark.parametrize("detect", [StrayLetters, GluedWords, StrayMarks])
def test_rules_for_english_rest_in_another_language(detect):
    text = "the country s army, inKabul and Anna Kron (.l); the road was closed.The mayor left"
    assert fixes(detect, text)
    german = Settings(Linker([]), "de")
    assert detect not in map(type, german.plan.first)


@pytest.mark.parametrize("country", ["Eritrea", "Peru", "Papua New Guinea", "Turkey"])
def test_countries_take_no_article(country):
    (finding,) = found(Articles, f"On Monday the {country} declares a holiday.")
    assert (finding.rule, finding.applicability) == ("Q211", Applicability.SAFE)


def test_no_detector_looks_at_a_text_that_has_nothing_it_wants():
    text = "Our cousins painted another ceiling yesterday"
    reading = Reading(Document(text), NO_NAMES, NO_NAMES.plan.wanted, list)
    due = NO_NAMES.plan.due(ARTEFACTS, reading.mask)
    assert [type(d) for d in due if d.everywhere] == [DoubledWords, RepeatedTitles]
    assert len(due) <= 4  # a word of the text may open a wording or a shape of grammar


def test_words_known_before_are_not_asked_about():
    asked = [type(d).__name__ for d in ARTEFACTS if type(d).wants is not Detector.wants]
    assert asked == ["GluedWords", "StrippedApostrophes", "Numbers", "LoweredNames"]


@pytest.mark.parametrize(
    "detect", [StrayLetters, MissingSpaces, StrayMarks, DoubledWords, SaidTwice, Grammar, DoubledSubjects]
)
@pytest.mark.parametrize(
    "text",
    ["a s " * 1_000, "word.The " * 600, "a (.l) " * 600, "and and " * 600, "the man they must to see " * 400],
)
def test_work_grows_with_the_text(detect, text):
    assert grows_in_proportion(lambda part: found(detect, part), text)
