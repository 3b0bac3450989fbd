"""A glossary is in the language that it states, else in that of the run; likeness asks what its readers know."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from normalize import GlossaryError, Normalizer
from normalize.model import Applicability, Document
from normalize.names.evidence import neighbours
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.read import read
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

CSV = """\
id,canonical,kind,lang,alias,form
kandahar,Kandahar,place,,Candahar,
onu,Nations unies,organisation,fr,ONU,acronym
"""
YAML = "entries: [{id: kandahar, canonical: Kandahar, kind: place, aliases: [Candahar]}]\n"


@pytest.mark.parametrize(("name", "text"), [("g.csv", CSV), ("g.yaml", YAML)])
@pytest.mark.parametrize("target", ["en", "fr"])
def test_without_a_stated_language_it_is_the_targets(tmp_path: Path, name: str, text: str, target: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    normalizer = Normalizer(glossaries=[file], target=target)  # a warning would fail the test
    assert normalizer.normalize("Candahar").text == "Kandahar"
    assert normalizer.link("Candahar")[0].entry == "kandahar"


def test_an_acronym_in_the_language_of_the_glossary_is_the_right_one(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text(CSV, encoding="utf-8")
    assert [e.acronym for e in read(file, target="fr")] == [None, "ONU"]
    assert [e.acronym for e in read(file, target="en")] == [None, None]


def test_a_column_states_the_language(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text(
        "id,canonical,kind,lang,alias,language\nkandahar,Kandahar,place,en,Qandehar,fr\nlora,Loraria,place,fr,Lorarie,en\n",
        encoding="utf-8",
    )
    assert [(e.id, e.language) for e in read(file)] == [("kandahar", "fr"), ("lora", "en")]
    assert Normalizer(glossaries=[file], target="fr").normalize("à Qandehar").text == "à Kandahar"
    assert Normalizer(glossaries=[file]).normalize("in Lorarie").text == "in Loraria"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a,A,place,x\n", "g.csv:2: language 'x' is not supported"),
        ("a,A,place,fr\na,A,place,en\n", "g.csv:3: the id 'a' has two languages"),
    ],
)
def test_a_wrong_language_is_refused(tmp_path: Path, rows: str, told: str) -> None:
    file = tmp_path / "g.csv"
    file.write_text("id,canonical,kind,language\n" + rows, encoding="utf-8")
    with pytest.raises(GlossaryError, match=told):
        read(file)


def test_the_command_line_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from normalize.cli import main

    file = tmp_path / "g.csv"
    file.write_text(CSV, encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    monkeypatch.setattr(sys, "argv", ["normalize", "match", "-g", str(file), "--target", "fr"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Candahar\n"), "utf-8"))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    with pytest.raises(SystemExit) as stop:
        main()
    out.flush()
    assert stop.value.code == 0
    assert json.loads(out.buffer.getvalue())["entry"] == "kandahar"  # type: ignore[attr-defined]
    assert err.buffer.getvalue() == b""  # type: ignore[attr-defined]


def link(text: str, entry: Entry, language: str) -> list[Applicability]:
    found = Linker([entry], language).link(Document(text), tokenize(text), Protected())
    return [f.applicability for f in found.findings]


def test_letters_that_mean_something_to_readers_of_the_target() -> None:
    """*ONU* is rare in English, and everyday French."""
    entry = Entry("un", "United Nations", "organisation", acronym="UN", acronyms=(Alias("ONU", "es"),))
    text = "The United Nations met. The ONU went on."
    assert link(text, entry, "en") == [Applicability.SAFE]
    assert link(text, entry, "fr") == [Applicability.DISPLAY]


def test_an_everyday_word_of_the_target_is_no_part_of_a_name() -> None:
    """*Selon* (according to) opens French sentences; to English readers it may be a name."""
    tokens = tokenize("Selon Kandahar")
    for language, before in (("en", "Selon"), ("fr", None)):
        linker = Linker([Entry("kandahar", "Kandahar", "place")], language)
        (mention,) = linker.mentions(tokens, Protected())
        assert neighbours(tokens, mention, {}, language).capital_before == before


def test_a_word_anchors_a_name_where_readers_of_the_target_do_not_know_it() -> None:
    """*Selon* may be somebody's name in English, where it is rare, and holds no name together in French."""
    entry = Entry("x", "Maria Selon", "person")
    for language, anchored in (("en", True), ("fr", False)):
        (mention,) = Linker([entry], language).mentions(tokenize("Maria Selon"), Protected())
        assert mention.anchored is anchored
