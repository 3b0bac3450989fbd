"""A family name that hundreds bear is right whoever is meant: nobody looks up who that may be."""

from __future__ import annotations

import pickle

import pytest

from normalize.model import Document
from normalize.names import compiled
from normalize.names.family_forms import FamilyForms
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.read import combine
from normalize.names.index import Index
from normalize.names.layers import Layered
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

GIVEN = ("Anna", "Berta", "Carla", "Dora", "Emma")
SMITHS = [Entry(f"{given.lower()}-smith", f"{given} Smith", "person") for given in GIVEN]
TEXT = "A Smith said so. Smith was right."


def findings(index: Index, text: str) -> list[str]:
    document = Document("d", text)
    return [f.replacement or "" for f in Linker(index).link(document, tokenize(text), Protected([])).findings]


def test_who_bears_a_name_is_not_read_where_it_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index(SMITHS)
    read: list[str] = []
    entry_of = compiled.entry_of
    monkeypatch.setattr(index.phrases._decode, "_entry", lambda number: read.append(number) or entry_of(number))
    assert findings(index, TEXT) == []
    assert read == []


def test_forms_are_there_for_whoever_asks() -> None:
    found = Index(SMITHS).phrases["smith"]
    assert isinstance(found, FamilyForms)
    assert [form.entry.id for form in found] == [entry.id for entry in SMITHS]
    assert pickle.loads(pickle.dumps(found)) == tuple(found)


def test_another_spelling_of_one_bearer_is_decided_as_before() -> None:
    smythe = Entry("fay-smith", "Fay Smith", "person", aliases=(Alias("Fay Smythe", "fr"),))
    index = Index([*SMITHS, smythe])
    assert isinstance(index.phrases["smith"], FamilyForms)
    assert findings(index, "Fay Smith came. Smythe left.") == ["Smith"]


@pytest.mark.parametrize("below", [[], SMITHS[:2], [Entry("fay-smith", "Fay Smíth", "person")]])
@pytest.mark.parametrize("replaced", [frozenset(), frozenset(["anna-smith"])])
def test_two_layers_have_the_forms_of_one(below: list[Entry], replaced: frozenset[str]) -> None:
    above = SMITHS[2:]
    two = Layered(Index(below), Index(above), replaced)
    whole = Index(combine([*(entry for entry in below if entry.id not in replaced), *above]))
    assert tuple(two.phrases["smith"]) == tuple(whole.phrases["smith"])
    assert findings(two, TEXT) == findings(whole, TEXT)


def test_a_name_of_the_lower_layer_alone_is_settled_too() -> None:
    kyiv = Entry("kyiv", "Kyiv", "place", aliases=(Alias("Kiew", "de"),))
    two = Layered(Index(SMITHS), Index([kyiv]), ["anna-smith"])
    assert isinstance(two.phrases["smith"], FamilyForms)
    assert [form.entry.id for form in two.phrases["smith"]] == [entry.id for entry in SMITHS[1:]]
