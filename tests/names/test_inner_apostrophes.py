"""Names with an apostrophe within a word are read as they are, and across it."""

from __future__ import annotations

import pytest

from normalize import Applicability, Document
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize


def found(shipped_linker, text):
    document = Document(text)
    findings = shipped_linker.link(document, tokenize(text), Protected()).findings
    return [(f.text, f.replacement, f.applicability) for f in findings if f.applicability is not Applicability.DISPLAY]


@pytest.mark.parametrize(
    ("text", "name", "right"),
    [
        ("The Iranian President Mas'ud Pezeshkiyan left.", "Mas'ud Pezeshkiyan", "Masoud Pezeshkian"),
        ("The Iranian President Mas’ud Pezeshkiyan’s aide left.", "Mas’ud Pezeshkiyan", "Masoud Pezeshkian"),
        ("The judge Gholamhossein Mohseni Ezhe'i left.", "Gholamhossein Mohseni Ezhe'i", "Gholamhossein Mohseni-Ejei"),
        ("Samir Ja'ja' of Lebanon spoke.", "Samir Ja'ja'", "Samir Geagea"),
        ("Samir Ja'ja''s party in Lebanon.", "Samir Ja'ja'", "Samir Geagea"),
        ("In Lebanon 'Samir Ja'ja' was said.", "Samir Ja'ja", "Samir Geagea"),
    ],
)
def test_a_name_is_read_across_an_apostrophe(shipped_linker, text, name, right):
    assert [(a, b) for a, b, _ in found(shipped_linker, text)] == [(name, right)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He left for ‘the port of Slov’yansk’, Ukraine said.", "Slov’yansk"),
        ("Ukraine's 'battle of Sloviians'k' began.", "Sloviians'k"),
        ("It was 'a blow to Samir Ja'ja', said Lebanon.", "Samir Ja'ja"),
        ("‘Gholamhossein Mohseni Ezhe’i’, he said.", "Gholamhossein Mohseni Ezhe’i"),
        ("'Samir Ja'ja' of Lebanon.", "Samir Ja'ja"),
    ],
)
def test_a_quotation_mark_is_no_letter(shipped_linker, text, name):
    assert [f[0] for f in found(shipped_linker, text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Isma'il Haniyeh left Qatar.",  # how apostrophes are typed is no spelling
        "Putin's aide, Sana'a's port, N'Djamena's mayor, Xi'an and Moscow.",
        "He said he'd met Rafi'i, and didn't know Ma'ruf.",
        "Kabul'un and Ankara'dan are Turkish.",
        "Tu'er, Hu'er and Bei'ai are words.",
        "Sa'",
        "'",
    ],
)
def test_an_apostrophe_alone_is_no_error(shipped_linker, text):
    assert found(shipped_linker, text) == []


def test_no_name_ends_within_a_word(shipped_linker):
    assert found(shipped_linker, "Panchir'ov said so.") == []
    assert [f[:2] for f in found(shipped_linker, "Panchir's valley.")] == [("Panchir", "Panjshir")]


def test_what_is_read_across_an_apostrophe_names_the_entry_once(shipped_linker):
    text = "Yemen's Ta'izz was bombed."
    linked = shipped_linker.link(Document(text), tokenize(text), Protected())
    assert [(f.text, f.replacement, f.evidence["clause"]) for f in linked.findings] == [("Ta'izz", "Taiz", "accepted")]
