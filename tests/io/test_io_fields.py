"""Several fields of a record, and fields inside of fields: only they change."""

from __future__ import annotations

import pytest

from normalize.errors import ConfigError, MissingField
from normalize.io import Fields, records, rewrite

T_B = b'{"body": "b", "id": "b", "title": "t"}\n'
NESTED = b'{"article": {"id": "b", "body": "b"}}'
PARTS = b'{"n": "n", "p": [{"t": "a"}, {"u": "b"}]}'
LISTS = b'{"p": [["a"], [], ["b", "c"]]}'
TWICE = b'{"a": {"t": "x"}, "a": {"t": "y"}}'


@pytest.mark.parametrize(
    ("names", "before", "changes", "found"),
    [
        (("title", "body"), T_B, {b'y": "b"': b'y": "B"', b'"t"': b'"T"'}, ["title", "body"]),
        (("article.body",), NESTED, {b'y": "b"': b'y": "B"'}, ["article.body"]),
        (("article.body",), b'{"article.body": "b"}', {b'"b"': b'"B"'}, ["article.body"]),
        (("p[]",), b'{"p": ["a", 1, ["x"], "b"]}', {b'"a"': b'"A"', b'"b"': b'"B"'}, ["p[0]", "p[3]"]),
        (("p[].t", "n"), PARTS, {b'"a"': b'"A"', b': "n"': b': "N"'}, ["p[0].t", "n"]),
        (("p[][]",), LISTS, {b'"a"': b'"A"', b'"b", "c"': b'"B", "C"'}, ["p[0][0]", "p[2][0]", "p[2][1]"]),
        (("t",), b'{"t": null, "u": {"t": "a"}}', {}, []),
        (("a.t",), TWICE, {b'"y"': b'"Y"'}, ["a.t"]),
        (("t", "t"), b'{"t": "\\u00e9t"}', {b'"\\u00e9t"': b'"\\u00c9T"'}, ["t"]),
    ],
)
def test_only_the_fields_change(names, before, changes, found, make, target):
    ref = make("a.jsonl", before)
    fields = Fields(names)
    assert [unit.field for record in records(ref, fields=fields) for unit in record] == found
    rewrite(ref, target, lambda units: [unit.text.upper() for unit in units], fields=fields)
    after = before
    for old, new in changes.items():
        after = after.replace(old, new)
    assert target.read_bytes() == after


@pytest.mark.parametrize(
    ("row", "after"),
    [
        (b"1,t,b,z\n", b"1,T,B,z\n"),
        (b'1,t,"b, ""c""",z\n', b'1,T,"B, ""C""",z\n'),
        (b"1,t\n", b"1,T\n"),
        (b"1\n", b"1\n"),
        (b"1,t,b,z,more,\n", b"1,T,B,z,more,\n"),
        (b"\r\n1,,b\r\n", b"\r\n1,,B\r\n"),
    ],
)
def test_only_the_columns_change(row, after, make, target):
    ref = make("a.csv", b"id,title,body,z\n" + row)
    fields = Fields(("body", "title"), "id")
    rewrite(ref, target, lambda units: [unit.text.upper() for unit in units], fields=fields)
    assert target.read_bytes() == b"id,title,body,z\n" + after
    assert {unit.id for record in records(ref, fields=fields) for unit in record} <= {"1"}


def test_a_column_that_is_missing_is_left_out(make):
    fields = Fields(("lead", "text"))
    assert [u.field for r in records(make("a.csv", b"text\nb\n"), fields=fields) for u in r] == ["text"]
    with pytest.raises(MissingField, match="there are no columns 'lead', 'text'; columns seen: 'body'"):
        list(records(make("b.csv", b"body\nb\n"), fields=fields))


def test_a_bad_record_loses_nothing(make, target):
    ref = make("a.jsonl", b'{"text": "a"}\n{"text": \n{"text": "b"}\n')
    problems: list[str] = []
    rewrite(ref, target, lambda units: [unit.text.upper() for unit in units], broken=problems.append)
    assert target.read_bytes() == b'{"text": "A"}\n{"text": \n{"text": "B"}\n'
    assert [problem.partition(": ")[2] for problem in problems] == ["not a JSON record: Expecting value at column 10"]


def test_a_quotation_mark_that_is_never_closed_loses_its_line_alone(make, target):
    ref = make("a.csv", b'text\na\n"b\nc\n')
    problems: list[str] = []
    rewrite(ref, target, lambda units: [unit.text.upper() for unit in units], broken=problems.append)
    assert target.read_bytes() == b'text\nA\n"b\nC\n'
    assert problems[0].endswith("line 3: a quotation mark opens a field here and none closes it")


@pytest.mark.parametrize("names", [("",), ("a..b",), ("[]",), (".a",), ()])
def test_what_is_no_path(names):
    with pytest.raises(ConfigError):
        Fields(names)


def test_the_id_is_no_text():
    with pytest.raises(ConfigError, match="cannot be both the id and a text"):
        Fields(("id",), "id")
