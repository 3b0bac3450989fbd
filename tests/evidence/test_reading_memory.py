"""Readings go when they are done with: none waits for the garbage collector."""

from __future__ import annotations

import gc

from normalize import Normalizer
from normalize.evidence.reading import Reading

TEXTS = ("A quiet day in the harbour.", "Fighting in Panchir; Konduz was calm, and anti-Italiban songs were sung.")


def test_nothing_of_a_document_stays():
    n = Normalizer(glossaries=["afghanistan"])
    for text in TEXTS:
        n.normalize(text)
    gc.collect()
    gc.disable()
    try:
        for text in TEXTS:
            n.normalize(text)
        assert [one for one in gc.get_objects() if type(one) is Reading] == []  # others may answer for __class__
    finally:
        gc.enable()
