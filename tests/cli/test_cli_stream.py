"""`fix -` and `check -` through the program: records in, the same records out, clean."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from cli_support import clean_environment

RECORD = b'{"id":"Panchir","body":"the Panchir Valley"}\n'


def test_only_the_text_field_changes(cli, glossary, tmp_path):
    done = cli("fix", "-", "-g", glossary, "--text-field", "body", cwd=tmp_path, stdin=RECORD)
    assert (done.status, done.out) == (0, b'{"id":"Panchir","body":"the Panjshir Valley"}\n')
    assert "JSON lines" in done.err


def test_json_lines_are_told_by_the_first_line(call, glossary, tmp_path):
    data = b'\n{"id": "Panchir", "text": "caf\\u00e9 in the Panchir Valley"}\n'
    done = call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=data)
    assert done.out == b'\n{"id": "Panchir", "text": "caf\\u00e9 in the Panjshir Valley"}\n'
    text = b"{A note.}\nThe Panchir Valley is quiet today.\n"
    done = call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=text)
    assert (done.out, done.err) == (text.replace(b"Panchir", b"Panjshir"), "")


def test_json_over_several_lines_is_refused(call, glossary, tmp_path):
    data = json.dumps({"text": "the Panchir Valley"}, indent=1).encode()
    done = call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=data)
    assert (done.status, done.out) == (2, b"")
    assert "one JSON value over several lines" in done.err


def test_a_bad_record_passes_and_makes_the_status_2(call, glossary, tmp_path):
    data = RECORD + b"no record\n" + RECORD
    done = call("fix", "-", "-g", glossary, "--text-field", "body", cwd=tmp_path, stdin=data)
    assert (done.status, done.out) == (2, data.replace(b"the Panchir", b"the Panjshir"))
    assert "standard input, line 2: not a JSON record" in done.err
    strict = call("fix", "-", "-g", glossary, "--text-field", "body", "--strict", cwd=tmp_path, stdin=data)
    assert (strict.status, strict.out.count(b"\n")) == (2, 2)


def test_lines_that_are_no_objects_pass_and_are_told(call, glossary, tmp_path):
    data = b'[1, 2]\n"x"\n' + RECORD
    done = call("fix", "-", "-g", glossary, "--format", "jsonl", "--text-field", "body", cwd=tmp_path, stdin=data)
    assert (done.status, done.out) == (2, data.replace(b"the Panchir", b"the Panjshir"))
    assert [line for line in done.err.splitlines() if "not a JSON record" in line] == [
        f"error: standard input, line {n}: not a JSON record: Expecting an object at column 1" for n in (1, 2)
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_records_without_the_field_pass_and_that_is_told_at_the_end(call, glossary, tmp_path, jobs):
    data = b'{"a": 1}\n{"a": 2}\n'
    done = call("fix", "-", "-g", glossary, "--text-field", "t", "-j", jobs, cwd=tmp_path, stdin=data)
    assert (done.status, done.out) == (2, data)
    assert "no record has the field 't'" in done.err


def test_findings_carry_the_id_of_their_record(call, glossary, tmp_path):
    data = b'{"uid": "a-1", "body": "the Panchir Valley"}\n'
    flags = ("-g", glossary, "--text-field", "body", "--id-field", "uid")
    (tmp_path / "a.jsonl").write_bytes(data)
    done = call("check", "a.jsonl", *flags, "--output-format", "jsonl", cwd=tmp_path)
    assert json.loads(done.out)["record_id"] == "a-1"
    assert call("fix", "-", *flags, "--findings", "f.jsonl", cwd=tmp_path, stdin=data).status == 0
    assert json.loads((tmp_path / "f.jsonl").read_bytes())["record_id"] == "a-1"
    assert call("fix", "a.jsonl", *flags, "--out", "o", cwd=tmp_path).status == 0
    [found] = (tmp_path / "o").glob(".normalize/*/findings.jsonl")
    assert json.loads(found.read_bytes())["record_id"] == "a-1"


def test_with_rolling_what_came_before_is_evidence(call, glossary, tmp_path):
    records = [{"text": "The anti-Taliban camp. An anti-Taliban song."}, {"text": "An anti-Italiban fighter."}]
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    assert call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=data).out == data
    for jobs in "12":
        done = call("fix", "-", "-g", glossary, "--rolling", "-j", jobs, cwd=tmp_path, stdin=data)
        assert done.out == data.replace(b"Italiban", b"Taliban")
    found = call("check", "-", "-g", glossary, "--rolling", "--output-format", "concise", cwd=tmp_path, stdin=data)
    assert "-#1.text:1:4: Q201" in found.text


def test_rows(call, glossary, tmp_path):
    data = b'id,title,body\r\n1,The Panchir Valley,"Panchir,\nagain"\r\n'
    flags = ("-g", glossary, "--format", "csv", "--text-field", "title,body")
    assert call("fix", "-", *flags, cwd=tmp_path, stdin=data).out == data.replace(b"Panchir", b"Panjshir")


def test_findings_beside_the_stream(call, glossary, tmp_path):
    flags = ("-g", glossary, "--text-field", "body", "--findings", "found.jsonl")
    assert call("fix", "-", *flags, cwd=tmp_path, stdin=RECORD).status == 0
    [line] = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text().splitlines()]
    assert (line["path"], line["record"], line["field"], line["text"]) == ("-", 0, "body", "Panchir")


def test_check_shows_the_findings_of_a_stream(call, glossary, tmp_path):
    data = b'{"key": "n-7", "body": "A quiet day."}\n{"key": "n-8", "body": "The Panchir Valley."}\n'
    flags = ("-g", glossary, "--text-field", "body", "--id-field", "key")
    done = call("check", "-", *flags, "--output-format", "concise", cwd=tmp_path, stdin=data)
    assert (done.status, done.out.decode()) == (1, "-#n-8.body:1:5: N301 [safe] 'Panchir' → 'Panjshir' (ad4a773b)\n")
    text = call("check", "-", "-g", glossary, "--output-format", "jsonl", cwd=tmp_path, stdin=b"The Panchir Valley")
    assert json.loads(text.out)["record"] is None


def test_check_reads_several_fields_of_files(call, glossary, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"title": "FNR says so", "text": "National Resistance Front (NRF)"}\n')
    done = call("fix", "a.jsonl", "-o", "o", "-g", glossary, "--text-field", "title,text", cwd=tmp_path)
    assert (
        tmp_path / "o/a.jsonl"
    ).read_bytes() == b'{"title": "NRF says so", "text": "National Resistance Front (NRF)"}\n'
    assert call("undo", "o", cwd=tmp_path).status == 0
    assert (tmp_path / "o/a.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
    assert done.status == 0


def test_a_bad_record_of_a_file_loses_nothing(call, glossary, tmp_path):
    data = RECORD + b"{\n" + RECORD
    (tmp_path / "a.jsonl").write_bytes(data)
    flags = ("-g", glossary, "--text-field", "body")
    done = call("fix", "a.jsonl", "-o", "o", *flags, cwd=tmp_path)
    assert done.status == 2
    assert "a.jsonl, line 2: not a JSON record" in done.err
    assert (tmp_path / "o/a.jsonl").read_bytes() == data.replace(b"the Panchir", b"the Panjshir")


def test_record_files_without_the_field_are_told_once(call, glossary, tmp_path):
    for name in "abcdefg":
        (tmp_path / f"{name}.jsonl").write_bytes(RECORD)
    done = call("check", ".", "-g", glossary, cwd=tmp_path)
    assert done.err.count("without a text in the field") == 1
    assert (
        "7 record files without a text in the field 'text' skipped: a.jsonl, b.jsonl, c.jsonl, d.jsonl, e.jsonl, …"
        in done.err
    )


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("fix", "a.txt", "-o", "o", "--format", "jsonl"), "--format is for standard input"),
        (("fix", "a.txt", "-o", "o", "--findings", "f"), "--findings is for standard input"),
        (("check", "a.txt", "--strict"), "--strict is for standard input"),
        (("check", "a.txt", "--rolling"), "--rolling is for standard input"),
        (("check", "-", "a.txt"), "goes with no other path"),
        (("fix", "-", "-o", "o"), "writes to standard output"),
        (("fix", "-", "--text-field", "a..b"), "--text-field: 'a..b' is no path to a field"),
    ],
)
def test_flags_that_do_not_go_together(call, tmp_path, flags, message):
    (tmp_path / "a.txt").write_bytes(b"a")
    done = call(*flags, "-g", "none", cwd=tmp_path, stdin=b"")
    assert done.status == 2
    assert message in done.err


def test_each_record_is_answered_while_the_stream_is_open(glossary, tmp_path):
    command = [sys.executable, "-m", "normalize", "fix", "-", "-g", str(glossary), "--text-field", "body"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=clean_environment(None),
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for _ in range(3):
            running.stdin.write(RECORD)
            running.stdin.flush()
            assert running.stdout.readline() == RECORD.replace(b"the Panchir", b"the Panjshir")
        running.stdin.close()
        assert running.wait(60) == 0


def test_each_name_is_matched_while_the_stream_is_open(glossary, tmp_path):
    command = [sys.executable, "-m", "normalize", "match", "-g", str(glossary)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=tmp_path, env=clean_environment(None), **pipes) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for _ in range(2):
            running.stdin.write(b"Panchir\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["entry"] == "panjshir"
        running.stdin.close()
        assert running.wait(60) == 0


def test_foreign_text_that_stays_is_told_once(call, glossary, tmp_path):
    line = "Der Präsident der Regierung kündigte neue wirtschaftliche Maßnahmen für die Region an.\n\n"
    data = (line + "The talks went on in Kabul on Monday.\n").encode()
    done = call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=data)
    assert done.out == data
    assert done.err.count("1 foreign span not translated (1 de)") == 1
    assert "normalize models install de en" in done.err
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(data)
    folder = call("fix", "a.txt", "b.txt", "-o", "o", "-g", glossary, cwd=tmp_path)
    assert "2 foreign spans not translated (2 de)" in folder.err
