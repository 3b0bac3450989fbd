"""Compiled glossaries: what the tables say, in whatever pieces and processes they are made."""

from __future__ import annotations

import os
import signal
import time

import pytest

from normalize.names.compiled import opened
from normalize.names.compiling import helpers, store
from normalize.names.compiling.phrases import Postings, following, openings
from normalize.names.form import PARTICLES
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.read import load
from normalize.names.index import keys_of
from normalize.storage.tables import unpack
from normalize.words.fold import fold, split
from normalize.words.likeness import Spelling

PUTIN = Entry(
    "putin",
    "Vladimir Putin",
    "person",
    aliases=(Alias("Wladimir Putin", "de"), Alias("Vladimir Poutine", "fr")),
    native=(Alias("Владимир Путин", "ru"),),
)
OTHER = Entry("other", "Poutine", "place", aliases=(Alias("putin", "en"), Alias("Pékin Sud", "fr")), acronym="PT")


@pytest.fixture(scope="module")
def entries():
    return load(["afghanistan"])


def tables(entries):
    found = unpack(bytes(store.packed(list(entries), "k")), "k")
    assert found is not None
    return found


def test_pieces_and_processes_make_the_same_bytes(entries, monkeypatch):
    whole = bytes(store.packed(list(entries), "k"))
    monkeypatch.setattr(store, "_PIECE", 7)
    assert bytes(store.packed(list(entries), "k")) == whole
    monkeypatch.setattr(store, "_MANY", 1)
    monkeypatch.setattr(helpers, "processes", lambda: 2)
    made = store.packed(list(entries), "k")
    assert bytes(made) == whole
    made.close()


def test_every_key_has_every_word_that_has_it(entries):
    """What near words are made of, told from the words themselves."""
    index = opened(tables(entries))
    likened = {word for words in index.near_keys.values() for word in words}
    assert {"panjshir", "kandahar"} <= likened <= set(index.words)
    texts = [t for e in entries if not e.careful for t in (e.canonical, *(alias.text for alias in e.aliases))]
    words = {word for text in texts for word in split(text)}
    plain = {word.lower() for word in words if word.isascii()} - {fold(word) for word in words if not word.isascii()}
    expected: dict[str, set[str]] = {}
    for word in plain & likened:
        for key in keys_of(Spelling.of(word)):
            expected.setdefault(key, set()).add(word)
    assert len(expected) > 1000
    for key, held in expected.items():
        assert held <= set(index.near_keys[key])


def test_every_second_word_of_a_name_has_the_first_ones(entries):
    index = opened(tables(entries))
    expected: dict[str, set[str]] = {}
    for first, second in (phrase.split(" ")[:2] for phrase in index.phrases if " " in phrase):
        expected.setdefault(second, set()).add(first)
    assert dict(index.preceding.items()) == expected


def test_what_is_listed_is_not_made():
    made = opened(tables([PUTIN])).phrases
    both = opened(tables([PUTIN, OTHER])).phrases
    assert [form.entry.id for form in made["poetin"]] == ["putin"]
    assert [(form.entry.id, form.role) for form in both["poutine"]] == [("putin", "family"), ("other", "right")]
    assert all(not form.origin for form in both["putin"])


def test_names_and_their_words():
    index = opened(tables([PUTIN, OTHER]))
    named = [index.named(number) for number in range(index.named_forms)]
    assert {found[0] for found in named if found} >= {"vladimir putin", "wladimir putin", "poutine", "pekin sud"}
    for word in ("wladimir", "poutine"):
        assert [named[number][0] for number in index.postings[word]] == [
            phrase for phrase, _ in filter(None, named) if word in phrase.split()
        ]
    assert index.lower_openers >= PARTICLES
    assert index.acronyms["PT"] == (OTHER,)


def test_a_phrase_tells_how_names_go_on():
    phrases = ["ahmad shah massoud", "ahmad shah", "ahmad wali", "kabul"]
    assert openings(phrases) == {"ahmad": 3, "kabul": 1}
    assert following(phrases) == {"ahmad": {"shah": None, "wali": None}, "ahmad shah": "massoud"}
    names, postings = [("ahmad shah", 0), ("ahmad shah", 1), ("kabul", 0)], Postings()
    assert list(postings.noted(names)) == names
    assert dict(postings.groups()) == {
        "ahmad": [0, 1],
        "shah": [0, 1],
        "kabul": [2],
    }


def twice(numbers, at):
    return 2 * numbers[at]


def dying(numbers, at):
    if at == 3 and os.getpid() != numbers[-1]:
        os._exit(9)
    return numbers[at]


def killed(parent, at):
    if os.getpid() != parent:
        os._exit(9)
    return at


def test_results_come_in_order_though_a_process_dies():
    given = [*range(20), os.getpid()]
    assert list(helpers.in_order(twice, given, range(20), 2)) == [2 * n for n in range(20)]
    assert list(helpers.in_order(dying, given, range(20), 2)) == list(range(20))
    with helpers.beside(killed, os.getpid(), 2) as result:
        assert result() == 0


def test_what_goes_wrong_in_a_process_is_raised_here():
    with pytest.raises(IndexError):
        list(helpers.in_order(twice, [], range(4), 2))
    with pytest.raises(IndexError), helpers.beside(twice, [], 2) as result:
        result()


def test_a_handler_of_this_process_keeps_no_other_from_ending():
    """Ray has such a handler: it waits for threads that a forked process does not have."""
    parent = os.getpid()

    def handler(*_):
        if os.getpid() != parent:
            time.sleep(3600)

    before = signal.signal(signal.SIGTERM, handler)
    try:
        with helpers.beside(twice, [*range(200_000)], 2):
            pass  # the answer is never asked for
        assert list(helpers.in_order(dying, [*range(20), parent], range(20), 2)) == list(range(20))
    finally:
        signal.signal(signal.SIGTERM, before)
