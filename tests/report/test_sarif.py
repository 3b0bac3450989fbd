"""SARIF 2.1.0: what the specification requires of a log, in findings of every shape that a report has."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from published import sarif_schema

from normalize.io.jsonlines import pretty
from normalize.model import Applicability, Category, Finding
from normalize.report import sarif
from normalize.rules import all_rules
from normalize.run.file_report import FileReport
from normalize.run.located import Located

TEXT = "A quiet day.\nThe 🏔 Panchir\u2028Valley\n\nin autumn  "


def at(start: int, end: int, line: int, column: int, **more: Any) -> Located:
    given = {"applicability": Applicability.SAFE, "replacement": "Panjshir", **more}
    record_id = given.pop("id", None)
    finding = Finding(start, end, TEXT[start:end], "N301", Category.NAME_VARIANT, "a message", **given)
    return Located(finding, line, column, "", record_id)


FOUND = [
    at(19, 26, 2, 7),
    at(19, 26, 2, 7, replacement=None, applicability=Applicability.DISPLAY),
    at(32, 34, 3, 6, replacement=" "),  # over the ends of lines
    at(19, 34, 2, 7, replacement=""),
    at(46, 46, 5, 12, replacement="."),  # an empty span at the end of the text
    at(19, 26, 2, 7, record=4, field="body[1].text", id="wire-17"),
    at(19, 26, 2, 7, record=0),
]
FILE = "news/50% [a] “ü”: b#c?.txt"


def of(*reports: FileReport) -> bytes:
    """The bytes of a log of reports."""
    with closing(sarif.Log(all_rules())) as log:
        for report in reports:
            log.add(report)
        return b"".join(log.pieces())


def written(file: str = FILE) -> dict[str, Any]:
    """The log of the findings above, as a reader gets it."""
    written = of(FileReport("a.txt", file, tuple(FOUND)), FileReport("b.txt", "b.txt"))
    read: dict[str, Any] = json.loads(written)
    assert written == pretty(read)
    return read


def regions(result: dict[str, Any]) -> list[dict[str, int]]:
    physical = [place["physicalLocation"] for place in result["locations"]]
    changes = [change for fix in result.get("fixes", []) for change in fix["artifactChanges"]]
    replaced = [one["deletedRegion"] for change in changes for one in change["replacements"]]
    return [place["region"] for place in physical if "region" in place] + replaced


def test_a_log_has_what_is_required() -> None:
    log = written()
    assert (log["version"], log["$schema"]) == ("2.1.0", sarif.SCHEMA)
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "normalize"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(FOUND)
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["locations"]


def test_numbers_of_regions_begin_at_1_and_ends_lie_behind_starts() -> None:
    found = [region for result in written()["runs"][0]["results"] for region in regions(result)]
    assert len(found) == 9
    for region in found:
        assert min(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")) >= 1
        assert min(region["charOffset"], region["charLength"]) >= 0
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def test_lines_and_offsets_tell_the_same_place() -> None:
    run = written()["runs"][0]
    assert run["newlineSequences"][0] == "\r\n"
    starts = [0]
    for line in TEXT.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for region in (region for result in run["results"] for region in regions(result)):
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert (start, end - start) == (region["charOffset"], region["charLength"])


def test_a_fix_deletes_what_was_found_and_nothing_behind_it() -> None:
    result = written()["runs"][0]["results"][0]
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    [put] = change["replacements"]
    assert put["insertedContent"] == {"text": "Panjshir"}
    assert put["deletedRegion"]["endColumn"] - put["deletedRegion"]["startColumn"] == len("Panchir")


@pytest.mark.parametrize("file", [FILE, "../a b/ж.jsonl", "c:d.txt", "bad\udcff.txt"], ids=ascii)
def test_addresses_are_percent_encoded(file: str) -> None:
    uri = written(file)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' #?[]“”"<>:')
    assert unquote(uri, errors="surrogateescape") == file


def test_a_finding_in_a_record_has_no_lines_and_no_fix() -> None:
    *_, named, numbered = written()["runs"][0]["results"]
    for result, name in ((named, "record wire-17.body[1].text"), (numbered, "record 0")):
        [place] = result["locations"]
        assert "region" not in place["physicalLocation"]
        assert place["logicalLocations"] == [{"fullyQualifiedName": name}]
        assert "fixes" not in result


def test_a_run_without_findings_has_an_empty_list() -> None:
    [run] = json.loads(of())["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_the_published_schema_is_kept() -> None:
    """The log is valid, and the schema would have told: a log with a mistake is not."""
    schema = jsonschema.Draft4Validator(json.loads(sarif_schema()))
    log = written()
    assert [error.message for error in schema.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not schema.is_valid(log)
