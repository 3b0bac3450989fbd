"""Entries of a user's glossary that write otherwise what an earlier one has: told, in one sentence."""

from __future__ import annotations

from normalize.names.compiled import opened
from normalize.names.compiling.store import packed
from normalize.names.forms import forms_of
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index
from normalize.names.layers import Layered
from normalize.names.overruling import overruled, told_once
from normalize.names.surfaces import Surface
from normalize.storage.tables import unpack

BASE = [
    Entry("panjshir", "Panjshir", "place", "afghanistan", aliases=(Alias("Panchir", "fr"), Alias("Panshir"))),
    Entry("al-qaeda", "Al-Qaeda", "group", "afghanistan"),
]


def told(*own: Entry) -> list[str]:
    below = Index(BASE)
    store = unpack(bytes(packed(list(own), "", [entry.id for entry in own], below)), "")
    assert store is not None
    return list(told_once(Layered(below, opened(store), store.values["replaced"])))


def mine(name: str, canonical: str, *aliases: str) -> Entry:
    return Entry(name, canonical, "place", "mine", aliases=tuple(map(Alias, aliases)), rank=1, place="mine.yaml:4")


def test_a_variant_that_becomes_another_is_told() -> None:
    (line,) = told(mine("panchir", "Panchir", "Panshir"))
    assert line == (
        "mine.yaml:4: panchir replaces forms of “Panjshir” (panjshir in afghanistan): “Panshir” becomes “Panchir”"
    )


def test_a_right_form_that_becomes_a_variant_is_told_and_the_others_counted() -> None:
    (line,) = told(mine("a", "Al Qaeda", "Al-Qaeda"), mine("p", "Panchir"))
    assert line.endswith("“Al-Qaeda” becomes “Al Qaeda” (and 1 entry more)")


def test_what_agrees_what_is_new_and_what_overrules_by_its_id_is_not_told() -> None:
    assert not told(mine("valley", "Panjshir Valley", "Panchir Valley"), mine("volkhov", "Volkhov", "Wolchow"))
    assert not told(mine("panjshir", "Panjsher", "Panjshir", "Panchir"))
    assert not list(told_once(Index(BASE)))


def test_the_right_form_of_an_entry_that_is_only_made_for_another_is_told_with_the_id_that_would_replace_all() -> None:
    below = Index([Entry("kyiv", "Kyiv", "place", "world", native=(Alias("Киев", "ru"),))])
    (line,) = overruled([mine("my-kiev", "Kiev")], below)
    assert line.endswith("(kyiv in world): “Kiev” stays; with the id kyiv it would replace all of them")
    assert not list(overruled([Entry("kiev", "Kiev", "person", rank=1)], below))


def test_a_right_form_that_is_there_under_another_id_is_told_with_that_id() -> None:
    (line,) = told(mine("valley", "Panjshir", "Panchir"))
    assert line == (
        "mine.yaml:4: valley is called as an entry that is there (panjshir in afghanistan): "
        "if it is the same, the id panjshir makes one entry of both"
    )
    assert not told(Entry("panjshir-band", "Panjshir", "organisation", "mine", rank=1))


def test_under_an_id_of_its_own_a_right_form_names_the_earlier_entry_too() -> None:
    def names(*entries: Entry) -> set[str]:
        forms = [form for entry in entries for form in forms_of(entry) if form.text == "Panjshir"]
        return {form.entry.id for form in Surface("Panjshir", 1, forms, 1.0, anchored=True).choices.names}

    other_kind = Entry("panjshir-band", "Panjshir", "organisation", "mine", rank=1)
    assert names(BASE[0], mine("valley", "Panjshir")) == {"panjshir", "valley"}
    assert names(BASE[0], other_kind) == {"panjshir-band"}
    assert not names(BASE[0], Entry("town", "Panjshir", "place", "afghanistan")), "of one glossary neither is certain"
