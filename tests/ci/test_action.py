"""The GitHub Action: a file of the form that GitHub asks for, whose steps do what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}


def run(step: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs it, with its inputs put in."""
    given = {name: about["default"] for name, about in ACTION["inputs"].items()} | inputs
    filled = {}
    for name, value in STEPS[step]["env"].items():
        filled[name] = given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, **filled, "PATH": path}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The Panchir Valley.\n", encoding="utf-8")
    return tmp_path


def test_the_file_has_the_form_of_an_action():
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_check_annotates_and_fails(news):
    done = run("Check", news, paths="news", flags="--glossary afghanistan")
    assert (done.returncode, done.stdout.startswith("::warning file=news/a.txt,line=1,col=5,title=N301::")) == (1, True)
    assert run("Check", news, **{"paths": "news", "flags": "-g afghanistan", "fail-on": "never"}).returncode == 0


def test_sarif_is_written(news):
    done = run("SARIF", news, paths="news", flags="--glossary afghanistan", sarif="out.sarif")
    assert done.returncode == 0, done.stderr
    assert json.loads((news / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
