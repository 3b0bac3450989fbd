"""CSV in which nothing is a formula and nothing is lost."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import PANCHIR, Found, run_of

from normalize.model import Applicability
from normalize.report import spreadsheet
from normalize.report.spreadsheet import defused, lines, plain
from normalize.report.table_rows import rows

FORMULA = re.compile(r"[ \xa0]*[=+\-@＝＋－＠\t\r\n]")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("=+-@'; \t\r\n\"a,", max_size=12)


@given(texts)
def test_what_was_defused_comes_back(text: str) -> None:
    assert plain(defused(text)) == text


@given(texts)
def test_no_cell_is_a_formula_wherever_it_is_cut(text: str) -> None:
    assert not FORMULA.match(defused(text))
    cut = re.split(r"[;\t\r\n]", defused(text))  # as programs do that take a semicolon or a tab for the end of a cell
    assert [cell for cell in cut[1:] if cell and FORMULA.match(cell)] == []


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_reader_of_csv_gets_every_cell(row: list[str]) -> None:
    [read] = csv.reader(io.StringIO("".join(lines([row])), newline=""))
    assert [plain(cell) for cell in read] == [cell.replace("\0", "\ufffd") for cell in row]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\xa0=1", "＝1", '=HYPERLINK("x")', "a;=1", "a\n=1"]
)
def test_formulas_of_every_kind_are_defused(cell: str) -> None:
    assert defused(cell) != cell
    assert plain(defused(cell)) == cell


def test_numbers_stay_numbers_and_lone_surrogates_do_not_stop_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    spreadsheet.write(path, [(-1, 0.5, None, "\udc80\0")])
    assert path.read_bytes() == b"\xef\xbb\xbf-1,0.5,,\xef\xbf\xbd\xef\xbf\xbd\r\n"


def test_every_finding_of_a_run_is_a_row(tmp_path: Path) -> None:
    found = [
        Found("Panchir", "Panjshir", more={"entry": "panjshir"}),
        Found("Fighting", "=cmd|x", "Q215", more={"applicability": Applicability.UNSAFE}),
        Found("valley", None, "W419"),
    ]
    head, *body = rows(run_of(tmp_path, {"a.txt": (PANCHIR, found)}))
    shown = [dict(zip(head, row, strict=True)) for row in body]
    assert [row["status"] for row in shown] == ["made", "proposed", "shown"]
    assert [row["after"] for row in shown] == ["Panjshir", "=cmd|x", None]
    assert "'=cmd|x" in "".join(lines(body))
    assert shown[0]["why"] == "the glossary lists it"
