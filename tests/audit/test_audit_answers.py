"""Verdicts: kept beside the run, taken from files of several forms, compared between people."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from runs import PANCHIR, Found, run_of

from normalize.audit import Answer, By, Judged, draw, kappa
from normalize.audit.agreement import agreements
from normalize.audit.answers import Drawing, append, read
from normalize.audit.sheets import answers, rows
from normalize.errors import InputError
from normalize.report.spreadsheet import lines
from normalize.run.journal import AUDIT, Run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return run_of(tmp_path, {"a.txt": (f"{PANCHIR}\n=A quiet day.", [Found("Panchir", "Panjshir")])})


def test_verdicts_come_back_the_latest_of_each_person(run: Run) -> None:
    one, other = Drawing(), Drawing(20, By.FOLDER, 3)
    append(run, one, [Judged("a", Answer.WRONG, who="Ana"), Judged("a", Answer.RIGHT, who="Ben")])
    append(run, other, [Judged("b", Answer.UNSURE)])
    append(run, one, [Judged("a", Answer.RIGHT, True, who="Ana")])
    kept = read(run)
    assert kept.of[one] == [Judged("a", Answer.RIGHT, who="Ben"), Judged("a", Answer.RIGHT, True, who="Ana")]
    assert kept.latest == (one, kept.of[one])
    assert kept.of[other] == [Judged("b", Answer.UNSURE)]


def test_a_damaged_file_is_told_with_its_line(run: Run) -> None:
    append(run, Drawing(), [Judged("a", Answer.WRONG)])
    with (run.folder / AUDIT).open("ab") as stream:
        stream.write(b'{"id":"a","verdict":"maybe","sample":{"size":1,"by":"rule","seed":0}}\n')
    assert read(run).of == {Drawing(): [Judged("a", Answer.WRONG)]}
    assert [told.rpartition("/")[2] for told in run.damage.sentences()] == [
        "audit.jsonl:2: the journal is damaged: 'verdict' must be right, wrong, unsure"
    ]


def test_people_who_judge_at_once_lose_nothing(run: Run) -> None:
    people = [str(number) for number in range(4)]

    def judge(who: str) -> None:
        for item in range(25):
            append(run, Drawing(), [Judged(str(item), Answer.RIGHT, who=who)])

    with ThreadPoolExecutor(len(people)) as at_once:
        list(at_once.map(judge, people))
    assert {(one.id, one.who) for one in read(run).of[Drawing()]} == {
        (str(i), who) for i in range(25) for who in people
    }


def test_a_line_that_a_crash_cut_off_counts_as_not_written(run: Run) -> None:
    append(run, Drawing(), [Judged("a", Answer.WRONG)])
    path = run.folder / AUDIT
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:20])
    assert read(run).of[Drawing()] == [Judged("a", Answer.WRONG)]
    append(run, Drawing(), [Judged("b", Answer.RIGHT)])
    assert [one.id for one in read(run).of[Drawing()]] == ["a", "b"]


def test_a_sheet_shows_which_of_two_places_is_asked_about(tmp_path: Path) -> None:
    text = "Panchir is far. Panchir is cold."
    run = run_of(tmp_path, {"a.txt": (text, [Found("Panchir", "Panjshir"), Found("Panchir", "Panjshir", nth=1)])})
    _, *sheet = rows(draw(run).items)
    told = {(row[4], row[5]) for row in sheet if row[2]}
    assert told == {
        (">>[-Panchir-]{+Panjshir+}<< is far. [-Panchir-]{+Panjshir+} is cold.", "a.txt, line 1, column 1"),
        ("[-Panchir-]{+Panjshir+} is far. >>[-Panchir-]{+Panjshir+}<< is cold.", "a.txt, line 1, column 17"),
    }


def filled(run: Run, delimiter: str = ",") -> bytes:
    """A sheet as it comes back from a spreadsheet: every second row answered."""
    text = "".join(lines(rows(draw(run).items)))
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    for number, row in enumerate(table):
        row["verdict"], row["missed"] = ("Right", "yes") if number % 2 == 0 else ("", "")
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, table[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_sheet_goes_to_a_colleague_and_comes_back(run: Run, delimiter: str) -> None:
    items = draw(run).items
    found = answers(filled(run, delimiter), "s.csv", items, "Ana")
    assert found == [Judged(items[0].id, Answer.RIGHT, True, "Ana")]


def test_answers_are_also_words_and_json(run: Run) -> None:
    first, second = (item.id for item in draw(run).items)
    assert answers(f"{first} w\n\n{second} Right missed\n".encode(), "a.txt", draw(run).items) == [
        Judged(first, Answer.WRONG),
        Judged(second, Answer.RIGHT, True),
    ]
    data = f'{{"id":"{first}","verdict":"unsure","who":"Ben"}}\n'.encode()
    assert answers(data, "a.jsonl", draw(run).items, "Ana") == [Judged(first, Answer.UNSURE, who="Ben")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ID right\n{} perhaps", "a.txt: line 2: 'perhaps' is no verdict: write an id and right, wrong or unsure"),
        ("{} right maybe", "a.txt: line 1: 'maybe' does not say whether damage was missed: write an id"),
        ("{}", "a.txt: line 1: write an id"),
        ("123 right", "a.txt: line 1: '123' is not in this sample; give --sample, --by and --seed as drawn"),
        ('{{"id": 1', "a.txt: line 1: write an id"),
        ('item,verdict,missed\nitem {0},,\nitem {0},"right,no' + "\n" * 200_000, "a.txt: line 3: a cell of more than"),
        ("item,verdict\nitem {},good", "a.txt: line 2: 'good' is no verdict: write an id"),
    ],
)
def test_bad_answers_are_told_with_their_line(run: Run, text: str, message: str) -> None:
    items = draw(run).items
    data = text.replace("ID", items[0].id).format(items[0].id).encode()
    with pytest.raises(InputError) as raised:
        answers(data, "a.txt", items)
    assert str(raised.value).startswith(message)


def test_answers_in_another_encoding_are_told(run: Run) -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        answers("é".encode("latin-1"), "a.txt", draw(run).items)


def test_agreement_is_beyond_chance() -> None:
    """The example of J. L. Fleiss, "Statistical Methods for Rates and Proportions": kappa of a table of 100."""
    cells = {("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4, ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1, ("o", "o"): 10}
    assert kappa(pair for pair, n in cells.items() for _ in range(n)) == pytest.approx(0.68, abs=0.005)
    assert kappa([("right", "right")] * 5) is None
    assert kappa([]) is None


def test_people_are_compared_on_what_both_judged() -> None:
    said = [
        Judged("a", Answer.RIGHT, who="Ana"),
        Judged("b", Answer.WRONG, who="Ana"),
        Judged("c", Answer.RIGHT, who="Ana"),
        Judged("b", Answer.WRONG, who="Ben"),
        Judged("c", Answer.WRONG, who="Ben"),
        Judged("z", Answer.WRONG, who="Eve"),
    ]
    [found] = agreements(said)
    assert (found.who, found.both, found.agreed, found.differ) == (("Ana", "Ben"), 2, 1, ("c",))
