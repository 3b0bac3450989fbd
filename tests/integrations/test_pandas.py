"""pandas: the index and the type of the column stay, what is missing passes, and nothing depends on the processes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import recipes

from normalize import ConfigError, Normalizer, NotText
from normalize.integrations.pandas import normalize_column


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("pandas", tmp_path, "pandas")


def test_missing_values_stay_what_they_are(normalizer: Normalizer) -> None:
    column = pd.Series(["in Panchir", None, np.nan, pd.NA, ""], index=[7, 7, 3, 2, 1], dtype=object)
    frame = normalize_column(column, normalizer)
    assert frame.index.tolist() == [7, 7, 3, 2, 1]
    assert frame["text"].iloc[0] == "in Panjshir"
    assert frame["text"].iloc[1] is None
    assert np.isnan(frame["text"].iloc[2])
    assert frame["text"].iloc[3] is pd.NA
    assert frame["text"].iloc[4] == ""
    assert frame["edits"].map(len).tolist() == [1, 0, 0, 0, 0]
    assert frame["score"].isna().tolist() == [False, True, True, True, False]


@pytest.mark.parametrize("dtype", ["str", "string", object])
def test_the_text_has_the_type_of_the_column(normalizer: Normalizer, dtype: object) -> None:
    column = pd.Series(["in Panchir", None], dtype=dtype)
    assert normalize_column(column, normalizer, columns=["text"])["text"].dtype == column.dtype


def test_categories_may_fall_together(normalizer: Normalizer) -> None:
    column = pd.Series(["Panchir", "Panjshir", "Panchir"], dtype="category")
    assert normalize_column(column, normalizer)["text"].tolist() == ["Panjshir"] * 3


def test_an_empty_column_has_the_same_columns(normalizer: Normalizer) -> None:
    frame = normalize_column(pd.Series([], dtype="str"), normalizer)
    assert (frame.shape, frame["score"].dtype) == ((0, 4), np.dtype("float64"))


def test_offsets_lead_into_both_texts(normalizer: Normalizer) -> None:
    column = pd.Series(["𝒳 in Pan\u00adchir; Panjshir, Pandjchir."])
    frame = normalize_column(column, normalizer, columns=["text", "edits"])
    given, made = column[0], frame.loc[0, "text"]
    assert made == "𝒳 in Panjshir; Panjshir, Panjshir."
    for edit in frame.loc[0, "edits"]:
        assert given[edit["start"] : edit["end"]] == edit["text"]
        assert made[edit["new_start"] : edit["new_end"]] == edit["replacement"]


def test_processes_change_nothing(normalizer: Normalizer) -> None:
    column = pd.Series([f"day {i} in Panchir" if i % 3 else None for i in range(40)])
    alone = normalize_column(column, normalizer)
    assert normalize_column(column, normalizer, jobs=2).equals(alone)


def test_a_number_is_named_by_its_row(normalizer: Normalizer) -> None:
    with pytest.raises(NotText, match=r"^row 'b': expected a text or a missing value, not 5: "):
        normalize_column(pd.Series(["a", 5], index=["a", "b"], dtype=object), normalizer)


def test_what_does_not_fit_is_refused(normalizer: Normalizer) -> None:
    column = pd.Series(["a"])
    with pytest.raises(NotText, match=r"a column of texts \(pandas.Series\), not DataFrame: frame\['body'\]"):
        normalize_column(column.to_frame(), normalizer)
    with pytest.raises(ConfigError, match="there is no column 'edit': choose among text, edits"):
        normalize_column(column, normalizer, columns=["text", "edit"])
    with pytest.raises(ConfigError, match=r"a normalizer or settings of one \(unsafe\), not both"):
        normalize_column(column, normalizer, unsafe=True)
    with pytest.raises(ConfigError, match="Normalizer has no setting 'glossary'"):
        normalize_column(column, glossary="afghanistan")
