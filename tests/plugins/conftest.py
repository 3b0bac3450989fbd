"""Packages of plugins: the sample package, installed by pip, and small ones that are written down as they are."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from normalize import plugins

collect_ignore = ["sample-package"]  # it is installed, not imported from here
SAMPLE = Path(__file__).parent / "sample-package"


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What was loaded, and which modules, is forgotten: the next test may have other packages of the same names."""
    before = set(sys.modules)
    plugins.load.cache_clear()
    yield
    plugins.load.cache_clear()
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("acme_archive", "other_archive", "odd"):
            del sys.modules[name]


@pytest.fixture(scope="session")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample package is installed, without a network."""
    target = tmp_path_factory.mktemp("installed")
    flags = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([sys.executable, "-m", "pip", "install", *flags, "--target", target, SAMPLE], check=True)
    return target


@pytest.fixture
def installed(acme: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample package, at hand in this process."""
    monkeypatch.syspath_prepend(acme)
    return acme


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Put a distribution of one module on the path: `install(name, module, code, group=entry)`; dots are dashes."""

    def put(name: str, module: str, code: str, **groups: str) -> Path:
        folder = tmp_path / "site"
        facts = folder / f"{name.replace('-', '_')}-1.0.dist-info"
        facts.mkdir(parents=True)
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        entries = "".join(f"[normalize.{group}]\n{entry}\n" for group, entry in groups.items())
        (facts / "entry_points.txt").write_text(entries)
        (folder / f"{module}.py").write_text(dedent(code), encoding="utf-8")
        if str(folder) not in sys.path:
            monkeypatch.syspath_prepend(folder)
        return folder

    return put
