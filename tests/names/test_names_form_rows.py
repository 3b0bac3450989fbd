"""Forms as short rows: what comes back is what was kept, but for the words that say what it was made from."""

from __future__ import annotations

import pytest

from normalize.names.form import Form
from normalize.names.form_rows import form_of, row_of
from normalize.names.glossary.entry import Entry

MASSOUD = Entry("massoud", "Ahmad Shah Massoud", "person", short=("Ahmad Massoud",))


@pytest.mark.parametrize(
    "form",
    [
        Form(MASSOUD, "Ahmad Shah Massoud", "right", "Ahmad Shah Massoud"),
        Form(MASSOUD, "Ahmad Massoud", "right", "Ahmad Massoud"),
        Form(MASSOUD, "Massoud", "family", "Massoud"),
        Form(MASSOUD, "Massud", "family", "Massoud", "de"),
        Form(MASSOUD, "Achmad Schah-Massud", "alias", "Ahmad Shah Massoud", "de", careful=True),
        Form(MASSOUD, "l’Ahmad", "alias", None, "fr"),
        Form(MASSOUD, "Ahmad Massoud", "alias", "a form of no list", glued=True),
    ],
)
def test_a_row_gives_the_form_back(form):
    phrase = " ".join(form.text.lower().replace("-", " ").split())
    assert form_of(row_of(form, 3, phrase), MASSOUD, phrase) == form
    made = form_of(row_of(form._replace(origin="ru: fr, pt"), 3, phrase), MASSOUD, phrase)
    assert made.origin
    assert made._replace(origin="") == form
