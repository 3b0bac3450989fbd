"""A glossary of one's own over those that ship gives what one glossary of all entries would."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.model import Document
from normalize.names.compiled import opened
from normalize.names.compiling.store import packed
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.read import combine, shipped
from normalize.names.index import Index
from normalize.names.layers import Layered
from normalize.names.linker import Linker
from normalize.names.setup import build_linker
from normalize.storage import cache
from normalize.storage.tables import unpack
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

SMALL = shipped()["afghanistan"]
BASE = [
    Entry("kyiv", "Kyiv", "place", aliases=(Alias("Kiew", "de"), Alias("Kijów", "pl")), native=(Alias("Київ", "uk"),)),
    Entry("nrf", "National Resistance Front", "organisation", acronym="NRF", acronyms=(Alias("FNR", "fr"),)),
    Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),)),
    Entry("putin", "Vladimir Putin", "person", native=(Alias("Владимир Путин", "ru"),)),
    Entry("said", "Ahmad Said", "person", aliases=(Alias("Ahmed Saïd", "fr"),)),
]
OWN = [
    Entry("kyiv", "Kiev", "place", rank=1),
    Entry("said", "", "person", off=True, rank=1),
    Entry("front", "National Rescue Front", "organisation", acronym="NRF", rank=1),
    Entry("valley", "Panjshir Valley", "place", aliases=(Alias("Panchir Tal", "de"),), rank=1),
    Entry("saidov", "Ahmad Saidov", "person", native=(Alias("Ахмад Саидов", "ru"),), rank=1),
    Entry("putina", "Wladimir Putin Street", "place", rank=1),
    Entry("panjshir", "Panjsher", "place", aliases=(Alias("Panschir", "de"),), rank=1),
]
TEXTS = [
    "Kyiv, Kiew, Kijów, Kiev and Київ",
    "the Panchir Valley, Panchir Tal, Panschir, Panjshir",
    "Wladimir Putin, Vladimir Poutine, Владимира Путина, Poutine",
    "Ahmed Saïd met Ahmed Saidow and Ahmad Said",
    "the National Resistance Front (NRF), the FNR, NRF, the Front national",
]


def layered(base: list[Entry], own: list[Entry]) -> Layered:
    ids = {entry.id for entry in own}
    over = combine([*(entry for entry in base if entry.id in ids), *own])
    below = Index(list(base))
    store = unpack(bytes(packed(list(over), "k", ids, below)), "k")
    assert store is not None
    return Layered(below, opened(store), store.values["replaced"])


def findings(index: Index) -> list[object]:
    linker = Linker(index)
    return [list(linker.link(Document(text), tokenize(text), Protected()).findings) for text in TEXTS]


def candidates(index: Index) -> list[object]:
    """Each with its score, for which names of replaced entries still count as names."""
    names = ("Kiew", "Wladimir Poutine", "Ahmed Saidow", "NRF", "FNR")
    return [[(c.entry, round(c.score, 2)) for c in Linker(index).candidates.of(name)[:1]] for name in names]


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(range(len(OWN)))), st.sets(st.sampled_from(range(len(BASE)))))
def test_two_layers_answer_as_one(chosen, below):
    base, own = [BASE[i] for i in sorted(below)], [OWN[i] for i in sorted(chosen)]
    whole, two = Index(combine([*base, *own])), layered(base, own)
    assert dict(two.entries) == dict(whole.entries)
    assert {key: set(forms) for key, forms in two.phrases.items()} == {
        key: {form._replace(origin=form.origin and "its native form") for form in forms}
        for key, forms in whole.phrases.items()
    }
    assert dict(two.acronyms) == dict(whole.acronyms)
    assert dict(two.foreign_acronyms) == dict(whole.foreign_acronyms)
    assert two.lower_openers == whole.lower_openers
    assert findings(two) == findings(whole)
    assert candidates(two) == candidates(whole)


def test_a_replaced_entry_is_no_candidate():
    assert [c.entry for c in Linker(layered(BASE, OWN)).candidates.of("Ahmed Said")] == ["saidov"]


def test_entries_are_counted_without_reading_them(monkeypatch):
    two = layered(BASE, OWN)
    count = len([*two.entries])
    monkeypatch.setattr(type(two.entries), "get", None)
    assert len(two.entries) == count


def test_two_layers_are_pickled_as_they_are():
    two = layered(BASE, OWN)
    assert findings(pickle.loads(pickle.dumps(two))) == findings(two)


@pytest.mark.parametrize("target", ["en", "fr"])
def test_a_word_in_a_glossary_of_ones_own_does_not_compile_those_that_ship(tmp_path, monkeypatch, target):
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("normalize.names.glossary.read.shipped", lambda: {"small": SMALL})
    monkeypatch.setattr("normalize.names.setup.shipped", lambda: {"small": SMALL})
    made = []
    original = cache.keep
    monkeypatch.setattr(cache, "keep", lambda kind, *rest: made.append(kind) or original(kind, *rest))
    mine = tmp_path / "mine.yaml"
    for name in ("Foodorf", "Bardorf"):
        mine.write_text(f"glossary: m\nlanguage: {target}\nentries: [{{id: x, canonical: {name}, kind: place}}]")
        linker = build_linker(["shipped", str(mine)], target)
        assert linker.index.entries["x"].canonical == name
        assert "panjshir" in linker.index.entries
    assert made.count("index") == 3  # those that ship once, and one's own for each change


def test_a_word_of_two_sounds_has_the_nearer_one_in_two_layers_as_in_one():
    """*Şoko* of the one and *Soko* of the other are one word, folded."""
    turkish, plain = [Entry("one", "Şoko", "place")], [Entry("other", "Soko", "place")]
    [(_, likeness)] = Index([*turkish, *plain]).near("Shoko", 0.0)
    for below, above in ((turkish, plain), (plain, turkish)):
        layered = Layered(Index(below), Index(above), ())
        assert layered.near("Shoko", 0.0) == [("soko", likeness)]
        assert layered.near_among("Shoko", {"soko"}, 0.0) == [("soko", likeness)]


def test_second_words_of_both_layers_have_their_first_ones():
    layered = Layered(Index([Entry("a", "Anna Lora", "person")]), Index([Entry("b", "Berta Lora", "person")]), ())
    assert layered.preceding["lora"] == {"anna", "berta"}
    assert layered.preceding.get("anna") is None
