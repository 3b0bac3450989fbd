"""Rows for a spreadsheet: CSV in which no cell is taken for a formula.

A cell that begins with ``=``, ``+``, ``-``, ``@``, their full-width forms, a tab or a line end is a formula to Excel,
LibreOffice and Google Sheets (OWASP, "CSV Injection"). Such a beginning gets an apostrophe in front, also behind what
some settings take for the end of a cell or row: a semicolon, a tab, a line end. Apostrophes at these places are
doubled, so that :func:`plain` gives every text back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from normalize.io.atomic import replacing

# Where a cell may begin, with the blanks that some programs take off first; then what makes it a formula.
_BEGINS = r"((?:\A|[;\t\r\n])[ \xa0]*)"
_FORMULA = re.compile(_BEGINS + r"(?=[=+\-@＝＋－＠\t\r\n'])")
_DEFUSED = re.compile(_BEGINS + "'")
_BOM = b"\xef\xbb\xbf"  # without it Excel reads UTF-8 as the code page of the machine


def defused(cell: str) -> str:
    """A text as a spreadsheet shows it and never works it out.

    >>> defused("=HYPERLINK(A1)"), defused("a;+1"), defused("Panjshir"), defused("'tis")
    ("'=HYPERLINK(A1)", "a;'+1", 'Panjshir', "''tis")
    """
    return _FORMULA.sub(r"\1'", cell)


def plain(cell: str) -> str:
    """The text that :func:`defused` was given.

    >>> plain(defused("-1")), plain(defused("'tis; 'twas")), plain("Panjshir")
    ('-1', "'tis; 'twas", 'Panjshir')
    """
    return _DEFUSED.sub(r"\1", cell)


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as lines of CSV (RFC 4180): texts are defused, numbers are numbers, None is an empty cell.

    NUL and lone surrogates, which no spreadsheet reads, become U+FFFD.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    return defused(re.sub("[\0\ud800-\udfff]", "\ufffd", value))


def write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write rows to a file as they come; it is there when it is whole. Raises OutputError."""
    with replacing(path) as out:
        out.write(_BOM)
        for line in lines(rows):
            out.write(line.encode("utf-8"))
