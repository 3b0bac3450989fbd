"""A package of plugins that is really installed: through the command line, and through Python."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from environment import without_settings

import normalize
from normalize import ConfigError, Normalizer

STORY = b"HEAD: 4 per cent\nSLUG: harvest\n\nPrices rose by 4 per cent in Panchirstan.\n"
CLEAN = STORY.replace(b"4 per cent in Panchirstan", b"4 percent in Panjshir")
INI = b"[panjshir]\ncanonical = Panjshir\nkind = place\naliases = Panchirstan; Pandschirstan\n"
SPANISH = "Los vecinos volvieron a sus casas después de la tormenta."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "mine.ini": INI,
        "news/story.wire": STORY,
        "news/a.txt": b"A rise of 4 per cent.\n",
        "news/es.txt": f"{SPANISH}\n".encode(),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def environment(acme: Path) -> dict[str, str]:
    """This environment without settings of the program, and with the package on the path."""
    return {**without_settings("PYTHON"), "PYTHONPATH": str(acme), "COLUMNS": "100", "TERM": "dumb"}


@pytest.fixture
def run(acme: Path, folder: Path):
    """The program in a process of its own that sees the package."""

    def run(*args: str):
        done = subprocess.run(
            [sys.executable, "-m", "normalize", *args],
            cwd=folder,
            env=environment(acme),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


def test_nothing_is_used_before_it_is_named(run):
    done = run("check", "news", "--glossary", "afghanistan", "--no-translate", "--output-format", "jsonl")
    assert "ACME001" not in done.stdout
    assert "1 file of other formats left out: news/story.wire" in done.stderr
    assert "a glossary is a file of .yaml" in run("check", "news", "--glossary", "mine.ini").stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_fix_by_the_command_line(run, folder, jobs):
    done = run("fix", "news", "--out", "out", "--plugin", "acme-archive", "--glossary", "mine.ini", "--jobs", jobs)
    assert done.returncode == 1  # the translation is unsafe
    assert (folder / "out/story.wire").read_bytes() == CLEAN
    assert (folder / "out/a.txt").read_bytes() == b"A rise of 4 percent.\n"
    facts = json.loads((folder / "out/.normalize/0001/manifest.json").read_bytes())
    assert facts["versions"]["acme-archive"] == "1.2.0"
    assert facts["configuration"]["plugins"] == ["acme-archive"]
    findings = [json.loads(line) for line in (folder / "out/.normalize/0001/findings.jsonl").read_bytes().splitlines()]
    translated = next(found for found in findings if found["path"] == "es.txt")
    assert translated["replacement"].startswith("The neighbours returned to their houses")
    assert translated["evidence"]["backend"] == "wordbook"
    edit = next(found for found in findings if found["rule"] == "ACME001")
    assert "ACME001 per-cent: “per cent” in two words." in run("why", edit["id"]).stdout


def test_a_configuration_names_plugins(run, folder):
    (folder / "normalize.toml").write_text('plugins = ["wordbook", "house-rules"]\ntranslator = "wordbook"\n')
    done = run("check", "news", "--glossary", "afghanistan", "--output-format", "jsonl", "--exit-zero")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {f["rule"] for f in found} == {"ACME001", "L101"}
    assert "ACME001" in run("rule").stdout


def test_rules_of_named_plugins_are_listed_and_selected(run):
    assert "ACME001" not in run("rule").stdout
    assert "ACME001" in run("rule", "--plugin", "house-rules").stdout
    assert "“per cent” in two words" in run("rule", "per-cent", "--plugin", "acme-archive").stdout
    done = run(
        "check", "news", "--plugin", "acme-archive", "--select", "ACME", "--statistics", "--glossary", "mine.ini"
    )
    assert done.stdout.count("ACME001") == 2
    assert "per-cent" in done.stderr
    assert "no rule begins with 'ACME'" in run("check", "news", "--select", "ACME").stderr


def test_glossary_commands_read_it(run):
    assert "1 entry, 0 errors" in run("glossary", "lint", "mine.ini", "--plugin", "ini").stderr
    assert "mine.ini" in run("glossary", "list", "mine.ini", "--plugin", "ini").stdout


def test_an_unknown_name_says_what_is_installed(run):
    done = run("check", "news", "--plugin", "acme")
    assert done.returncode == 2
    installed = "acme-archive (detectors: house-rules, formats: wire, glossaries: ini, translators: wordbook)"
    assert f"no plugin 'acme' is installed; installed are {installed}" in done.stderr


@pytest.mark.usefixtures("installed")
class TestInPython:
    """The same through `Normalizer`."""

    def test_a_detector_and_a_translator(self, folder):
        text = f"A rise of 4 per cent in Panchirstan.\n{SPANISH}\n"
        glossaries = [folder / "mine.ini"]
        n = Normalizer(glossaries, translator="auto", plugins=["acme-archive"], unsafe=True)
        assert n.normalize(text).text.startswith("A rise of 4 percent in Panjshir.\nThe neighbours returned")
        one = Normalizer(["afghanistan"], detectors=["house-rules"], translator="phrases")
        assert one.normalize(text).text == text.replace("per cent", "percent")

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_workers_have_it_too(self, jobs):
        n = Normalizer(["afghanistan"], plugins=["house-rules"])
        texts = [f"A rise of {i} per cent." for i in range(150)]
        assert [r.text for r in n.normalize_many(texts, jobs)] == [t.replace("per cent", "percent") for t in texts]

    def test_a_pickle_holds_the_name_and_no_code(self, acme):
        n = Normalizer(["afghanistan"], plugins=["house-rules"])
        data = pickle.dumps(n)
        assert b"HouseRules" not in data
        code = (
            "import pickle, sys\n"
            "n = pickle.loads(sys.stdin.buffer.read())\n"
            "print(n.normalize('A rise of 4 per cent.').text)\n"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, input=data, env=environment(acme), capture_output=True, check=True)
        assert done.stdout == b"A rise of 4 percent.\n"

    def test_its_rules_keep_their_promises(self):
        from acme_archive.house import HouseRules

        from normalize.testing import problems

        assert list(problems(HouseRules())) == []

    def test_the_compiled_glossary_follows_the_file(self, folder):
        def names():
            return (
                Normalizer([folder / "mine.ini"], plugins=["ini"]).normalize("In Panchirstan and Pandschirstan.").text
            )

        assert names() == names() == "In Panjshir and Panjshir."
        (folder / "mine.ini").write_bytes(INI.replace(b"; Pandschirstan", b""))
        assert names() != "In Panjshir and Panjshir."

    def test_a_translator_needs_its_plugin(self):
        with pytest.raises(ConfigError, match="translator must be auto, argos"):
            Normalizer(["afghanistan"], translator="wordbook")

    def test_plugins_are_a_list(self):
        with pytest.raises(ConfigError, match="plugins must be a list of texts"):
            Normalizer(["afghanistan"], plugins="acme-archive")

    def test_versions(self):
        assert normalize.plugins.load(("acme-archive",)).versions == {"acme-archive": "1.2.0"}
        assert normalize.plugins.load(("Acme_Archive",)).codes == ("ACME001",)
