"""polars: nulls pass, types are fixed, and expressions work lazily, whatever is cut where."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import recipes

from normalize import Normalizer, NotText
from normalize.integrations.polars import normalize_column, normalized

TEXTS = ["in Panchir", None, "", "El puente está cerrado hoy para todos los vehículos de carga.\nThe road is open."]


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("polars", tmp_path, "polars")


def test_nulls_pass(normalizer: Normalizer) -> None:
    frame = normalize_column(pl.Series("body", TEXTS), normalizer)
    assert frame["text"].to_list() == ["in Panjshir", *TEXTS[1:]]
    assert frame["edits"].list.len().to_list() == [1, 0, 0, 0]
    assert frame["languages"].list.eval(pl.element().struct.field("lang")).to_list() == [[], [], [], ["es"]]
    assert frame["score"].is_null().to_list() == [False, True, False, False]


def test_types_do_not_depend_on_what_is_found(normalizer: Normalizer) -> None:
    every = ["text", "edits", "languages", "score", "findings", "source_language"]
    columns = [pl.Series(TEXTS), pl.Series(["calm"]), pl.Series([None]), pl.Series([], dtype=pl.String)]
    schemas = [normalize_column(column, normalizer, columns=every).schema for column in columns]
    assert all(schema == schemas[0] for schema in schemas)
    assert (schemas[0]["text"], schemas[0]["score"]) == (pl.String, pl.Float64)


def test_an_expression_gives_what_a_column_gives(normalizer: Normalizer) -> None:
    frame = pl.DataFrame({"body": TEXTS})
    eager = normalize_column(frame["body"], normalizer)
    lazy = frame.lazy().select(normalized("body", normalizer))
    assert lazy.collect_schema()["body"] == pl.Struct(eager.schema)
    assert lazy.collect().unnest("body").equals(eager)
    assert lazy.collect(engine="streaming").unnest("body").equals(eager)
    assert frame.select(normalized(pl.col("body"), normalizer)).unnest("body").equals(eager)


def test_an_expression_within_groups(normalizer: Normalizer) -> None:
    frame = pl.DataFrame({"day": [1, 2, 1], "body": ["Panchir", "calm", "Pandjchir"]})
    clean = normalized("body", normalizer, columns=["text"]).struct.field("text")
    assert frame.group_by("day", maintain_order=True).agg(clean).rows() == [(1, ["Panjshir"] * 2), (2, ["calm"])]


def test_processes_change_nothing(normalizer: Normalizer) -> None:
    column = pl.Series([f"day {i} in Panchir" if i % 3 else None for i in range(40)])
    assert normalize_column(column, normalizer, jobs=2).equals(normalize_column(column, normalizer))


def test_a_column_of_numbers_is_refused(normalizer: Normalizer) -> None:
    with pytest.raises(NotText, match=r"the column 'year' is Int64, not text: name another, or \.cast\(pl\.String\)"):
        normalize_column(pl.Series("year", [2021]), normalizer)
    with pytest.raises(NotText, match=r"a column of texts \(polars.Series\), not DataFrame: frame\['body'\]"):
        normalize_column(pl.DataFrame({"body": ["a"]}), normalizer)
