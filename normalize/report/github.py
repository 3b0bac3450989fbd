"""Findings as annotations that GitHub shows beside the lines of a pull request.

The form is that of workflow commands: ``::warning file=NAME,line=1,col=5,title=N301::message``.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.model import Applicability
from normalize.run.file_report import FileReport
from normalize.run.located import Located
from normalize.text.visible import visible

_LEVEL = {Applicability.SAFE: "warning", Applicability.UNSAFE: "warning", Applicability.DISPLAY: "notice"}


def commands(report: FileReport) -> Iterable[str]:
    """A line for each finding of a file."""
    for at in report.located:
        finding = at.finding
        place = f"file={_property(report.file)}{_line(at)},title={_property(finding.rule)}"
        put = "" if finding.replacement is None else f" → “{visible(finding.replacement)}”"
        text = f"{_record(at)}“{visible(finding.text)}”{put}: {finding.message}"
        yield f"::{_LEVEL[finding.applicability]} {place}::{_data(text)}"


def _line(at: Located) -> str:
    """Line and column; the place in a record is none in its file."""
    return "" if at.finding.record is not None else f",line={at.line},col={at.column}"


def _record(at: Located) -> str:
    """The record and field that a finding stands in, where its file has records."""
    if at.finding.record is None:
        return ""
    field = "" if at.finding.field is None else f", {visible(at.finding.field)}"
    return f"record {visible(at.id or str(at.finding.record))}{field}: "


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
