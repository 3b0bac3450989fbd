"""The detectors of names and acronyms are asked only where a word or a bracket calls for them."""

from __future__ import annotations

import pytest
from detecting import found

from normalize import Document, Normalizer
from normalize.detectors.names import Acronyms, Names
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.run.prepare import reading_of
from normalize.settings.settings import Settings

ENTRIES = [
    Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),)),
    Entry("nrf", "National Resistance Front", "organisation", acronym="NRF", acronyms=(Alias("FNR", "fr"),)),
    Entry("nato", "North Atlantic Treaty Organization", "organisation", acronym="NATO"),
]
SETTINGS = Settings(Linker(ENTRIES))


def due(text):
    reading = reading_of(Document(text), SETTINGS)
    return {type(d) for d in SETTINGS.plan.due(SETTINGS.plan.first, reading.mask)} & {Names, Acronyms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("all is quiet on the river", set()),
        ("in Panchir all is quiet", {Names}),
        ("the FNR is quiet", {Acronyms}),
        ("the river (it is quiet) is wide", {Acronyms}),
        ("the Nato summit", {Names, Acronyms}),  # a name of several words may open with a word like it
    ],
)
def test_a_detector_is_due_where_what_it_wants_occurs(text, expected):
    assert due(text) == expected


def test_names_and_acronyms_speak_for_themselves():
    text = "In Panchir the National Resistance Front (FNR) met; the FNR spoke of Nato."
    assert [f.text for f in found(Names, text, SETTINGS)] == ["Panchir"]
    assert [f.text for f in found(Acronyms, text, SETTINGS)] == ["FNR", "FNR", "Nato"]


def test_acronyms_are_the_same_whether_their_places_are_known_or_looked_for():
    text = "The National Resistance Front (FNR) and the FNR, the Nato and the US."
    reading = reading_of(Document(text), SETTINGS)
    looked_for = SETTINGS.linker.link(reading.document, reading.tokens, reading.protected)
    assert reading.linked.acronyms == looked_for.acronyms != ()


def test_names_are_not_linked_where_nobody_asks(monkeypatch):
    normalizer = Normalizer(glossaries=["afghanistan"], select=["T"])
    monkeypatch.setattr(Linker, "link", None)
    assert [f.rule for f in normalizer.normalize("In Panchir all is qui\u00adet.").findings] == ["T503"]
