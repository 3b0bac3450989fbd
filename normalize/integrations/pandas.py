"""pandas: a column of texts in, a frame with the columns text, edits, languages and score out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from normalize.errors import NotText
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.integrations.rows import COLUMNS, SCORE, TEXT, check_columns, table
from normalize.normalizer import Normalizer

with required("pandas", "pandas"):
    import pandas as pd


def normalize_column(
    column: pd.Series[Any],
    normalizer: Normalizer | None = None,
    *,
    columns: Sequence[str] = COLUMNS,
    jobs: int = 1,
    **settings: Any,
) -> pd.DataFrame:
    """Repair a column of texts, and tell what was repaired: a frame with the index of the column.

    ``text`` keeps the type of the column, ``edits`` are lists of dictionaries (offsets ``start`` and ``end`` of the
    original, ``new_start`` and ``new_end`` of the new text, rule, entry, evidence as JSON), ``languages`` lists of
    foreign spans, ``score`` says how far the text reads like machine translation (0..1). ``columns`` chooses among
    them, and takes ``findings`` and ``source_language``, too. Missing values pass: None, NaN and NA stay what they
    are, without edits and score.

    ``jobs`` are worker processes; the result does not depend on them. ``settings`` are those of
    :class:`normalize.Normalizer`. Raises NotText, with the label of the row, for a value that is no text.

    >>> import pandas as pd
    >>> column = pd.Series(["in the Panchir Valley", None], index=["a", "b"], name="body")
    >>> frame = normalize_column(column, glossaries=["afghanistan"])
    >>> frame["text"].tolist(), frame.index.tolist()
    (['in the Panjshir Valley', nan], ['a', 'b'])
    >>> [(edit["start"], edit["text"], edit["replacement"]) for edit in frame.loc["a", "edits"]]
    [(7, 'Panchir', 'Panjshir')]
    """
    if not isinstance(column, pd.Series):
        raise NotText(f"expected a column of texts (pandas.Series), not {type(column).__name__}: frame['body']")
    chosen = check_columns(columns)
    found = normalizer_of(normalizer, settings)
    missing = column.isna()
    values = (None if gone else value for value, gone in zip(column, missing, strict=True))
    made = table(zip(column.index, values, strict=True), found, chosen, jobs)
    frame = pd.DataFrame(index=column.index)
    for name, cells in made.items():
        frame[name] = _as_column(column, name, cells)
    return frame


def _as_column(column: pd.Series[Any], name: str, cells: list[Any]) -> pd.Series[Any]:
    """The cells of a result as a column; a text that was missing is what was missing there."""
    if name == SCORE:
        return pd.Series(cells, index=column.index, dtype="float64")
    if name != TEXT:
        return pd.Series(cells, index=column.index, dtype=object)
    texts = [given if text is None else text for given, text in zip(column, cells, strict=True)]
    kind = column.cat.categories.dtype if isinstance(column.dtype, pd.CategoricalDtype) else column.dtype
    return pd.Series(texts, index=column.index, dtype=kind)
