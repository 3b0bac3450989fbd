"""`normalize models`: what a person sees, exit statuses, and no network unless an installation was asked for."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from normalize.cli import main
from normalize.translate.backends import argos_engine
from normalize.translate.packages.install import install_file

if TYPE_CHECKING:
    from collections.abc import Callable

needs_argos = pytest.mark.skipif(find_spec("ctranslate2") is None, reason="the argos extra is not installed")
pytestmark = pytest.mark.usefixtures("offline")


@pytest.fixture
def models(
    packages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run `normalize models …` in this process: (exit status, standard output, standard error)."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["normalize", "models", *map(str, args)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return int(str(stop.value.code or 0)), out, err

    return run


def test_install_list_remove(
    models: Callable[..., tuple[int, str, str]], packages: Path, argosmodel: dict[str, Path]
) -> None:
    status, _, err = models("install", argosmodel["es_en"])
    assert (status, "installed es_en 1.0" in err) == (0, True)
    status, out, _ = models("list")
    assert status == 0
    assert str(packages / "translate-es_en-1_0") in out
    assert models("remove", "es", "en")[0] == 0
    assert list(packages.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["install", "missing.argosmodel"], "no such file"),
        (["install", "es"], "two languages"),
        (["install", "es", "en", "fr"], "give two languages"),
        (["install", "es", "en", "--sha256", "00"], "give two languages"),
        (["install", __file__], "is no Argos package"),
        (["install", "es", "en", "--index", "ftp://x/index.json"], "only http"),
        (["remove", "es", "en"], "no package es → en is installed"),
    ],
)
def test_trouble_is_one_line_and_status_2(
    models: Callable[..., tuple[int, str, str]], args: list[str], message: str
) -> None:
    status, out, err = models(*args)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert message in err


@needs_argos
def test_doctor_finds_nothing_wrong(
    models: Callable[..., tuple[int, str, str]], packages: Path, argosmodel: dict[str, Path]
) -> None:
    for file in argosmodel.values():
        install_file(file)
    status, out, _ = models("doctor")
    assert status == 0
    assert "es_en 1.0 (translate-es_en-1_0): 3 of 3 plain sentences come out right, checksum as installed" in out
    assert 'the compute type is "auto"' in out


@needs_argos
def test_doctor_names_what_is_broken(
    models: Callable[..., tuple[int, str, str]], packages: Path, argosmodel: dict[str, Path], unpacked: Path
) -> None:
    spoilt = install_file(argosmodel["en_fr"]).path / "model" / "model.bin"
    spoilt.write_bytes(spoilt.read_bytes()[:-1])
    (packages / "stray").mkdir()
    shutil.copytree(unpacked / "en_fr", packages / "garbage")
    about = packages / "garbage" / "metadata.json"
    about.write_text(about.read_text().replace('"en"', '"es"').replace('"fr"', '"en"'))
    shutil.copytree(unpacked / "es_en", packages / "older")
    (packages / "older" / "stanza").mkdir()
    status, out, _ = models("doctor")
    lines = {line.split()[1]: line for line in out.splitlines()}
    assert status == 2
    assert lines["stray:"].startswith("broken")
    assert f"remove {packages / 'stray'}" in lines["stray:"]
    assert "SHA-256 differs" in lines["en_fr"]
    garbage, older = (next(row for row in out.splitlines() if f"({name})" in row) for name in ("garbage", "older"))
    assert garbage.startswith("broken")
    assert "plain sentences come out wrong" in garbage
    assert older.startswith("ok")
    assert "stanza folder" in older
    assert "es → en has 2 versions" in out


def test_doctor_without_anything(
    models: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.split(".")[0] == "argostranslate"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    argos_engine.library.cache_clear()
    try:
        status, out, _ = models("doctor")
    finally:
        argos_engine.library.cache_clear()
    assert status == 0  # translation is optional
    assert [line.split()[0] for line in out.splitlines()] == ["absent"] * 3
    for hint in ("pip install 'normalize-news[argos]'", "normalize models install es en", "apt-get install apertium"):
        assert hint in out
