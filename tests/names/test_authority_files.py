"""Names of authority files, which put the family name first: *Putin, Vladimir, 1952-*."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize import Normalizer

HEAD = "id,canonical,kind,lang,alias\n"


def cleaned(tmp_path: Path, rows: str, text: str) -> str:
    (tmp_path / "authority.csv").write_text(HEAD + rows)
    return Normalizer(glossaries=[str(tmp_path / "authority.csv")], select=["N"]).normalize(text).text


@pytest.mark.parametrize(
    ("alias", "text", "expected"),
    [
        ("Poutine, Vladimir", "Vladimir Poutine came. Poutine left.", "Vladimir Putin came. Putin left."),
        ("Poutine, Vladimir, 1952-", "Vladimir Poutine came. Poutine left.", "Vladimir Putin came. Putin left."),
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
