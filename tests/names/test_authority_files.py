"""Names of authority files, which put the family name first: *Putin, Vladimir, 1952-*."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize import GlossaryError, Normalizer
from normalize.names.forms import forms_of
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.lint import lint

HEAD = "id,canonical,kind,lang,alias\n"


def cleaned(tmp_path: Path, rows: str, text: str) -> str:
    (tmp_path / "authority.csv").write_text(HEAD + rows)
    return Normalizer(glossaries=[str(tmp_path / "authority.csv")], select=["N"]).normalize(text).text


@pytest.mark.parametrize(
    ("alias", "text", "expected"),
    [
        ("Poutine, Vladimir", "Vladimir Poutine came. Poutine left.", "Vladimir Putin came. Putin left."),
        ("Poutine, Vladimir, 1952-", "Vladimir Poutine came. Poutine left.", "Vladimir Putin came. Putin left."),
        ("Poutine, Vladimir (Vladimir Vladimirovitch)", "Vladimir Poutine came.", "Vladimir Putin came."),
        ("Poutine Vladimir", "Vladimir Putin came. Poutine left.", "Vladimir Putin came. Poutine left."),
    ],
)
def test_a_name_that_is_turned_round_is_found_as_texts_have_it(
    tmp_path: Path, alias: str, text: str, expected: str
) -> None:
    assert cleaned(tmp_path, f'putin,Vladimir Putin,person,,"{alias}"\n', text) == expected


@pytest.mark.parametrize("alias", ["Tomescu, Veikko", "Tomescu, Veikko, 1901-1987", "Tomescu Veikko", "Tomesku Veiko"])
def test_a_given_name_behind_a_family_name_is_none(tmp_path: Path, alias: str) -> None:
    text = "Veikko Tomescu came. Then Veikko left, and Veiko, too."
    assert cleaned(tmp_path, f'tomescu,Veikko Tomescu,person,,"{alias}"\n', text) == text


def test_a_family_name_of_two_words_stays_whole(tmp_path: Path) -> None:
    rows = 'marquez,Gabriel García Márquez,person,,"García Márquez, Gabriel"\n'
    text = "Gabriel García Márquez wrote. García Márquez and Gabriel slept."
    assert cleaned(tmp_path, rows, text) == text


def test_what_stands_behind_a_comma_may_be_no_given_name(tmp_path: Path) -> None:
    rows = 'king,"Martin Luther King, Jr.",person,,\ncharles,Charles of Wales,person,,"Charles, Prince of Wales"\n'
    text = "Martin Luther King, Jr., spoke in Wales. King and Jr. left; Wales stayed."
    assert cleaned(tmp_path, rows, text) == text


def test_a_glossary_that_turns_its_right_forms_round_has_them_as_they_are(tmp_path: Path) -> None:
    rows = 'veikko,"Poutanen, Veikko",person,,"Poutanin, Veikko"\n'
    assert cleaned(tmp_path, rows, "Veikko Poutanin came.") == "Veikko Poutanin came."


@pytest.mark.parametrize(
    ("canonical", "alias"),
    [
        ("Xi Jinping", "Xi, Jinping"),
        ("Xi Jinping", "Xi, Jinping, 1953-"),
        ("Mao Zedong", "Mao, Zedong, 1893-1976"),
        ("Lee Kuan Yew", "Lee, Kuan Yew, 1923-2015"),
        ("Kim Dong-seok", "Kim, Tong-suk"),
        ("Nagy Imre", "Nagy, Imre, 1896-1958"),
        ("Muhammad Ali", "Clay, Cassius"),
    ],
)
def test_family_names_that_stand_first_anyway_are_no_given_names(tmp_path: Path, canonical: str, alias: str) -> None:
    family = alias.partition(",")[0]
    text = f"{canonical} came. Then {family} left, and President {family} spoke."
    assert cleaned(tmp_path, f'one,{canonical},person,,"{alias}"\n', text) == text


@pytest.mark.parametrize(
    "behind", ["General", "President", "Duke of Rothesay and Cornwall", "Queen of Great Britain", "V."]
)
def test_titles_and_initials_make_no_name(tmp_path: Path, behind: str) -> None:
    first = behind.partition(" ")[0]
    text = f"Veikko Tomescu came. Then {first} Tomescu left, and {behind} Tomescu spoke."
    assert cleaned(tmp_path, f'one,Veikko Tomescu,person,,"Tomescu, {behind}"\n', text) == text


def test_over_glossaries_that_ship(tmp_path: Path) -> None:
    (tmp_path / "authority.csv").write_text(f'{HEAD}one,Veikko Tomescu,person,,"Tomesku, Veikko, 1970-"\n')
    normalizer = Normalizer(glossaries=["afghanistan", str(tmp_path / "authority.csv")], select=["N"])
    result = normalizer.normalize("Veikko Tomesku met Hamid Karzai. Tomesku left, Karzai stayed.")
    assert result.text == "Veikko Tomescu met Hamid Karzai. Tomescu left, Karzai stayed."
    named = [(mention.text, mention.entry) for mention in normalizer.mentions("Hamid Karzai came. Karzai left.")]
    assert named == [("Hamid Karzai", "hamid-karzai"), ("Karzai", "hamid-karzai")]


def test_the_language_of_a_heading_is_that_of_the_name():
    headings = (Alias("Poutine, Vladimir", "fr"), Alias("Poutine, Vladimir, 1952-"))
    entry = Entry("one", "Vladimir Putin", "person", aliases=headings)
    assert {f.lang for f in forms_of(entry) if f.text == "Vladimir Poutine"} == {"fr"}


@pytest.mark.parametrize("heading", ["Poutine, Vladimir, 1952-", "Putin, Vladimir, 1952-", "Poutine, V."])
def test_lint_says_nothing_of_headings(heading: str) -> None:
    assert not lint([Entry("one", "Vladimir Putin", "person", aliases=(Alias(heading),))])


def test_lint_names_a_right_form_that_is_turned_round() -> None:
    (problem,) = lint([Entry("one", "Putin, Vladimir", "person", place="a.csv:2")])
    assert (
        problem.message == "one: “Putin, Vladimir” is turned round: it is not put into texts, unlike “Vladimir Putin”"
    )


@pytest.mark.parametrize(
    ("canonical", "alias", "text"),
    [
        ("Merkel, Angela", "Angela Merkell", "Angela Merkel came. Angela Merkell left."),
        ("John Smith, Jr.", "John Smyth Jr.", "Robert Downey, Jr., left. Then Jr. left."),
        ("Sun Yat-sen", "Sun, Yat-sen, 1866-1925", "Sun Yat-sen came. Then Sun left. The Sun set."),
        ("Rembrandt van Rijn", "Rembrandt, 1606-1669", "The exhibition Rembrandt 1606-1669 opens."),
        ("Vladimir Putin", "Poutine 1952", "Vladimir Putin came. He was born in 1952."),
        ("Ahmad Ali", "Aly, Ahmed", "They met Aly Ahmed, his cousin."),
        ("Franz Ferdinand", "Ferdinand, Archduke", "Archduke Ferdinand of Tyrol died in 1595."),
        ("John Marquiz", "Markees, John", "John Marquiz came. His neighbour Donald Markees left."),
    ],
)
def test_what_is_no_name_of_the_person_stays(tmp_path: Path, canonical: str, alias: str, text: str) -> None:
    assert cleaned(tmp_path, f'one,"{canonical}",person,,"{alias}"\n', text) == text


def test_an_article_behind_the_given_name_is_joined_to_the_family_name(tmp_path: Path) -> None:
    rows = 'asad,Hafez al-Assad,person,,"Asad, Hafiz al-, 1930-2000"\n'
    assert cleaned(tmp_path, rows, "Hafiz al-Asad came.") == "Hafez al-Assad came."


def test_a_later_glossary_takes_nobodys_family_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEAD}jane,Jane Wilkinson,person,,\n")
    (tmp_path / "b.csv").write_text(f"{HEAD}bob,Bob Wilkins,person,,Bob Wilkinson\n")
    normalizer = Normalizer(glossaries=[str(tmp_path / name) for name in ("a.csv", "b.csv")], select=["N"])
    text = "Jane Wilkinson met Bob Wilkinson. Then Wilkinson left. Mrs. Wilkinson spoke."
    assert normalizer.normalize(text).text == text.replace("Bob Wilkinson", "Bob Wilkins")


def test_a_sign_that_is_several_words_is_one(tmp_path: Path) -> None:
    assert cleaned(tmp_path, "one,Prophet Muhammad,person,,Muhammad ﷺ\n", "He said ﷺ.") == "He said ﷺ."


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        (HEAD, "putin,Vladimir Putin,person,,Poutine, Vladimir\n", "2: 6 cells under 5 columns"),
        (
            "id,canonical,kind,alias,alias\n",
            "putin,Vladimir Putin,person,Poutine,Putine\n",
            "1: two columns are called alias",
        ),
    ],
)
def test_names_that_would_be_lost_are_told_of(tmp_path: Path, head: str, row: str, told: str) -> None:
    (tmp_path / "authority.csv").write_text(head + row)
    with pytest.raises(GlossaryError, match=told):
        Normalizer(glossaries=[str(tmp_path / "authority.csv")])
