"""``normalize discover``: its files, its streams, its exit statuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_support import Done, Folder

TEXTS = {
    "a.txt": b"The siege of Tchernihiv went on. Shells fell in Tchernihiv. The mayor of Tchernihiv spoke.\n",
    "b.txt": b"The siege of Chernihiv went on. Roads to Chernihiv were cut. Trains left Chernihiv by noon.\n",
}
NONE = ("--glossary", "none")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder above one with two spellings of a place."""
    Folder(tmp_path / "in").fill(TEXTS)
    return tmp_path


def test_a_draft_and_its_clusters(
    corpus: Path, call: Callable[..., Done], snapshot: Callable[[str, str], None]
) -> None:
    done = call("discover", "in", *NONE, "-o", "draft.yaml", cwd=corpus)
    assert (done.status, done.out) == (0, b"")
    assert "2 names read, 1 cluster proposed, to settle 3 mentions: draft.yaml, draft.jsonl" in done.err
    assert done.err.endswith("then: normalize review draft.yaml\n")
    snapshot("discover-draft.yaml", (corpus / "draft.yaml").read_text("utf-8"))
    snapshot("discover-draft.jsonl", (corpus / "draft.jsonl").read_text("utf-8"))
    lint = call("glossary", "lint", "draft.yaml", cwd=corpus)
    assert lint.status == 0, lint.text
    assert call("check", "in", "--glossary", "draft.yaml", "--no-translate", cwd=corpus).status == 1


def test_clusters_on_standard_output(corpus: Path, call: Callable[..., Done]) -> None:
    done = call("discover", "in", *NONE, "--output-format", "jsonl", cwd=corpus)
    assert done.status == 0
    (cluster,) = done.lines
    assert (cluster["canonical"], cluster["mentions"]) == ("Chernihiv", 6)
    assert not list(corpus.glob("*.yaml"))


def test_onto_a_glossary_of_ones_own(corpus: Path, call: Callable[..., Done]) -> None:
    mine = "glossary: mine\nlanguage: en\nentries:\n  - {id: place, canonical: Chernihiv, kind: place}\n"
    (corpus / "mine.yaml").write_text(mine, "utf-8")
    done = call("discover", "in", *NONE, "--onto", "mine.yaml", "--output-format", "jsonl", cwd=corpus)
    assert [(c["onto"], [m["form"] for m in c["members"]]) for c in done.lines] == [("place", ["Tchernihiv"])]


def test_new_forms_of_one_entry_are_one_entry_of_the_draft(tmp_path: Path, call: Callable[..., Done]) -> None:
    """A glossary has each id once: a full name and a family name that are both new are forms of one entry."""
    text = "Commander Ghulam Sarwar {0} came with sixty men. {0} spoke to reporters.\n"
    forms = ["Khalily", *["Khalili"] * 4]
    Folder(tmp_path / "in").fill({f"{i}.txt": text.format(form).encode() for i, form in enumerate(forms)})
    entry = "{id: gsk, canonical: Ghulam Sarwar Khalili, kind: person, aliases: [Gholam Sarvar Khalili]}"
    (tmp_path / "mine.yaml").write_text(f"glossary: mine\nlanguage: en\nentries:\n  - {entry}\n", "utf-8")
    done = call("discover", "in", *NONE, "--onto", "mine.yaml", "-o", "draft.yaml", cwd=tmp_path)
    assert done.status == 0, done.text
    lint = call("glossary", "lint", "draft.yaml", cwd=tmp_path)
    assert lint.status == 0, lint.text
    assert "aliases: [Ghulam Sarwar Khalily, Khalily]" in (tmp_path / "draft.yaml").read_text("utf-8")


def test_onto_a_glossary_what_ships_is_known_too(tmp_path: Path, call: Callable[..., Done]) -> None:
    texts = {
        f"{i}.txt": f"{form} spoke. The fighters met {form}. They saw {form}.\n".encode()
        for i, form in enumerate(["Vladimir Poutine", "Vladimir Putin"])
    }
    Folder(tmp_path / "in").fill(texts)
    (tmp_path / "mine.yaml").write_text(MINE, "utf-8")
    done = call("discover", "in", "--onto", "mine.yaml", "--output-format", "jsonl", cwd=tmp_path)
    assert (done.status, done.lines) == (0, [])


def test_records_and_their_fields(tmp_path: Path, call: Callable[..., Done]) -> None:
    rows = [{"title": "News", "body": text.decode()} for text in TEXTS.values()]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    done = call("discover", "r.jsonl", *NONE, "--text-field", "title,body", "--output-format", "jsonl", cwd=tmp_path)
    (cluster,) = done.lines
    context = cluster["members"][0]["contexts"][0]
    assert (context["record"], context["field"]) == (1, "body")
    assert rows[1]["body"][context["start"] : context["end"]] == context["text"] == "Chernihiv"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("in",), "name it by -o draft.yaml"),
        (("-", "-o", "draft.yaml"), "not standard input"),
        (("in", "-o", "draft.csv"), "a draft is a glossary in YAML"),
        (("nowhere", "-o", "draft.yaml"), "nowhere"),
        (("in", "-o", "draft.yaml", "--onto", "nothing.yaml"), "nothing.yaml"),
        (("in", "-o", "missing/"), "a draft is a glossary in YAML"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    corpus: Path, call: Callable[..., Done], args: tuple[str, ...], says: str
) -> None:
    done = call("discover", *args, *NONE, cwd=corpus)
    assert done.status == 2
    assert says in done.err
    assert not (corpus / "draft.yaml").exists()


def test_trouble_with_one_file_is_told_and_the_rest_is_done(corpus: Path, call: Callable[..., Done]) -> None:
    (corpus / "in" / "x.jsonl").write_bytes(b'{"text": "fine"}\n{]\n')
    done = call("discover", "in", *NONE, "-o", "draft.yaml", cwd=corpus)
    assert done.status == 2
    done.complains_once_of("x.jsonl")
    assert "Tchernihiv" in (corpus / "draft.yaml").read_text("utf-8")


MINE = "glossary: mine\nlanguage: en\nentries:\n  - {id: place, canonical: Chernihiv, kind: place}\n"
RECORDS = b"".join(json.dumps({"text": text.decode()}).encode() + b"\n" for text in TEXTS.values())


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("news.jsonl", "-o", "news.yaml"), "news.jsonl: a draft would replace an input"),
        (("folder", "-o", "folder/news.yaml"), "news.jsonl: a draft would replace an input"),
        (("in", "--onto", "mine.yaml", "-o", "mine.yaml"), "mine.yaml: a draft would replace a glossary"),
        (("in", "--glossary", "mine.yaml", "-o", "link.yaml"), "link.yaml: a draft would replace a glossary"),
        (("in", "-o", "mine.yaml"), "mine.yaml: is there, and is no draft"),
        (("in", "-o", "news.yaml"), "news.jsonl: is there, and is no draft"),
        (("in", "-o", "dir.yaml"), "dir.yaml: is there, and is no draft"),
    ],
)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_draft_replaces_nothing_else(
    corpus: Path, call: Callable[..., Done], args: tuple[str, ...], says: str, force: tuple[str, ...]
) -> None:
    folder = Folder(corpus)
    folder.fill({"mine.yaml": MINE.encode(), "news.jsonl": RECORDS, "folder/news.jsonl": RECORDS})
    (corpus / "link.yaml").symlink_to("mine.yaml")
    (corpus / "dir.yaml").mkdir()
    before = folder.read()
    done = call("discover", *args, *force, cwd=corpus)
    assert (done.status, folder.read()) == (2, before)
    done.complains_once_of(says)
    assert "-o" in done.err


def test_a_draft_is_replaced_as_long_as_nobody_worked_on_it(corpus: Path, call: Callable[..., Done]) -> None:
    command = ("discover", "in", *NONE, "-o", "draft.yaml")
    assert (call(*command, cwd=corpus).status, call(*command, cwd=corpus).status) == (0, 0)
    draft, made = corpus / "draft.yaml", (corpus / "draft.yaml").read_bytes()
    draft.write_bytes(made.replace(b"Tchernihiv", b"Tschernihiw"))
    edited = call(*command, cwd=corpus)
    assert edited.status == 2
    assert "draft.yaml: this draft was reviewed or edited" in edited.err
    assert b"Tschernihiw" in draft.read_bytes()
    assert call(*command, "--force", cwd=corpus).status == 0
    assert draft.read_bytes() == made


def test_the_history_of_a_review_goes_with_its_draft(corpus: Path, call: Callable[..., Done]) -> None:
    command = ("discover", "in", *NONE, "-o", "draft.yaml")
    call(*command, cwd=corpus)
    (corpus / "draft.history.jsonl").write_bytes(b'{"told": "accepted", "when": "", "before": [], "after": []}\n')
    assert call(*command, cwd=corpus).status == 2
    assert (corpus / "draft.history.jsonl").exists()
    assert call(*command, "--force", cwd=corpus).status == 0
    assert not (corpus / "draft.history.jsonl").exists()


LOOP = {
    "a.txt": b"The siege of Panchir went on. Shells fell in Panchir. The mayor of Panchir spoke.\n"
    b"The river Wolchow froze. Boats on the Wolchow sank.\n",
    "b.txt": b"The siege of Panshir went on. Roads to Panshir were cut. A convoy left Panshir.\n"
    b"The river Volkhov froze. Boats on the Volkhov sank. The Volkhov is wide.\n",
}


def test_a_draft_made_without_glossaries_goes_on_top_of_those_that_ship(
    tmp_path: Path, call: Callable[..., Done]
) -> None:
    Folder(tmp_path / "in").fill(LOOP)
    discover = ("discover", "in", *NONE, "-o", "draft.yaml")
    fix = ("fix", "in", "--glossary", "shipped", "--glossary", "draft.yaml", "--no-translate", "--out", "out")
    done = call(*discover, cwd=tmp_path)
    assert "1 cluster of names that shipped glossaries have: written as there" in done.err
    draft = (tmp_path / "draft.yaml").read_text("utf-8")
    assert "{id: panjshir, canonical: Panjshir, kind: place, aliases: [Panchir, Panshir]}" in draft

    fixed = call(*fix, cwd=tmp_path)
    assert "open cluster in draft.yaml is used as it stands" in fixed.err
    assert "warning" not in fixed.err
    assert b"siege of Panjshir" in (tmp_path / "out" / "b.txt").read_bytes()

    rejected = call("review", "draft.yaml", "--terminal", cwd=tmp_path, stdin=b"r")
    assert "rejected" in rejected.err
    again = call(*discover, "--force", cwd=tmp_path)
    assert "1 cluster left out: rejected before" in again.err
    assert "panjshir" not in (tmp_path / "draft.yaml").read_text("utf-8")
    call(*fix, "--afresh", cwd=tmp_path)
    assert b"siege of Panjshir" in (tmp_path / "out" / "b.txt").read_bytes()


def test_an_entry_that_replaces_what_ships_is_told_once(tmp_path: Path, call: Callable[..., Done]) -> None:
    Folder(tmp_path / "in").fill(LOOP)
    entry = "  - {id: panchir, canonical: Panchir, kind: place, aliases: [Panshir]}\n"
    (tmp_path / "mine.yaml").write_text(f"glossary: mine\nlanguage: en\nentries:\n{entry}", "utf-8")
    done = call("check", "in", "-g", "shipped", "-g", "mine.yaml", "--no-translate", cwd=tmp_path)
    assert done.err.count("mine.yaml:4: panchir replaces forms of “Panjshir”") == 1
