"""What the csv module of Python cannot read, in words."""

from __future__ import annotations

import csv


def of_table(error: csv.Error) -> str:
    """What is wrong with a table; of a cell that is too long also what is mostly behind it.

    >>> of_table(csv.Error("unexpected end of data"))
    'a quotation mark opens a cell and is never closed: all behind it would be one cell'
    """
    text = str(error)
    if "field larger than" in text:
        return f"a cell of more than {csv.field_size_limit():,} characters; is a quotation mark never closed?"
    if "end of data" in text:
        return "a quotation mark opens a cell and is never closed: all behind it would be one cell"
    if "expected after" in text:
        return (
            "something stands behind the quotation mark that closes a cell: one inside such a cell is written twice, "
            "and no blank follows on the last"
        )
    return f"CSV syntax error: {text}"
