"""`normalize glossary convert`: what it says, what it leaves, what it refuses; and glossaries used as they are."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from cli_support import DAMAGE, REPAIRED, Done, Folder, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINES = "".join(
    json.dumps(entry) + "\n"
    for entry in (
        {"id": "panjshir", "canonical": "Panjshir", "kind": "place", "aliases": [{"fr": "Panchir"}], "not": ["X"]},
        {"id": "herat", "canonical": "Herat", "kind": "place"},
    )
)
BOMB = '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>\n'
OUTSIDE = '<!DOCTYPE tbx [\n<!ENTITY a SYSTEM "secret.txt">]>\n'
BODY = '<tbx><text><body><conceptEntry id="x"><langSec xml:lang="en"><termSec><term>&c;&a;</term></termSec></langSec>'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>'


def test_it_says_what_the_target_cannot_hold(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill({"g.jsonl": LINES.encode()})
    done = call("glossary", "convert", "g.jsonl", "-o", "g.tbx", cwd=tmp_path)
    assert (done.status, done.out) == (0, b"")
    assert done.err.splitlines() == [
        "warning: tbx has no place for: 1 × `not` text",
        "2 entries written to g.tbx",
    ]


@pytest.mark.parametrize(("source", "names"), [("g.jsonl", LINES), ("g.jsonl.gz", LINES)])
def test_a_bad_record_is_named_and_the_others_are_written(
    call: Callable[..., Done], tmp_path: Path, source: str, names: str
) -> None:
    data = ('{"id": "x"\n' + names + '{"id": "herat", "canonical": "Hirat", "kind": "place"}\n').encode()
    Folder(tmp_path).fill({source: gzip.compress(data) if source.endswith(".gz") else data})
    done = call("glossary", "convert", source, "-o", "out/g.yaml", cwd=tmp_path)
    assert done.status == 2
    assert len(done.errors) == 3
    assert f"{source}:1: JSON syntax error" in done.err
    assert f"{source}:4: the id 'herat' is used twice" in done.err
    assert "2 records left out; the others are written" in done.err
    assert read(tmp_path / "out")["g.yaml"].count(b"\n  - ") == 2


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("g.tbx", "<tbx><text>\n<body></text></tbx>", ["g.tbx:2", "XML syntax error", "mend"]),
        ("g.tbx", "<html/>", ["g.tbx:1", "'html'", "this is not TBX"]),
        ("g.tbx", "", ["g.tbx:1", "XML syntax error"]),
        ("g.tbx", BOMB + BODY, ["g.tbx:1", "'b'", "refused"]),
        ("g.tbx", OUTSIDE + BODY, ["g.tbx:2", "another file", "refused"]),
        ("g.rdf", BOMB.replace("tbx", "rdf:RDF") + RDF, ["g.rdf:1", "'b'", "refused"]),
        ("g.rdf", OUTSIDE + RDF, ["g.rdf:2", "another file", "refused"]),
        ("g.rdf", "<rdf:RDF", ["g.rdf:1", "XML syntax error"]),
        ("g.ttl", "@prefix a: <b> .\n\na:x a:y ;;; 3 3 .\n", ["g.ttl:3", "turtle", "mend"]),
        ("g.json", '[{"id": "a"\n', ["g.json:2", "JSON syntax error"]),
        ("g.json", '{"x": [],\n"entries": [{"id": "a", "canonical": "A"},\n{"id": "b", "kind": 3}]}', ["g.json:3"]),
        ("g.json", '{"a": 1}', ["g.json", "--map", "--from"]),
        ("g.json", '[{"op": "core/mass-edit", "edits": 3}]', ["g.json", "OpenRefine"]),
        ("g.csv", "Name,Alias\nA,B\n", ["g.csv:1", "--map name=COLUMN", "'Name', 'Alias'"]),
        ("g.csv", b"Name\ncaf\xe9\n", ["g.csv", "not UTF-8", "convert"]),
        ("g.yaml", "entries:\n  - {id: a}\n", ["g.yaml:2", "`canonical`"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: place, wikidata: x}\n", ["g.yaml:2", "Q889"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: place, from: May}\n", ["g.yaml:2", "'May'", "2000-05"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: place, country: [Peru]}\n", ["g.yaml:2", "'Peru'"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: person, cameo: gov}\n", ["g.yaml:2", "AFGGOV"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: person, offices: [{from: 2000}]}\n", ["2", "`title`"]),
        (
            *("g.yaml", "entries:\n  - {id: a, canonical: A, kind: person, from: 2002, until: 2001-05}\n"),
            ["g.yaml:2", "ends before"],
        ),
        ("g.xlsx", "", ["g.xlsx", "--from", "wikidata"]),
    ],
    ids=[
        "tbx-syntax", "tbx-other", "tbx-empty", "tbx-bomb", "tbx-outside", "rdf-bomb", "rdf-outside", "rdf-syntax",
        "turtle", "json-syntax", "json-entry", "json-other", "openrefine", "csv-columns", "csv-bytes", "yaml",
        "wikidata", "date", "country", "cameo", "office", "period", "suffix",
    ],
)  # fmt: skip
def test_what_is_ill_formed_is_refused(
    call: Callable[..., Done], tmp_path: Path, name: str, text: str | bytes, told: list[str]
) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    Folder(tmp_path).fill({name: data, "secret.txt": b"secret"})
    more = ("--map", "name=Name") if isinstance(text, bytes) else ()
    done = call("glossary", "convert", name, "-o", "out.yaml", *more, cwd=tmp_path)
    assert (done.status, done.out, len(done.errors)) == (2, b"", 1), done.err
    for part in told:
        assert part in done.err
    assert "secret" not in done.err.replace("secret.txt", "")
    assert sorted(read(tmp_path)) == sorted([name, "secret.txt"])  # nothing was written, nothing is left


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--map", "nom=x"), "unknown name 'nom'"),
        (("--map", "name"), "'name'"),
        (("--kind", "planet"), "'planet'"),
        (("--language", "xx"), "'xx'"),
        (("--from", "solr"), "solr is written and not read"),
        (("--to", "wikidata"), "wikidata is read and not written"),
        (("--to", "docx"), "unknown format 'docx'"),
        (("-o", "g.jsonl", "--force"), "also the source"),
        (("-o", "there.yaml"), "--force"),
    ],
    ids=["map", "map-form", "kind", "language", "written-only", "read-only", "format", "itself", "there"],
)
def test_choices_that_cannot_be_are_refused(
    call: Callable[..., Done], tmp_path: Path, more: tuple[str, ...], told: str
) -> None:
    before = {"g.jsonl": LINES.encode(), "there.yaml": b"mine"}
    Folder(tmp_path).fill(before)
    done = call("glossary", "convert", "g.jsonl", "-o", "out.yaml", *more, cwd=tmp_path)
    assert (done.status, len(done.errors)) == (2, 1), done.err
    assert told in done.err
    assert read(tmp_path) == before


def test_force_replaces(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill({"g.jsonl": LINES.encode(), "out.csv": b"old"})
    assert call("glossary", "convert", "g.jsonl", "-o", "out.csv", "--force", cwd=tmp_path).status == 0
    assert b"Panchir" in read(tmp_path)["out.csv"]


def test_an_entity_of_an_ontology_is_no_bomb(call: Callable[..., Done], tmp_path: Path) -> None:
    text = (
        '<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="&skos;">'
        '<skos:Concept rdf:about="http://example.org/kabul"><skos:prefLabel xml:lang="en">Kabul</skos:prefLabel>'
        "</skos:Concept></rdf:RDF>"
    )
    Folder(tmp_path).fill({"g.rdf": text.encode()})
    assert call("glossary", "convert", "g.rdf", "-o", "g.yaml", "--kind", "place", cwd=tmp_path).status == 0
    assert b"canonical: Kabul" in read(tmp_path)["g.yaml"]


@pytest.mark.parametrize("name", ["g.tbx", "g.ttl", "g.rdf", "g.json", "g.jsonl"])
def test_other_formats_are_glossaries_as_they_are(call: Callable[..., Done], tmp_path: Path, name: str) -> None:
    Folder(tmp_path).fill({"lines.jsonl": LINES.replace(', "not": ["X"]', "").encode(), "in/a.txt": DAMAGE})
    assert call("glossary", "convert", "lines.jsonl", "-o", name, cwd=tmp_path).status == 0
    assert call("fix", "in", "-o", "out", "-g", name, "--no-translate", cwd=tmp_path).status == 0
    assert read(tmp_path / "out") == {"a.txt": REPAIRED}


def test_a_glossary_with_a_bad_record_is_not_used(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill({"g.jsonl": LINES.encode() + b"{\n", "a.txt": DAMAGE})
    done = call("check", "a.txt", "-g", "g.jsonl", cwd=tmp_path)
    assert (done.status, done.out, len(done.errors)) == (2, b"", 1)
    done.complains_once_of("g.jsonl:3")


def test_without_rdflib_the_extra_is_named(
    call: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "rdflib", None)
    Folder(tmp_path).fill({"g.ttl": b""})
    done = call("glossary", "convert", "g.ttl", "-o", "g.yaml", cwd=tmp_path)
    assert (done.status, len(done.errors)) == (2, 1)
    assert "pip install 'normalize-news[skos]'" in done.err


def test_a_folder_that_cannot_be_written(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill({"g.jsonl": LINES.encode(), "out": b"a file"})
    done = call("glossary", "convert", "g.jsonl", "-o", "out/g.yaml", cwd=tmp_path)
    assert (done.status, len(done.errors)) == (2, 1)
