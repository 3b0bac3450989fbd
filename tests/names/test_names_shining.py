"""Names as other languages write them, in documents with more of these languages, or that speak of their homes."""

from __future__ import annotations

import pytest

from normalize import Applicability, Document, Finding
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def found(linker: Linker, text: str) -> list[Finding]:
    return list(linker.link(Document(text), tokenize(text), Protected()).findings)


def repaired(linker: Linker, text: str) -> list[tuple[str, str | None]]:
    return [(f.text, f.replacement) for f in found(linker, text) if f.applicability is SAFE]


@pytest.mark.parametrize(
    ("text", "name", "right"),
    [
        ("In Moscovo, Prigojin was silent.", "Prigojin", "Prigozhin"),  # Portuguese, which shines through
        ("In the Tsjetsjenië of 2006 Politkovskaja was at work.", "Politkovskaja", "Politkovskaya"),
        ("In Ereván they marched against Pashinián.", "Pashinián", "Pashinyan"),
        ("Gorbaczow was away, and Jelcyn took over.", "Gorbaczow", "Gorbachev"),  # two of one language
        ("Gorbaczow was away, and Jelcyn took over.", "Jelcyn", "Yeltsin"),
        ("In Belarus they led Kolesnikowa away.", "Kolesnikowa", "Kolesnikova"),  # at home there
        ("The Russian opposition lost Nemzow.", "Nemzow", "Nemtsov"),
    ],
)
def test_a_family_name_is_told_by_its_language_or_its_home(
    shipped_linker: Linker, text: str, name: str, right: str
) -> None:
    assert (name, right) in repaired(shipped_linker, text)


@pytest.mark.parametrize(
    "text",
    [
        "Prigojin was silent.",  # nothing else speaks for him
        "In Tunisia they led Ghannuschi away.",  # Arabic does not write its vowels: many names are made of others
        "In Moscovo, Anselmo Prigojin was silent. Prigojin left.",  # somebody else, whom the text names in full
        "In Moscovo, the baker Prigojin was silent.",  # perhaps somebody else
        "In Moscovo, Prigojin Lda was closed.",
        "The Polish actor Gorbaczow left Russia.",  # of others
        "Gorbaczow was away, and Gorbaczow was ill.",  # one person, twice
    ],
)
def test_it_is_not_where_somebody_else_may_be_meant(shipped_linker: Linker, text: str) -> None:
    assert {right for _, right in repaired(shipped_linker, text)} <= {"Moscow"}


def test_what_nothing_speaks_for_is_proposed(shipped_linker: Linker) -> None:
    assert [(f.text, f.applicability) for f in found(shipped_linker, "Prigojin was silent.")] == [("Prigojin", UNSAFE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road joins Bengasi to the capital.", []),
        ("Since Gheddafi fell the road joins Bengasi to Malta.", [("Gheddafi", "Gaddafi"), ("Bengasi", "Benghazi")]),
        ("Since Gheddafi fell the Bengasi Brothers sing.", [("Gheddafi", "Gaddafi")]),
    ],
)
def test_a_place_that_needs_support_has_it_of_its_language(
    shipped_linker: Linker, text: str, expected: list[tuple[str, str]]
) -> None:
    assert repaired(shipped_linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Turkey, Hakan Vidan said so.", SAFE),
        ("On Monday, Hakan Vidan said so.", UNSAFE),
        ("In Turkey, the farmer Hakan Vidan said so.", UNSAFE),
    ],
)
def test_a_full_name_that_a_column_would_map_is_mapped_at_home(
    shipped_linker: Linker, text: str, expected: Applicability
) -> None:
    assert [(f.text, f.replacement, f.applicability) for f in found(shipped_linker, text)] == [
        ("Hakan Vidan", "Hakan Fidan", expected)
    ]


def test_what_english_never_writes_is_no_house_style(shipped_linker: Linker) -> None:
    assert [f.applicability for f in found(shipped_linker, "Then Virat Kohly scored.")] == [UNSAFE]
    assert [f.applicability for f in found(shipped_linker, "Then Ofer Kassif spoke.")] == [Applicability.DISPLAY]


def test_a_short_syllable_behind_a_hyphen_belongs_to_the_name(shipped_linker: Linker) -> None:
    assert repaired(shipped_linker, "The heiress Jo Hyeon-a left.") == []
    assert repaired(shipped_linker, "The Vladimir Poutine-led party won.") == [("Vladimir Poutine", "Vladimir Putin")]


@pytest.mark.parametrize(
    "text",
    [
        "Leonid Brezhnev's house is for sale. The collector Guy Brejnev wrote. Brejnev owns much.",
        "Garry Kasparov spoke. It was chaired by Lena Kasparow. Kasparow is keen.",  # Lena is a river, too
        "Narendra Modi came. In Leicester the stationer Narendra Modhi had calls. Modhi was amused.",
        "Since Gheddafi fell, Losanna, the Sardinian singer, tours. Losanna sings.",
        "Boris Jonson, a Swedish referee, has retired.",
        "Olaf Scholtz, a Namibian biologist, counted them.",
        "Of Panjshir the singer Ahmed Masood sang.",
        "Kees came. Van Moskou served.",
    ],
)
def test_namesakes_of_whom_the_text_tells_are_left_alone(shipped_linker: Linker, text: str) -> None:
    assert {right for _, right in repaired(shipped_linker, text)} <= {"Gaddafi"}
