"""What a translator is asked: which words of a foreign text are protected as names."""

from __future__ import annotations

import pytest

from normalize.names.glossary.entry import Entry
from normalize.names.linker import Linker
from normalize.translate.requests import terms_of

LINKER = Linker(
    [
        Entry("el", "Amadou El", "person", short=("El",)),
        Entry("das", "Vira Das", "person", short=("Das",)),
        Entry("france", "France", "place"),
        Entry("kabul", "Kabul", "place"),
    ]
)


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        pytest.param("es", "El gobierno visitó Kabul.", ["Kabul"], id="an article at the beginning"),
        pytest.param("de", "Das war in Kabul.", ["Kabul"], id="a pronoun"),
        pytest.param("fr", "Das est arrivé à Kabul.", ["Das", "Kabul"], id="no function word of this language"),
        pytest.param("fr", "La France et Kabul", ["France", "Kabul"], id="a country is as frequent"),
    ],
)
def test_function_words_of_the_language_are_no_names(lang, text, names):
    assert [text[term.start : term.end] for term in terms_of(text, lang, LINKER, "en")] == names
