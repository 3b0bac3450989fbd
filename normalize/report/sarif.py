"""Findings as SARIF 2.1.0, the exchange format of static analysis (OASIS, 2020).

Offsets are code points (``columnKind``). The findings of a text file carry line, column and fix; those of a record
file name the record, since a place in its text is none in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import quote

import normalize
from normalize.io.jsonlines import dump, filled, parse, pretty
from normalize.model import Applicability
from normalize.rules import Rule
from normalize.run.file_report import FileReport
from normalize.run.located import Located
from normalize.text.lines import BREAKS

_SPOOL = 1 << 24  # bytes of findings that are held in memory
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Applicability.SAFE: "warning", Applicability.UNSAFE: "warning", Applicability.DISPLAY: "note"}


class Log:
    """One run with all findings; ``rules`` are those that may report. Findings wait on disk, not in memory, for which
    rules they are of comes first in the log."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._known = {rule.code: rule for rule in rules}
        self._used: set[str] = set()
        self._results = SpooledTemporaryFile(_SPOOL)  # noqa: SIM115  closed by `close`

    def add(self, report: FileReport) -> None:
        """Take in the findings of a file, or of a part of one."""
        for at in report.located:
            self._used.add(at.finding.rule)
            self._results.write(dump(_result(report, at)))

    def close(self) -> None:
        """Forget the findings."""
        self._results.close()

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the log."""
        used = [self._known[code] for code in sorted(self._used) if code in self._known]
        self._results.seek(0)
        return filled(pretty(_log(used)), map(parse, self._results))


def _log(used: Iterable[Rule]) -> dict[str, Any]:
    """A log without its results."""
    driver = {"name": "normalize", "version": normalize.__version__, "rules": [_rule(rule) for rule in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", *BREAKS],
        "results": [],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {"id": rule.code, "name": rule.name, "shortDescription": {"text": rule.what}}


def _result(report: FileReport, at: Located) -> dict[str, Any]:
    finding = at.finding
    put = "" if finding.replacement is None else f" → “{finding.replacement}”"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.applicability],
        "message": {"text": f"“{finding.text}”{put}: {finding.message}"},
        "locations": [_location(report, at)],
        "partialFingerprints": {"normalize/v1": finding.id},
        "properties": {
            "applicability": finding.applicability.value,
            "category": finding.category.value,
            "score": round(finding.score, 4),
        },
    }
    if finding.replacement is not None and finding.record is None:
        change = {"deletedRegion": _region(at), "insertedContent": {"text": finding.replacement}}
        changes = [{"artifactLocation": _artifact(report), "replacements": [change]}]
        result["fixes"] = [{"description": {"text": finding.applicability.value}, "artifactChanges": changes}]
    return result


def _location(report: FileReport, at: Located) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(report)}
    if at.finding.record is None:
        return {"physicalLocation": {**physical, "region": _region(at)}}
    field = "" if at.finding.field is None else f".{at.finding.field}"
    name = f"record {at.id or at.finding.record}{field}"
    return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name}]}


def _region(at: Located) -> dict[str, int]:
    """Where a finding stands, as lines and as code points of the file: without an end, it would go on to its line's."""
    text = at.finding.text
    *whole, rest = f"{text}$".splitlines()  # a break at the end leaves an empty line
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.line + len(whole),
        "endColumn": len(rest) if whole else at.column + len(text),
        "charOffset": at.finding.start,
        "charLength": len(text),
    }


def _artifact(report: FileReport) -> dict[str, str]:
    return {"uri": quote(PurePath(report.file).as_posix(), errors="surrogateescape")}
