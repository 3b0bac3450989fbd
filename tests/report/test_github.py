"""Annotations for GitHub: one workflow command a finding, whatever its text holds."""

from __future__ import annotations

from typing import Any

from normalize.model import Applicability, Category, Finding
from normalize.report.github import commands
from normalize.run.file_report import FileReport
from normalize.run.located import Located


def command(text: str, file: str = "a.txt", message: str = "why", **more: Any) -> str:
    given = {"applicability": Applicability.SAFE, "replacement": "new", **more}
    found = Finding(0, len(text), text, "N301", Category.NAME_VARIANT, message, **given)
    [line] = commands(FileReport("a.txt", file, (Located(found, 3, 5, ""),)))
    return line


def test_a_fix_names_its_place_and_its_rule() -> None:
    assert command("old") == "::warning file=a.txt,line=3,col=5,title=N301::“old” → “new”: why"


def test_what_is_shown_only_is_a_notice() -> None:
    shown = command("old", applicability=Applicability.DISPLAY, replacement=None)
    assert shown == "::notice file=a.txt,line=3,col=5,title=N301::“old”: why"


def test_a_finding_in_a_record_has_no_line() -> None:
    line = command("old", "a.jsonl", record=7, field="body")
    assert line == "::warning file=a.jsonl,title=N301::record 7, body: “old” → “new”: why"


def test_a_command_is_one_line_and_ends_where_it_should() -> None:
    line = command("100%\r\n::error::no", "a,b:c%.txt", "one\ntwo")
    assert len(line.splitlines()) == 1
    assert line.startswith("::warning file=a%2Cb%3Ac%25.txt,line=3,col=5,title=N301::“100%25")
    assert line.endswith(": one%0Atwo")
