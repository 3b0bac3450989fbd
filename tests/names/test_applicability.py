"""The clauses that decide on names: one speaks, and the finding says which."""

from __future__ import annotations

import pytest

from normalize import Applicability, Document
from normalize.names.applicability import columns, table
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

ENTRIES = [
    Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),), related=("ahmad-massoud",)),
    Entry("putin", "Vladimir Putin", "person", aliases=(Alias("Vladimir Poutine", "fr"),), related=("panjshir",)),
    Entry("ahmad-massoud", "Ahmad Massoud", "person", aliases=(Alias("Ahmad Masud"),), related=("panjshir",)),
    Entry("erdogan", "Recep Tayyip Erdogan", "person"),
    Entry("al-qaeda", "Al-Qaeda", "group", aliases=(Alias("Al Qaeda"),)),
    Entry("isis-k", "ISIS-K", "group"),
    Entry("tajikistan", "Tajikistan", "place"),
    Entry("coshtin", "Yahel Coshtin", "person", aliases=(Alias("Yahel Koshtin"),), native=(Alias("יהל קושטין", "he"),)),
    Entry("sakharov", "Andrei Sakharov", "person", native=(Alias("Андрей Сахаров", "ru"),)),
    Entry("ovechkin", "Alexander Ovechkin", "person", native=(Alias("Александр Овечкин", "ru"),)),
    Entry("gorbachev", "Mikhail Gorbachev", "person", native=(Alias("Михаил Горбачёв", "ru"),)),
    Entry("kohli", "Virat Kohli", "person", native=(Alias("विराट कोहली", "hi"),)),
    Entry("australia", "Australia", "place"),
    Entry("poland", "Poland", "place"),
    Entry("skokie", "Skokie", "place", aliases=(Alias("Skoki"),), related=("australia",), careful=True),
    Entry("tieling", "Tieling", "place", aliases=(Alias("Telin"),), related=("australia",), careful=True),
    Entry("kafue", "Kafue", "place", aliases=(Alias("Кафе"),), related=("australia",), careful=True),
    Entry("bat-yam", "Bat Yam", "place"),
    Entry("tel-aviv", "Tel Aviv", "place"),
    Entry("un", "United Nations", "organisation", acronym="UN", acronyms=(Alias("ONU", "fr"),)),
]


@pytest.fixture(scope="module")
def linker():
    return Linker(ENTRIES)


def spoken(linker, text):
    """Each finding as its text, clause and applicability."""
    found = linker.link(Document(text), tokenize(text), Protected()).findings
    return [(f.text, f.evidence.get("clause"), f.applicability.value) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Panchir", ("Panchir", "no-other-word", "safe")),
        ("met Vladimir Poutine", ("Vladimir Poutine", "several-words", "safe")),
        ("of Al Qaeda", ("Al Qaeda", "listed-joint", "safe")),
        ("the Isis-K branch", ("Isis-K", "acronym-like-a-word", "display")),
        ("Recep Tayyip Erdoğan came", ("Recep Tayyip Erdoğan", "marks-alone", "display")),
        ("sent to Tajikistan, to Tajikstan", ("Tajikstan", "very-close-and-named", "safe")),
        ("Ahmed Massoud in Panjshir", ("Ahmed Massoud", "established-spelling", "unsafe")),
        ("the United Nations and the ONU", ("ONU", "listed-and-named", "safe")),
        ("the ONU", ("ONU", "listed-abroad", "safe")),
        ("met Yahel Koshtin", ("Yahel Koshtin", "accepted", "display")),
        ("met Andreï Sakharov", ("Andreï Sakharov", "marks-of-another-language", "safe")),
        ("met Andrēi Sakharov", ("Andrēi Sakharov", "marks-alone", "display")),
        ("Alexander Ovechkin, that is Aleksandr Ovechkin", ("Aleksandr Ovechkin", "accepted-and-mixed", "unsafe")),
        ("they saw Virat Kohali bat", ("Virat Kohali", "matched", "unsafe")),
        ("Australia paid. The town of Skoki in Poland", ("Skoki", "place-elsewhere", "display")),
        ("Australia paid for a deal with Telin", ("Telin", "careful-out-of-place", "unsafe")),
        ("lunch at a Кафе paid by Australia", ("Кафе", "careful-out-of-place", "unsafe")),
        ("Bat Yam lost to Beitar Tel Aviv Bat-Yam again", ("Bat-Yam", "inside-another-name", "display")),
    ],
)
def test_a_finding_names_the_clause_that_spoke(linker, text, expected):
    assert spoken(linker, text) == [expected]


@pytest.mark.parametrize("text", ["General Mikhail Gorbatov wrote", "the baker Virat Kolhapur sold"])
def test_other_consonants_are_another_persons(linker, text):
    assert spoken(linker, text) == []


def test_right_forms_of_one_entry_are_not_ambiguous():
    names = ("Saad al-Hariri", "Saad Hariri")
    entry = Entry("hariri", names[0], "person", short=names[1:], aliases=(Alias("Sa'ad Hariry"), Alias("Saad Hariry")))
    assert [clause for _, clause, _ in spoken(Linker([entry]), "met SaadHariry there")] != ["ambiguous"]


def test_a_family_name_follows_the_full_name(linker):
    found = spoken(linker, "Vladimir Poutine came. Then Poutine left.")
    assert found == [("Vladimir Poutine", "several-words", "safe"), ("Poutine", "full-name", "safe")]


def test_a_verb_of_persons_tells_the_person_from_the_word(linker):
    text = "Vladimir Poutine ate poutine. Poutine said so. Poutine was cold."
    assert spoken(linker, text)[1:] == [
        ("Poutine", "full-name-and-an-act", "safe"),
        ("Poutine", "full-name-but-a-word-here", "unsafe"),
    ]


def test_clauses_have_names_of_their_own():
    for kind in table.KINDS:
        names = [clause.name for clause in kind.clauses]
        assert len(set(names)) == len(names), kind.name
    names = [clause.name for clause in columns.CLAUSES]
    assert len(set(names)) == len(names)


def test_a_clause_that_speaks_says_why():
    spoken = [clause for kind in table.KINDS for clause in kind.clauses if clause.applicability is not None]
    assert all(clause.why for clause in spoken)
    assert all(clause.why for clause in columns.CLAUSES)


def test_the_last_clause_of_a_column_always_holds():
    assert columns.CLAUSES[-1].applicability is Applicability.UNSAFE
