"""The page on dependencies names each one, with the licence that the package itself states."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib.metadata import PackageNotFoundError
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
LICENCES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "licences.py"))
# Families of licences, as they are written here and as packages and classifiers write them.
FAMILIES = {
    "Apache": r"Apache",
    "MIT": r"\bMIT\b",
    "BSD": r"BSD",
    "LGPL": r"LGPL|Lesser General Public",
    "MPL": r"MPL|Mozilla Public",
    "PSF": r"PSF|Python Software Foundation",
    "GPL": r"(?<!L)GPL|(?<!Lesser )General Public",
}
NOT_OURS = ("normalize-news", "types-")  # our own extras; stubs of what is named already


def required(lines: list[str]) -> set[str]:
    names = {Requirement(line).name for line in lines}
    return {name for name in names if not name.startswith(NOT_OURS)}


ASKED = sorted(required([*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]))
IN_TABLES = sorted(required(PROJECT["dependencies"]))


@pytest.mark.parametrize("name", ASKED)
def test_each_is_named(name: str) -> None:
    assert re.search(rf"\b{re.escape(name).replace('_', '[-_]')}\b", PAGE, re.IGNORECASE), name


@pytest.mark.parametrize("name", IN_TABLES)
def test_with_the_licence_that_it_states(name: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} "))
    written = row.split("|")[2]
    try:
        stated = LICENCES["licence_of"](name)
    except PackageNotFoundError:
        pytest.skip("not installed")
    missing = [one for one, like in FAMILIES.items() if re.search(like, stated) and not re.search(like, written)]
    assert missing == [], f"{name} states {stated!r}, the page {written!r}"


def test_all_that_is_installed_with_it_is_found() -> None:
    found = {package.name: package for package in LICENCES["packages"](["serve"])}
    assert {name.lower().replace("_", "-") for name in IN_TABLES} <= found.keys()
    assert found["starlette"].needed_by == "normalize-news"
    assert found["anyio"].needed_by == "starlette"
