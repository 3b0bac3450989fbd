"""The glossaries of people: no two entries for one person, native forms in their own scripts, names of many tongues."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.read import read, shipped

SCRIPT = Path(__file__).resolve().parents[2] / "glossaries" / "build" / "check_people.py"


@pytest.fixture(scope="module")
def people() -> list[Entry]:
    return [entry for name, path in shipped().items() if name.startswith("people/") for entry in read(path)]


def test_the_mechanical_checks_find_no_fault(capsys):
    pytest.importorskip("anyascii", reason="needs the extra `glossaries`")
    status = runpy.run_path(str(SCRIPT))["main"]()
    assert status == 0, capsys.readouterr().out


def test_people_are_persons_and_most_have_a_native_form(people):
    assert {entry.kind for entry in people} == {"person"}
    assert len(people) > 2400
    assert sum(bool(entry.native or entry.aliases) for entry in people) == len(people)


def test_what_is_accepted_has_as_many_words_as_a_right_form(people):
    from normalize.words.fold import split

    for entry in people:
        lengths = {len(split(form)) for form in entry.right_forms}
        assert all(len(split(a.text)) in lengths for a in entry.aliases if a.lang == "en"), entry.id
