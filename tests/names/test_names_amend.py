"""Forms added to a glossary as its author wrote it: every other byte stays, and what is added is read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize import GlossaryError
from normalize.names.glossary.amend import Form, amended
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.yaml_files import from_yaml

PATH = Path("g.yaml")
HEAD = "# ours\nglossary: g\nlanguage: en\nentries:\n"
X = "  - id: x\n    canonical: X\n    kind: place\n"
NEW = (Form("x", "aliases", "Panchir"), Form("x", "aliases", "no: way"))


def add(body: str, forms: tuple[Form, ...] = NEW, known: dict[str, Entry] | None = None) -> str:
    """The text with the forms; nothing is lost, and they are read back."""
    before = HEAD + body
    after = amended(before, PATH, forms, known or {})
    old, new = ({entry.id: entry for entry in from_yaml(text, PATH, 1, "en")} for text in (before, after))
    for entry in old.values():
        assert set(entry.aliases) <= set(new[entry.id].aliases)
        assert (new[entry.id].canonical, new[entry.id].match) == (entry.canonical, entry.match)
    for form in forms:
        entry = new[form.entry]
        assert form.text in {alias.text for alias in (*entry.aliases, *entry.acronyms)}
    assert after.startswith(HEAD)
    return after.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  - {id: x, canonical: X, kind: place}  # one\n",
            '  - {id: x, canonical: X, kind: place, aliases: [Panchir, "no: way"]}  # one\n',
        ),
        (
            "  - {id: x, canonical: X, kind: place, aliases: [{fr: A}]}\n",
            '  - {id: x, canonical: X, kind: place, aliases: [{fr: A}, Panchir, "no: way"]}\n',
        ),
        (
            "  - id: x\n    canonical: X  # right\n    kind: place\n\n  - {id: y, canonical: Y, kind: place}\n",
            '  - id: x\n    canonical: X  # right\n    kind: place\n    aliases: [Panchir, "no: way"]\n\n'
            "  - {id: y, canonical: Y, kind: place}\n",
        ),
        (
            X + "    aliases: []\n    match: [X]\n",
            X + '    aliases: [Panchir, "no: way"]\n    match: [X]\n',
        ),
        (
            X + "    aliases:\n      - A  # first\n      # the last of them\n      - B # b\n    match: [X]\n",
            X + "    aliases:\n      - A  # first\n      # the last of them\n      - B # b\n"
            '      - Panchir\n      - "no: way"\n    match: [X]\n',
        ),
        (
            X + "    aliases:\n    - A\n    - fr: [B, C]\n",
            X + '    aliases:\n    - A\n    - fr: [B, C]\n    - Panchir\n    - "no: way"\n',
        ),
        (
            X + "    aliases: [\n      A,\n      B,  # b\n    ]\n",
            X + '    aliases: [\n      A,\n      B, Panchir, "no: way",  # b\n    ]\n',
        ),
        (
            X + "    aliases: A\n",
            X + '    aliases: [A, Panchir, "no: way"]\n',
        ),
        (
            X + "    aliases: {fr: A}",
            X + '    aliases: [{fr: A}, Panchir, "no: way"]',
        ),
        (
            X + "    note: >\n      folded\n      text\n",
            X + '    aliases: [Panchir, "no: way"]\n    note: >\n      folded\n      text\n',
        ),
    ],
)
def test_every_other_byte_stays(before: str, after: str) -> None:
    assert add(before) == after


def test_line_ends_are_those_of_the_file() -> None:
    body = X + "    aliases:\n      - A\n"
    text = (HEAD + body).replace("\n", "\r\n")
    assert amended(text, PATH, NEW[:1], {}) == text + "      - Panchir\r\n"


def test_an_entry_of_another_glossary_is_added_by_its_id() -> None:
    known = {"z": Entry("z", "Zet", "organisation", acronym="YP", source="somewhere")}
    forms = (Form("z", "acronyms", "PY"), Form("z", "aliases", "Upsilon"))
    added = "  - {id: z, canonical: Zet, kind: organisation, acronyms: [PY], aliases: [Upsilon], acronym: YP}\n"
    body = "  - id: x\n    canonical: X\n    kind: place  # the last\n\n# the end\n"
    assert add(body, forms, known) == body.replace("the last\n", "the last\n" + added)


def test_a_tab_before_a_comment_stays() -> None:
    """The glossary's own reader takes it, and so does what adds to it."""
    before = HEAD + "  - {id: x, canonical: X, kind: place, aliases: [A]}\t# a note\n"
    assert amended(before, PATH, NEW[:1], {}) == before.replace("[A]", "[A, Panchir]")


def test_what_is_no_yaml_is_told() -> None:
    with pytest.raises(GlossaryError, match="YAML syntax error"):
        amended(HEAD + "  - {id: x", PATH, NEW, {})


def test_an_empty_glossary() -> None:
    known = {"x": Entry("x", "X", "place")}
    before = "entries: []\n"
    assert (
        amended(before, PATH, NEW[:1], known)
        == "entries:\n  - {id: x, canonical: X, kind: place, aliases: [Panchir]}\n"
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "  - {id: x, canonical: X, kind: place, aliases: &a [A]}\n"
            "  - {id: y, canonical: Y, kind: place, aliases: *a}\n",
            "anchor",
        ),
        (X + "    aliases:\n      fr: A\n", "is no list"),
    ],
)
def test_what_cannot_be_added_to_is_named(body: str, problem: str) -> None:
    with pytest.raises(GlossaryError, match=problem):
        amended(HEAD + body, PATH, NEW, {})


def test_no_list_of_entries() -> None:
    with pytest.raises(GlossaryError, match="no list of entries"):
        amended("glossary: g\n", PATH, NEW, {})
