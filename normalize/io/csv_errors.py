"""What the csv module of Python cannot read, in words."""

from __future__ import annotations

import csv


def of_table(error: csv.Error) -> str:
    """What is wrong with a table; of a cell that is too long also what is mostly behind it.

    >>> of_table(csv.Error("unexpected end of data"))
    'CSV syntax error: unexpected end of data'
    """
    if "field larger than" not in str(error):
        return f"CSV syntax error: {error}"
    return f"a cell of more than {csv.field_size_limit():,} characters; is a quotation mark never closed?"
