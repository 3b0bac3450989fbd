"""The documentation is true: generated parts are current, examples run, links lead somewhere, nothing is missing."""

from __future__ import annotations

import doctest
import re
import runpy
from pathlib import Path

import pytest
from typer.main import get_command

from normalize.cli.app import _COMMANDS, app
from normalize.errors import NormalizeError
from normalize.rules import all_rules
from normalize.settings.config import Config

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RECIPES = ROOT / "docs" / "recipes"  # run by test_recipes.py


def test_generated_pages_are_current() -> None:
    generated = runpy.run_path(str(ROOT / "docs" / "generate.py"))["generated"]()
    stale = [path.name for path, text in generated.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run `make docs`"


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent != RECIPES], ids=lambda p: p.name)
def test_python_examples_run(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_every_command_and_flag_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():
        assert f"## normalize {name}" in text
        for parameter in command.params:
            assert all(flag in text for flag in parameter.opts if flag.startswith("--"))


def test_help_repeats_what_the_commands_say_of_themselves() -> None:
    for name, command in get_command(app).commands.items():
        assert (command.help or "").splitlines()[0] == _COMMANDS[name]


def test_every_setting_is_documented() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [key for key in Config().as_dict() if key.replace("_", "-") not in pages] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_every_rule_says_what_and_why(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")
    assert rule.example[0] != rule.example[1]
    assert rule.counter_example


def test_every_error_stands_in_the_tree() -> None:
    import normalize.errors as errors

    classes = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, NormalizeError)]
    assert [c.__name__ for c in classes if c.__name__ not in (errors.__doc__ or "")] == []
