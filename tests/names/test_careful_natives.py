"""Native forms, in another script, of entries that need support."""

from __future__ import annotations

import pytest

from normalize.model import Document
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

CHINA, VOROSHKA = Entry("china", "China", "place"), Entry("voroshka", "Voroshka", "place")
ENTRIES = [
    CHINA,
    VOROSHKA,
    Entry("bei-dao", "Bei Dao", "person", native=(Alias("北岛", "zh"),), related=("china",), careful=True),
    Entry("lu-xun", "Lu Xun", "person", native=(Alias("鲁迅", "zh"),)),
    Entry("naumov", "Uladzimir Navumau", "person", native=(Alias("Владимир Наумов", "ru"),), careful=True),
    Entry("zorya", "Zorya Voroshka", "group", native=(Alias("Зорька", "ru"),), related=("voroshka",), careful=True),
    Entry("varenik", "Varenik", "place", native=(Alias("Вареник", "ru"),), related=("voroshka",), careful=True),
]  # fmt: skip
SAFE, UNSAFE = "alone-among-words", "perhaps-a-gloss"


@pytest.fixture(scope="module")
def linker():
    return Linker(ENTRIES)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("They flew to 北岛 on Monday.", UNSAFE),
        ("In China they flew to 北岛 on Monday.", UNSAFE),  # the country does not tell the man from an island
        ("They met Bei Dao, and 北岛 left on Monday.", SAFE),
        ("They met 鲁迅 on Monday.", SAFE),  # not careful
        ("They met Владимир Наумов on Monday.", UNSAFE),
        ("They met Uladzimir Navumau, and Владимир Наумов left on Monday.", SAFE),
        ("In Voroshka they saw Зорька on Monday.", UNSAFE),
        ("The match of Zorya Voroshka: they saw Зорька on Monday.", SAFE),
        ("They flew to Вареник on Monday.", UNSAFE),
        ("From Voroshka they flew to Вареник on Monday.", SAFE),  # a place has its country for support
    ],
)
def test_what_a_careful_entry_needs_in_its_own_script(linker, text, clause):
    found = linker.link(Document(text), tokenize(text), Protected()).findings
    assert [f.evidence["clause"] for f in found if f.rule == "N308"] == [clause]
