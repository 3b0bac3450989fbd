"""No string of a text, a file name, a glossary, a journal or a settings file acts on the terminal that shows it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_support import Done, clean_environment
from environment import PATIENCE
from hostile import STRINGS, acting, escaped

from normalize.run.journal import EDITS, open_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEXT = (
    "The Panchir {0}valley and the Pan{0}chir road of Ahmed{0} Massoud, of whom nothing was heard since.\n"
    "Leer en español{0}\nIn Foubar{0} Vallee, a- {0}he said.\n"
) + "Nothing was heard of them in the quiet town that day.\n" * 20


def glossary_of(strings: tuple[str, ...]) -> str:
    """A glossary with the strings in its aliases and notes; ids are plain, and so are right forms, or it is refused."""
    entries = [
        f"  - id: e{n}\n    canonical: Foo{n} bar\n    kind: place\n"
        f"    aliases: [{escaped(f'Foubar{n}{s}')}, Foubarvallee{n}]\n    source: {escaped('of ' + s)}\n"
        for n, s in enumerate(strings)
    ]
    return "glossary: hostile\nlanguage: en\nentries:\n" + "".join(entries)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all strings in texts, in names of files, and in what stands beside them."""
    here = tmp_path_factory.mktemp("hostile")
    (here / "in").mkdir()
    for n, s in enumerate(STRINGS):
        name = s.replace("/", "")
        (here / "in" / f"{n}{name}.txt").write_text(_TEXT.format(s) + f"Foubarvallee{n}\n")
    every = "".join(STRINGS)
    (here / "every.txt").write_text("".join(_TEXT.format(s) for s in STRINGS))
    (here / "in" / "r.jsonl").write_text(
        "".join(json.dumps({f"k{s}": 1, "id": s, "text": f"In Panchir{s}."}) + "\n" for s in STRINGS)
    )
    (here / "in" / "bad\x1b[2J\x9b\u202e.jsonl").write_text('{"text"\n')
    (here / "in" / "z\x1b[2J\x9b\u202e.xyz").write_text("")
    (here / "small.yaml").write_text(
        "entries:\n  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [Panchir]}\n"
    )
    (here / "evil.yaml").write_text(glossary_of(STRINGS))
    (here / "refused.yaml").write_text(f"entries: [{{id: a, canonical: {escaped(every[:99])}, kind: place}}]\n")
    (here / "wrong.yaml").write_text(
        "entries:\n" + "".join(f"  - {{id: {escaped('a' + s)}, canonical: b, kind: {escaped(s)}}}\n" for s in STRINGS)
    )
    (here / "wrong.toml").write_text(f"{escaped('x' + every[:40])} = 1\n".replace("\\u007f", ""), errors="replace")
    (here / "wrong.json").write_text(json.dumps({s: s for s in STRINGS}))
    (here / "said.jsonl").write_text(json.dumps({"verdict": every, "rule": every}) + "\n")
    return here


GLOSSARIES = ("-g", "small.yaml", "-g", "evil.yaml")
COMMANDS = {
    "check": ("check", "in", *GLOSSARIES, "--show", "display", "--statistics"),
    "check concise": ("check", "in", *GLOSSARIES, "--output-format", "concise"),
    "check github": ("check", "in", *GLOSSARIES, "--output-format", "github"),
    "check --per-file": ("check", "in", *GLOSSARIES, "--per-file"),
    "survey": ("survey", "in", "-o", "p.json"),
    "discover": ("discover", "in", "-g", "none", "-o", "draft.yaml"),
    "glossary show": ("glossary", "show", "e40", "-g", "evil.yaml"),
    "glossary lint": ("glossary", "lint", "evil.yaml"),
    "glossary lint, refused": ("glossary", "lint", "refused.yaml"),
    "glossary lint, wrong": ("glossary", "lint", "wrong.yaml"),
    "glossary test": ("glossary", "test", "evil.yaml"),
    "glossary match": ("glossary", "match", "evil.yaml", *(s for s in STRINGS[-9:])),
    "glossary diff": ("glossary", "diff", "small.yaml", "evil.yaml", "in"),
    "glossary convert": ("glossary", "convert", "wrong.json", "-o", "made.yaml"),
    "a missing glossary": ("check", "in", "-g", "".join(STRINGS)[:60] + ".yaml"),
    "a missing file": ("check", "".join(STRINGS)[:60].replace("/", "")),
    "an unknown option": ("check", "in", "--" + "".join(STRINGS)[:60]),
    "a wrong value": ("check", "in", "--output-format", "".join(STRINGS)[40:90]),
    "an unknown command": ("".join(STRINGS)[:60],),
    "wrong settings": ("check", "in", "--config", "wrong.toml"),
    "a wrong profile": ("check", "in", "--profile", "wrong.json"),
    "wrong judgements": ("check", "in", "--judgements", "said.jsonl"),
    "judgements list": ("judgements", "list", "said.jsonl"),
    "rule": ("rule", "".join(STRINGS)[:60]),
    "undo of nothing": ("undo", "".join(STRINGS)[:60].replace("/", "")),
    "a wrong exclusion": ("check", "in", "--exclude", "[z-a]" + "".join(STRINGS)[:60]),
    "a wrong size": ("check", "in", "--max-size", "".join(STRINGS)[:60]),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_acts(name: str, folder: Path, call: Callable[..., Done]) -> None:
    done = call(*COMMANDS[name], cwd=folder)
    assert acting(done.out) == []
    assert acting(done.err.encode("utf-8", "surrogateescape")) == []


def test_nothing_of_a_run_acts(folder: Path, call: Callable[..., Done], tmp_path: Path) -> None:
    """What fix, why, audit, review, undo and judgements say of a run over all of it."""
    run = tmp_path / "out"
    done = [call("fix", "in", *GLOSSARIES, "-o", run, "--output-format", "full", cwd=folder)]
    lines = list(open_run(run / ".normalize").lines(EDITS))
    assert len({line["path"] for line in lines}) > len(STRINGS) - 5
    done += [call("why", line["id"], "--run", run / ".normalize", cwd=folder) for line in lines[:: len(lines) // 6]]
    done.append(call("audit", run, "--sample", "30", stdin=b"rwurwurwub" * 9, cwd=folder))
    done.append(call("review", run, "--terminal", stdin=b"?nareaq", cwd=folder, polite=False))
    done.append(call("undo", run, "--edit", lines[0]["id"], cwd=folder))
    (run / "60\x83.txt").unlink(missing_ok=True)
    done.append(call("undo", run, cwd=folder))
    assert [acting(one.out + one.err.encode("utf-8", "surrogateescape")) for one in done] == [[]] * len(done)


@pytest.mark.parametrize(
    ("command", "stdin"),
    [(("fix", "every.txt", "--diff", *GLOSSARIES, "-j", "1"), ""), (("match", *GLOSSARIES), "\n".join(STRINGS[20:]))],
    ids=["diff", "match"],
)
def test_data_acts_on_no_terminal_and_keeps_its_bytes_elsewhere(
    command: tuple[str, ...], stdin: str, folder: Path
) -> None:
    args = {"cwd": folder, "input": stdin.encode(), "timeout": PATIENCE, "check": False}
    words = [sys.executable, "-m", "normalize", *command]
    piped = subprocess.run(words, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **args)
    assert acting(piped.stdout)
    main, side = pty.openpty()
    with (folder / "seen").open("wb") as seen, subprocess.Popen(["cat"], stdin=main, stdout=seen) as reader:
        subprocess.run(words, env=clean_environment({"NO_COLOR": "1"}), stdout=side, stderr=side, **args)
        os.close(side)
        reader.wait(PATIENCE)
    os.close(main)
    shown = (folder / "seen").read_bytes()
    assert b"Panchir" in shown or b"query" in shown
    assert acting(shown, terminal=True) == []
