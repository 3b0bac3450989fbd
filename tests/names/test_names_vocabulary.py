"""What is asked about a word form: the cheap questions first, and each once."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest

from normalize import Document
from normalize.names import proposals
from normalize.names.evidence import Evidence
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index
from normalize.names.linker import Linker
from normalize.names.surfaces import Surface
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

ENTRIES = [
    Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),)),
    Entry("massoud", "Ahmad Massoud", "person"),
    Entry("lashkar", "Lashkar Gah", "place"),
    Entry("mbs", "Mohammed bin Salman", "person"),
]


def mentions(linker, text):
    return linker.mentions(tokenize(text), Protected())


@pytest.fixture
def asked(monkeypatch):
    """How often the index is asked for words that are like another one."""
    counts = Counter()

    def count(name):
        original = getattr(Index, name)

        def counted(self, word, *rest):
            counts[name] += 1
            return original(self, word, *rest)

        monkeypatch.setattr(Index, name, counted)

    for name in ("near", "near_among"):
        count(name)
    return counts


def test_forms_in_lower_case_are_not_likened(asked):
    mentions(Linker(ENTRIES), "panchir and everything else that is written so, pandschir among it")
    assert not asked


def test_known_words_are_likened_to_the_beginnings_of_names_alone_and_where_a_second_word_follows(asked):
    linker = Linker(ENTRIES)
    mentions(linker, "However, Ahmed went; Monday was Monday")
    assert not asked
    mentions(linker, "Ahmed Said met Monday, and again Ahmed Said")
    assert asked == {"near": 1}  # of the second word, and no name goes on with anything like it
    mentions(linker, "Ahmed Masoud met Monday, and again Ahmed Masoud")
    assert asked == {"near": 3, "near_among": 1}  # once more for each of the two words


def test_unknown_words_meet_all_words_once(asked):
    assert len(mentions(Linker(ENTRIES), "Pandschir, Pandschir and Pandschir")) == 3
    assert asked == {"near": 1}


def test_what_the_word_behind_a_beginning_is_like_is_asked_once(asked):
    linker = Linker(ENTRIES)
    for _ in range(3):
        mentions(linker, "Ahmad Said spoke of Lashkar Kandahar, and Ahmad Said")
        assert asked == {"near": 2}


@pytest.mark.parametrize(
    "text", ["Ahmed Massoud", "Ahmad Masoud", "Lashkar\nGah", "Mohammad bin Salman", "Lachkar Gah"]
)
def test_names_of_several_words_are_found_by_one_that_is_their_own(text):
    [found] = mentions(Linker(ENTRIES), f"He met {text} there")
    assert found.text == text


def test_of_many_like_words_the_most_like_ones_count():
    names = [f"Bar{vowel}{end} Kodor" for vowel in "aeiou" for end in ("dan", "tan")]
    linker = Linker([Entry(name, name, "place") for name in names])
    near = [word for word, _ in linker.index.near("Barydan", 0.8)]
    assert len(near) == 8 < len(linker.index.near("Barydan", 0.8, 20))
    [found] = mentions(linker, "in Barydan Kodor")
    assert {form.entry.id.split()[0].casefold() for form in found.forms} <= set(near)


def test_the_same_surface_is_decided_once(monkeypatch):
    calls = []
    original = Surface._options
    monkeypatch.setattr(Surface, "_options", lambda self, forms: calls.append(self.text) or original(self, forms))
    linker = Linker(ENTRIES)
    text = "Panchir, Panchir, Panjshir and Panchir"
    for _ in range(3):
        assert len(linker.link(Document(text), tokenize(text), Protected()).findings) == 3
    assert sorted(calls) == ["Panchir", "Panjshir"]


def test_a_guarded_surface_is_decided_once_where_nothing_is_excluded(monkeypatch):
    calls = []
    original = Surface._options
    monkeypatch.setattr(Surface, "_options", lambda self, forms: calls.append(self.text) or original(self, forms))
    entry = Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),), never=("Panchir Street",))
    linker, text = Linker([entry]), "Panchir, Panchir Street and Panchir"
    for _ in range(3):
        linked = linker.link(Document(text), tokenize(text), Protected())
        assert [finding.start for finding in linked.findings] == [0, 28]
    assert len(calls) == 1 + 3 * 2  # and twice wherever the place is excluded


def test_names_that_are_right_need_no_evidence(monkeypatch):
    monkeypatch.setattr(proposals, "judge", None)
    monkeypatch.setattr(Evidence, "add", None)
    text = "Ahmad Massoud spoke in Panjshir"
    linked = Linker(ENTRIES).link(Document(text), tokenize(text), Protected())
    assert linked.findings == ()
    assert [mention.text for mention in linked.mentions] == ["Ahmad Massoud", "Panjshir"]


def test_a_pickled_index_goes_on_as_the_one_it_was_made_from():
    index = Index(ENTRIES)
    again = pickle.loads(pickle.dumps(index))
    beginnings = [*index.beginnings]
    assert [[*found.folded] for found in again.following(beginnings).values()] == [
        [*found.folded] for found in index.following(beginnings).values()
    ]
    assert index.following(["ahmad"])["ahmad"].has("massoud")
    assert again.near_among("Ahmed", {"ahmad"}, 0.8) == index.near_among("Ahmed", {"ahmad"}, 0.8) != []
