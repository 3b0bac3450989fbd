"""polars: a column of texts in, a frame or a struct with the fields text, edits, languages and score out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from normalize.errors import NotText
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.integrations.rows import COLUMNS, TYPES, check_columns, table
from normalize.normalizer import Normalizer

with required("polars", "polars"):
    import polars as pl


def normalize_column(
    column: pl.Series,
    normalizer: Normalizer | None = None,
    *,
    columns: Sequence[str] = COLUMNS,
    jobs: int = 1,
    **settings: Any,
) -> pl.DataFrame:
    """Repair a column of texts, and tell what was repaired: a frame of as many rows, in their order.

    ``text`` is the new text, ``edits`` a list of structs (offsets ``start`` and ``end`` of the original, ``new_start``
    and ``new_end`` of the new text in characters, rule, entry, evidence as JSON), ``languages`` a list of foreign
    spans, ``score`` says how far the text reads like machine translation (0..1). ``columns`` chooses among them, and
    takes ``findings`` and ``source_language``, too. Nulls pass: text and score stay null.

    ``jobs`` are worker processes; the result does not depend on them. ``settings`` are those of
    :class:`normalize.Normalizer`. Raises NotText for a column that is not one of texts.

    >>> import polars as pl
    >>> frame = normalize_column(pl.Series("body", ["in the Panchir Valley", None]), glossaries=["afghanistan"])
    >>> frame["text"].to_list(), frame["edits"].list.len().to_list()
    (['in the Panjshir Valley', None], [1, 0])
    """
    if not isinstance(column, pl.Series):
        raise NotText(f"expected a column of texts (polars.Series), not {type(column).__name__}: frame['body']")
    chosen = check_columns(columns)
    return _frame(column, normalizer_of(normalizer, settings), chosen, jobs)


def normalized(
    column: pl.Expr | str,
    normalizer: Normalizer | None = None,
    *,
    columns: Sequence[str] = COLUMNS,
    **settings: Any,
) -> pl.Expr:
    """The same as an expression: a struct for each row, also in lazy frames and streams. It keeps the column's name.

    >>> import polars as pl
    >>> lazy = pl.LazyFrame({"id": [1, 2], "body": ["in the Panchir Valley", None]})
    >>> made = normalized("body", columns=["text"], glossaries=["afghanistan"])
    >>> lazy.with_columns(made.alias("clean")).unnest("clean").collect().row(0)
    (1, 'in the Panchir Valley', 'in the Panjshir Valley')
    """
    chosen = check_columns(columns)
    work = partial(_structs, normalizer=normalizer_of(normalizer, settings), columns=chosen)
    expression = pl.col(column) if isinstance(column, str) else column
    # Each text is decided by itself, so that a stream may be cut anywhere.
    return expression.map_batches(work, return_dtype=pl.Struct(_schema(chosen)), is_elementwise=True)


def _structs(column: pl.Series, normalizer: Normalizer, columns: Sequence[str]) -> pl.Series:
    return _frame(column, normalizer, columns, jobs=1).to_struct(column.name)


def _frame(column: pl.Series, normalizer: Normalizer, columns: Sequence[str], jobs: int) -> pl.DataFrame:
    if column.dtype not in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        raise NotText(f"the column {column.name!r} is {column.dtype}, not text: name another, or .cast(pl.String)")
    return pl.DataFrame(table(enumerate(column.to_list()), normalizer, columns, jobs), schema=_schema(columns))


_POLARS: Mapping[type, pl.DataType] = {str: pl.String(), int: pl.Int64(), float: pl.Float64()}


def _schema(columns: Sequence[str]) -> dict[str, pl.DataType]:
    """The types of the columns: they do not depend on what was found."""
    return {name: _type(TYPES[name]) for name in columns}


def _type(kind: type | Mapping[str, type]) -> pl.DataType:
    if isinstance(kind, Mapping):
        return pl.List(pl.Struct({key: _POLARS[value] for key, value in kind.items()}))
    return _POLARS[kind]
