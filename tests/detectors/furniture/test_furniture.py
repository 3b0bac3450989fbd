"""Web furniture: what is found at the edges of documents, and what never is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from work import grows_in_proportion

from normalize import Applicability, Category, Document
from normalize.detectors.furniture.edges import is_sentence
from normalize.detectors.furniture.phrases import data, prepared, recognise
from normalize.detectors.furniture.rules import BY_KIND
from normalize.errors import ConfigError
from normalize.evidence.profile import merged, survey
from normalize.names.linker import Linker
from normalize.normalizer import Normalizer
from normalize.rules import all_rules, rule
from normalize.run.pipeline import run
from normalize.settings.options import Options
from normalize.settings.settings import Settings
from normalize.text.edits import invert

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
HEADLINE = "Ferry stays in port"
BODY = (
    "The ferry stayed in port for the third day because of the storm.",
    "Its captain said that nobody could tell when the wind would drop.",
    "Passengers slept in the town hall, where the mayor served soup.",
)
FOUND = [(kind, case["rule"], line) for kind, case in CASES["furniture"].items() for line in case["lines"]]


def settings(furniture: str = "display") -> Settings:
    return Settings(Linker([]), options=Options(furniture))


def page(*lines: str, end: str = "\n\n") -> str:
    return end.join(lines) + "\n"


def furniture(text: str, word: str = "display", folder: list[str] | None = None) -> list[tuple[str, str]]:
    chosen = settings(word)
    profile = merged(map(survey, folder)) if folder else survey(text)
    result = run(Document(text), chosen, chosen.linker.folder(profile))
    return [(f.rule, f.text) for f in result.findings if f.category is Category.BOILERPLATE]


@pytest.mark.parametrize(("kind", "code", "line"), FOUND)
def test_lines_below_an_article_are_found_exactly(kind, code, line):
    assert furniture(page(HEADLINE, *BODY, line)) == [(code, line)]


@pytest.mark.parametrize(("kind", "code", "line"), FOUND)
def test_the_same_lines_are_not_furniture_between_sentences(kind, code, line):
    inserts = ("notice", "related", "share", "subscription")
    allowed = {(code, line)} if kind in inserts else set()
    assert set(furniture(page(HEADLINE, BODY[0], line, BODY[1], BODY[2]))) <= allowed


@pytest.mark.parametrize("line", CASES["text"])
def test_lines_that_only_look_like_furniture(line):
    assert furniture(page(HEADLINE, *BODY, line)) == []
    assert furniture(page(line, *BODY)) == []
    assert furniture(page(HEADLINE, BODY[0], line, BODY[1], BODY[2])) == []


@pytest.mark.parametrize("line", CASES["inside"])
@pytest.mark.parametrize("word", ["display", "drop"])
def test_inserts_inside_an_article_are_shown_and_never_dropped(line, word):
    text = page(HEADLINE, BODY[0], line, BODY[1], BODY[2])
    result = run(Document(text), settings(word))
    assert [f.applicability for f in result.findings if f.category is Category.BOILERPLATE] == [Applicability.DISPLAY]
    assert result.text == text


@pytest.mark.parametrize("line", CASES["not_inside"])
def test_what_inside_an_article_is_the_article(line):
    assert furniture(page(HEADLINE, BODY[0], line, BODY[1], BODY[2])) == []


def test_weak_lines_need_company():
    assert furniture(page(*BODY, "Total", "0", "Share")) == [("W401", "Total"), ("W412", "0"), ("W401", "Share")]
    assert furniture(page(*BODY, "Leave a Reply", "Share")) == [("W406", "Leave a Reply"), ("W401", "Share")]
    assert furniture(page(*BODY, "Total", "Share")) == []


def test_a_scrap_in_lower_case_beside_furniture_is_shown():
    text = page(*BODY, "cheap server rent", "Back to top")
    assert furniture(text) == [("W412", "cheap server rent"), ("W401", "Back to top")]
    assert run(Document(text), settings("drop")).text == page(*BODY, "cheap server rent", "").removesuffix("\n")
    assert furniture(page(*BODY, "cheap server rent")) == []


def test_a_headline_between_furniture_stays():
    text = page("Skip to content", "Storm", "Leer en español", *BODY)
    assert furniture(text) == [("W401", "Skip to content"), ("W401", "Leer en español")]


def test_furniture_below_a_headline_that_is_a_sentence_is_shown_only():
    text = page("A port official says that “the ferry must stay.”", "Font size", *BODY)
    assert furniture(text) == [("W401", "Font size")]
    assert run(Document(text), settings("drop")).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_drop_takes_whole_lines_and_nothing_else(end, last):
    text = end.join(["\ufeffSkip to content", HEADLINE, *BODY, "With AFP", "  Share on Facebook "]) + last
    result = run(Document(text.removeprefix("\ufeff")), settings("drop"))
    line = end if end != "\n\n" else "\n"
    gone = ["Skip to content" + line, "With AFP" + line, "  Share on Facebook " + last]
    expected = text.removeprefix("\ufeff")
    for piece in gone:
        expected = expected.replace(piece, "")
    assert result.text == expected
    assert [e.after for e in result.edits] == ["", "", ""]
    assert [e.before for e in result.edits] == gone
    assert run(Document(result.text), settings("drop")).text == result.text


def test_a_dropped_line_wins_over_names_in_it():
    n = Normalizer(glossaries=["afghanistan"], furniture="drop")
    text = page("Aid for Panjshir", *BODY, "Lire aussi : Le Panchir sous la neige")
    result = n.normalize(text)
    assert [(e.finding.rule, e.after) for e in result.edits] == [("W405", "")]
    assert n.normalize(result.text).text == result.text


def test_off_says_nothing():
    assert furniture(page(*BODY, "Share on Facebook"), "off") == []


@pytest.mark.parametrize("line", ["Share on Facebook", "With AFP", "Leave a Reply"])
def test_a_field_that_is_furniture_from_end_to_end_is_kept(line):
    assert run(Document(line), settings("drop")).text == line
    assert len(furniture(line)) == 1


def test_an_unknown_word_is_refused():
    with pytest.raises(ConfigError, match="off, display, drop"):
        Normalizer(glossaries=["afghanistan"], furniture="hide")


# --- lines that many documents share ------------------------------------------------------------------------------

FOOTER = "Harbour Post, the paper for ports and islands"


def articles(count: int, footer: str = FOOTER) -> list[str]:
    return [page(f"Ferry number {i}", *(f"{line[:-1]}, on line {i}." for line in BODY), footer) for i in range(count)]


def test_a_line_that_many_different_articles_share_is_furniture():
    folder = articles(5)
    assert furniture(folder[0], folder=folder) == [("W411", FOOTER)]


def test_two_documents_are_not_many():
    folder = articles(2)
    assert furniture(folder[0], folder=folder) == []


def test_a_line_that_few_of_the_documents_share_is_not_furniture_by_itself():
    folder = articles(5) + [page(*(f"{line[:-1]}, for the {i}th time." for line in BODY)) for i in range(30)]
    assert furniture(folder[0], folder=folder) == []


@pytest.mark.parametrize("copies", [2, 3, 4, 8])
def test_an_article_that_lies_there_several_times_is_no_furniture(copies):
    folder = [articles(1)[0]] * copies
    assert furniture(folder[0], folder=folder) == []
    wide = [page("One line of a flyer", "Another one")] * copies
    assert furniture(wide[0], folder=wide) == []


@pytest.mark.parametrize(
    "footer", ["By Anna Holm", "Anna Holm", "Dear Sirs:", "“We stay”", "May 4, 2021", "1 – 2", "Thank you all"]
)
def test_signatures_dates_and_salutations_come_again_and_are_text(footer):
    folder = articles(6, footer)
    assert furniture(folder[0], folder=folder) == []


def test_a_headline_that_comes_again_is_kept():
    folder = [page("Letters to the editor", *(f"{line[:-1]}, wrote reader {i}." for line in BODY)) for i in range(6)]
    assert furniture(folder[0], folder=folder) == []


def test_a_quotation_that_comes_again_in_the_article_is_kept():
    folder = [
        page(f"Day {i}", BODY[0][:-1] + f" {i}.", "We stay where we are", BODY[1][:-1] + f" {i}.") for i in range(6)
    ]
    assert furniture(folder[0], folder=folder) == []


def test_a_line_below_a_single_sentence_is_told_once():
    """It lies above the end and below what may be a headline."""
    folder = [f"The ferry number {i} stayed in port for the whole day.\n{FOOTER}\nWith AFP\n" for i in range(6)]
    assert furniture(folder[0], folder=folder) == [("W411", FOOTER), ("W407", "With AFP")]


def test_a_repeated_line_with_a_name_in_it_stays():
    """It may be spelled like others of its kind only when the names in these are repaired."""
    footers = ["All the news from Panchir"] * 3 + ["All the news from Panjshir"] * 3
    folder = [f"The ferry number {i} stayed in port for the day.\n{footer}\n" for i, footer in enumerate(footers)]
    n = Normalizer(glossaries=["afghanistan"], furniture="drop", profile=merged(map(survey, folder)))
    results = [n.normalize(text) for text in folder]
    assert all(result.text.endswith("Panjshir\n") for result in results)
    assert {f.rule for result in results for f in result.findings if f.rule == "W411"} == {"W411"}


def test_a_line_of_code_that_goes_on_stays():
    text = page(HEADLINE, *BODY, "Read more```", "Share on Facebook")
    assert "Read more```" in run(Document(text), settings("drop")).text


def test_a_text_that_is_read_line_by_line_costs_in_proportion():
    text = "\n".join([HEADLINE, *BODY * 40, "With AFP"])
    wanted = settings()
    assert grows_in_proportion(lambda part: run(Document(part), wanted), text)


# --- data and rules -----------------------------------------------------------------------------------------------


def test_every_kind_of_line_has_a_rule():
    assert set(data("phrases.yaml")) - {"inside"} <= set(BY_KIND)
    assert set(data("patterns.yaml")) <= set(BY_KIND)


def test_every_listed_phrase_is_recognised():
    for kind, languages in data("phrases.yaml").items():
        for listed in languages.values() if kind != "inside" else ():
            for item in listed:
                phrase = item if isinstance(item, str) else next(iter(item))
                assert recognise(phrase) is not None, phrase
                assert prepared(phrase), phrase


BY_LIST = [r for r in all_rules() if "W400" < r.code <= "W412"]
BY_MODEL = [r for r in all_rules() if "W412" < r.code < "W426"]
TOP = ["Skip to content", "Home", "News", "Ports", "Islands", "Weather", "Log in"]
BOTTOM = ["Most read", "Five walks with a soup at the end", "Leave a comment", "Privacy policy", "© 2021 Harbour Post"]
PLACES = {"W413": 4, "W417": 7, "W418": 0, "W414": -4, "W419": -1}


@pytest.mark.parametrize("known", BY_MODEL, ids=lambda r: r.code)
def test_examples_of_the_rules_of_the_model(known):
    example, _ = known.example
    above, below = list(TOP), list(BOTTOM)
    place = PLACES.get(known.code)
    headline = [HEADLINE] if place is not None else [HEADLINE, "By Anna Holm", example]
    if place is not None and place < 0:
        below.insert(place, example)
    elif place is not None:
        above.insert(place, example)
    assert (known.code, example) in furniture(page(*above, *headline, *BODY, *below))
    assert furniture(page(HEADLINE, *BODY, known.counter_example)) == []
    assert rule(known.name) == known


@pytest.mark.parametrize("known", BY_LIST, ids=lambda r: r.code)
def test_examples_of_the_rules(known):
    example, _ = known.example
    line = example.partition(" (")[0] if known.code == "W411" else example
    folder = articles(5, line) if known.code == "W411" else None
    text = folder[0] if folder else page(HEADLINE, *BODY, line)
    assert furniture(text, folder=folder) == [(known.code, line)]
    assert furniture(page(HEADLINE, *BODY, known.counter_example)) == []
    assert rule(known.name) == known


# --- properties ---------------------------------------------------------------------------------------------------

lines = st.lists(
    st.sampled_from(
        [
            *(line for _, _, line in FOUND),
            *CASES["text"],
            *BODY,
            HEADLINE,
            *TOP,
            *BOTTOM,
            "By Anna Holm",
            "",
            " ",
            "cheap server rent",
            "0",
        ]
    )
    | st.text(max_size=30),
    max_size=12,
)


@hypothesis.settings(deadline=None)
@given(lines, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_drop_then_undo_gives_the_text_back_and_a_second_run_does_nothing(found, end):
    text = end.join(found)
    result = run(Document(text), settings("drop"))
    spans = ((e.new_start, e.new_end, e.after, e.before) for e in result.edits)
    assert invert(result.text, spans) == text
    assert run(Document(result.text), settings("drop")).text == result.text


@hypothesis.settings(deadline=None)
@given(lines, lines)
def test_nothing_between_the_first_and_the_last_sentence_is_dropped(around, between):
    middle = "\n".join([BODY[0], *between, BODY[1]])
    text = "\n".join([*around, middle, *around])
    edits = [e for e in run(Document(text), settings("drop")).edits if e.finding.category is Category.BOILERPLATE]
    start = len("\n".join([*around, ""]))
    assert is_sentence(BODY[0])
    assert all(e.end <= start or e.start >= start + len(middle) for e in edits)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The storm at the harbour: back to video", "navigation"),
        ("The Harbour Post is not responsible for the content of external sites", "notice"),
        ("The Harbour Post invites you to look back at the best of the week", "subscription"),
        ("Haberin devamı için tıklayınız", "related"),
        ("The Harbour Post, copyright 2021", "credit"),
        ("The Harbour Post © 2021", "credit"),
        ("The Harbour Post (c) 2021", "credit"),
        ("The Harbour Post, all rights reserved", "credit"),
        ("The quay at night / Getty Images", "credit"),
        ("Our office in the capital contributed to this report", "credit"),
        ("The author of this is a journalist based in the capital", "author"),
    ],
)
def test_a_line_that_begins_with_anything_is_known_by_what_it_holds(line, kind):
    assert recognise(line).kind == kind
    assert recognise("The harbour was closed for three days") is None
