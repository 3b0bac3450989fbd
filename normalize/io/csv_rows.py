"""Rows and fields of separated text by their place, with the rules of Python's `csv` module.

A field that starts with a quotation mark ends at the next one that is not doubled; anywhere else in a field the mark
means itself. Rows end at CRLF, LF or CR outside quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.text.pattern import pattern

_QUOTED = pattern(r'"([^"]*+(?:""[^"]*+)*+)"')
_OPEN = pattern(r'[^"]*+(?:""[^"]*+)*+')  # the inside of a field in quotes
_ROW_END = r"(?P<end>\r\n|\r|\n|\Z)"
LINE_END = pattern(r"\r\n|\r|\n")


class UnclosedQuoteError(ValueError):
    """A quotation mark opens a field and nothing closes it; `line` is the 1-based line of the mark."""

    def __init__(self, line: int) -> None:
        """Remember the line."""
        super().__init__("a quotation mark opens a field here and none closes it")
        self.line = line


def is_open(text: str) -> bool:
    r"""Whether a field in quotes goes on to the end of a text that begins inside it.

    >>> is_open('the rest, a ""word""\n'), is_open('the rest",x\n')
    (True, False)
    """
    found = _OPEN.match(text)
    return found is not None and found.end() == len(text)


def _field(delimiter: str, *, closed: bool = False) -> str:
    """A field; ``closed`` is one behind whose closing mark nothing but blanks stands."""
    rest = f"[^{re.escape(delimiter)}\r\n]*+"
    behind = " *+" if closed else rest
    return f'(?:"[^"]*+(?:""[^"]*+)*+"{behind}|(?!"){rest})'


def closed_pattern(delimiter: str) -> re.Pattern[str]:
    """Return a pattern that matches one row in which every field in quotes ends at its closing mark.

    >>> rows = '1,"a ""b"" c",d', '1,"a" b,c', '1,a "b",c', '1,"a" ,c'
    >>> [bool(closed_pattern(",").match(row)) for row in rows]
    [True, False, True, True]
    """
    field = _field(delimiter, closed=True)
    return re.compile(f"(?:{field}{re.escape(delimiter)})*+{field}{_ROW_END}")


def row_pattern(delimiter: str, columns: Sequence[int]) -> re.Pattern[str]:
    """Return a pattern that matches one row; its groups `field0`, … are the given 0-based columns, which rise.

    A shorter row has None for those that it does not reach.

    >>> row = row_pattern(",", [0, 1]).match('1,"a, b",x\\n')
    >>> row["field0"], row["field1"], row["end"]
    ('1', '"a, b"', '\\n')
    """
    field, mark = _field(delimiter), re.escape(delimiter)
    row = f"(?:{mark}{field})*+"
    for number, column in reversed(list(enumerate(columns))):
        skipped = column - (columns[number - 1] + 1 if number else 0)
        found = f"(?P<field{number}>{field}){row}"
        if number:
            row = f"(?:(?:{mark}{field}){{{skipped}}}{mark}{found}|(?:{mark}{field})*+)"
        else:
            row = f"(?:(?:{field}{mark}){{{skipped}}}{found}|{field}(?:{mark}{field})*+)"
    return re.compile(f"{row}{_ROW_END}")


def split_row(text: str, position: int, delimiter: str) -> tuple[list[str], int]:
    r"""Return the values of the row that starts at an offset, and the offset of the next row.

    Raises UnclosedQuoteError.

    >>> split_row('id,"the ""text"" here"\r\n1,x', 0, ",")
    (['id', 'the "text" here'], 24)
    """
    pattern = re.compile(f"(?P<field>{_field(delimiter)})(?:(?P<more>{re.escape(delimiter)})|{_ROW_END})")
    values = []
    more: str | None = delimiter
    while more:
        match = pattern.match(text, position)
        if match is None:
            raise unclosed_quote(text, position, delimiter)
        values.append(value_of(match["field"]))
        position, more = match.end(), match["more"]
    return values, position


def unclosed_quote(text: str, position: int, delimiter: str) -> UnclosedQuoteError:
    """Return the error for a row (or the rest of one) that no pattern matches; nothing else can be the cause."""
    complete = re.compile(f"(?:{_field(delimiter)}{re.escape(delimiter)})*+").match(text, position)
    return UnclosedQuoteError(line_number(text, complete.end() if complete else position))


def value_of(raw: str) -> str:
    """Return the value of a field as written.

    >>> value_of('"say ""no"" now"'), value_of('say "no" now'), value_of('"no" ')
    ('say "no" now', 'say "no" now', 'no')
    """
    quoted = _QUOTED.match(raw)
    return quoted[1].replace('""', '"') + raw[quoted.end() :].rstrip(" ") if quoted else raw


def written_like(old: str, value: str, delimiter: str, *, alone: bool) -> str:
    """Return a value as a field, in quotes if the old field was or if it needs them; `alone`: the row's only field.

    >>> written_like('"a"', "b", ",", alone=False), written_like("a", "b, c", ",", alone=False)
    ('"b"', '"b, c"')
    >>> written_like("a", "", ",", alone=True)  # else the row would be blank
    '""'
    """
    special = any(char in value for char in (delimiter, "\r", "\n")) or value.startswith('"')
    new_mark = '"' in value and '"' not in old
    if old.startswith('"') or special or new_mark or (alone and not value):
        blanks = old[len(old.rstrip(" ")) :] if old.startswith('"') else ""  # behind the closing mark
        return '"' + value.replace('"', '""') + '"' + blanks
    return value


def line_number(text: str, position: int) -> int:
    r"""Return the 1-based line of an offset, lines ending at CRLF, LF or CR.

    >>> line_number("a\r\nb\nc", 5)
    3
    """
    return 1 + sum(1 for _ in LINE_END.finditer(text, 0, position))
