"""What a document says of its mentions is worked out once, however often it has them."""

from __future__ import annotations

from collections import Counter

import pytest

from normalize import Document
from normalize.names import evidence
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize


@pytest.fixture(scope="module")
def linker():
    return Linker(
        [
            Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),)),
            Entry("putin", "Vladimir Putin", "person", aliases=(Alias("Vladimir Poutine", "fr"),)),
        ]
    )


def work(linker, monkeypatch, text):
    """How often the neighbours of a mention, the words before it and near words of the glossary are looked at."""
    done = Counter()

    def counted(name, function):
        def call(*args):
            done[name] += 1
            return function(*args)

        return call

    with monkeypatch.context() as patch:
        for name in ("neighbours", "person_before"):
            patch.setattr(evidence, name, counted(name, getattr(evidence, name)))
        patch.setattr(Index, "near", counted("near", Index.near))
        linker.link(Document(text), tokenize(text), Protected()).findings  # noqa: B018
    return done


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in Panchir, then. ",
        "He went to Panjsher and left. ",
        "Then Poutine left. Vladimir Poutine came. ",
        "Igor Poutine left. Then Poutine came. ",
    ],
)
def test_a_name_that_stands_often_costs_as_much_each_time(linker, monkeypatch, sentence):
    some, more = (work(linker, monkeypatch, sentence * times) for times in (50, 100))
    assert all(more[what] <= 2 * some[what] + 10 for what in more), (some, more)


def test_a_person_elsewhere_is_found_besides_the_mention_itself(linker):
    def clauses(text):
        found = linker.link(Document(text), tokenize(text), Protected()).findings
        return [(f.text, f.evidence["clause"]) for f in found]

    alone = clauses("They met Mr. Panchir.")
    assert clauses("They went to Panchir.") == [("Panchir", "no-other-word")]
    assert clauses("They went to Panchir. They met Mr. Panchir.")[0] == ("Panchir", "inside-another-name")
    assert alone == [("Panchir", "inside-another-name")]
