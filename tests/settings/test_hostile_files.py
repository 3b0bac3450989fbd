"""Settings, glossaries and profiles that are made to harm: one clear message each."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from normalize.errors import ConfigError, GlossaryError, InputError, JudgementError
from normalize.evidence.profile import Profile
from normalize.judgements import store
from normalize.names.glossary.read import read
from normalize.settings.sources import load
from normalize.storage import whole
from normalize.translate.tmx import read_phrases

HEAD = "glossary: s\nlanguage: en\n"
ZERO = Path("/dev/zero")
LISTED = "[" + ", ".join(f"x{number}" for number in range(200)) + "]"


def glossary(path: Path) -> object:
    return list(read(path, 0, "en"))


@pytest.mark.parametrize(
    ("opened", "error"),
    [(load, ConfigError), (Profile.load, InputError), (glossary, GlossaryError), (store.read, JudgementError)],
)
def test_a_device(opened, error, tmp_path):
    link = tmp_path / "g.yaml"
    link.symlink_to(ZERO)
    with pytest.raises(error, match=r"it is a device, not a file|kept in a file, and this is none"):
        opened(link)


@pytest.mark.parametrize(
    ("opened", "error"),
    [(load, ConfigError), (Profile.load, InputError), (glossary, GlossaryError), (read_phrases, ConfigError)],
)
def test_a_pipe_that_nobody_writes_to(opened, error, tmp_path, monkeypatch):
    monkeypatch.setattr(whole, "PATIENCE", 0.01)
    os.mkfifo(tmp_path / "g.yaml")
    with pytest.raises(error):
        opened(tmp_path / "g.yaml")


def test_a_pipe_that_somebody_writes_to(tmp_path):
    """As `--profile <(zcat p.json.gz)` gives one."""
    pipe = tmp_path / "p"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"sleep 0.1; printf some > {pipe}; sleep 0.1"]):
        assert whole.read_whole(pipe) == b"some"


@pytest.mark.parametrize(
    "data", ["target = " + "[" * 20000, "target = " + "[" * 20000 + "]" * 20000, "a=" + "9" * 6000]
)
def test_settings(data, tmp_path):
    path = tmp_path / "normalize.toml"
    path.write_text(data)
    with pytest.raises(ConfigError, match=r"normalize\.toml: "):
        load(path)


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100000 + "]" * 100000,
        '{"format":"normalize-profile/2","documents":' + "9" * 6000 + "}",
        '{"format":"normalize-profile/2","documents":1e400}',
    ],
)
def test_profiles(data):
    with pytest.raises(InputError, match="p: "):
        Profile.from_json(data.encode(), "p")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            f"note: &a {LISTED}\nentries:\n"
            + "".join(f"  - {{id: a{i}, canonical: C, aliases: *a}}\n" for i in range(900)),
            "aliases of YAML make",
        ),
        ("entries: &e\n  - {id: a, canonical: Aaa, aliases: *e}\n", "an anchor of YAML that holds itself"),
        ("entries: " + "[" * 50000 + "]" * 50000, "nested more than 100 deep"),
        ("entries: " + "\n".join(" " * depth + "-" for depth in range(3000)), "deep|expected"),
    ],
)
def test_glossaries(body, problem, tmp_path):
    path = tmp_path / "g.yaml"
    path.write_text(HEAD + body)
    with pytest.raises(GlossaryError, match=problem):
        glossary(path)


def test_aliases_that_save_typing_are_fine(tmp_path):
    path = tmp_path / "g.yaml"
    path.write_text(HEAD + "entries:\n  - {id: a, canonical: A, kind: &k place}\n  - {id: b, canonical: B, kind: *k}\n")
    assert [entry.kind for entry in glossary(path)] == ["place", "place"]
