"""The sample of an audit on the page: what is shown of it, and answers that go where those of the terminal do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from runs import PANCHIR, Found, run_of
from starlette.testclient import TestClient

from normalize.audit import By, draw
from normalize.audit.answers import Drawing, append, read
from normalize.audit.model import Answer, Judged
from normalize.review.app import create
from normalize.review.audit_answers import Audits
from normalize.run.journal import Run

TOKEN = "a-token-of-some-length"
DRAWING = Drawing(8, By.RULE, 0)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    seen = Found("valley", None, "Q260", more={"message": "is lower case"})
    return run_of(tmp_path, {"a.txt": (PANCHIR, [Found("Panchir", "Panjshir"), seen]), "b.txt": ("A quiet day.", [])})


@pytest.fixture
def client(run: Run) -> Iterator[TestClient]:
    subject = Audits(run, DRAWING, draw(run, 8).items, "Ana", {"N301": "listed-variant"})
    headers = {"authorization": f"Bearer {TOKEN}"}
    with TestClient(create(subject, {}, TOKEN), base_url="http://127.0.0.1:8000", headers=headers) as client:
        yield client


def listed(client: TestClient, **asked: Any) -> Any:
    return client.get("/api/list", params={"filter": json.dumps(asked)}).json()


def test_an_item_is_shown_with_what_the_run_did_in_its_passage(client: TestClient) -> None:
    assert client.get("/api/about").json()["kind"] == "audit"
    (row,) = listed(client, strata=["N301"])["rows"]
    item = client.get("/api/item", params={"id": row["id"]}).json()
    assert (item["text"], item["replacement"], item["question"]) == ("Panchir", "Panjshir", "Is this edit right?")
    assert item["parts"] == [
        ["Fighting in the ", "text"],
        ["Panchir", "asked-old"],
        ["Panjshir", "asked-new"],
        [" ", "text"],
        ["valley", "known"],
        [".", "text"],
    ]
    assert item["known"] == [["valley", "is lower case"]]


def test_answers_are_those_of_the_terminal(client: TestClient, run: Run) -> None:
    rows = listed(client, states=["open"])["rows"]
    told = client.post("/api/judge", json={"id": rows[0]["id"], "answer": "right", "missed": True}).json()
    assert told["left"] == len(rows) - 1
    (judged,) = read(run).of[DRAWING]
    assert (judged.id, judged.answer, judged.who) == (rows[0]["id"], Answer.RIGHT, "Ana")
    append(
        run, DRAWING, [Judged(rows[0]["id"], Answer.WRONG, who="Ana"), Judged(rows[1]["id"], Answer.WRONG, who="Ben")]
    )
    again = listed(client)
    assert [row["state"] for row in again["rows"]].count("wrong") == 1  # Ana's from elsewhere, and not Ben's
    assert again["revision"] > told["revision"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"id": "nothing", "answer": "right"}, 404),
        ({"id": None, "answer": "right"}, 400),
        ({"id": "x", "answer": "perhaps"}, 404),
        ([], 400),
    ],
)
def test_what_is_no_answer_is_refused(client: TestClient, run: Run, body: Any, status: int) -> None:
    assert client.post("/api/judge", json=body).status_code == status
    assert not read(run).of


def test_the_file_is_read_off_the_event_loop(run: Run) -> None:
    """Another program may have written a hundred thousand lines: other questions are answered meanwhile."""
    threads: list[str] = []

    class Watched(Audits):
        def revision(self) -> int:
            threads.append(threading.current_thread().name)
            return super().revision()

    subject = Watched(run, DRAWING, draw(run, 8).items, "", {})
    app = create(subject, {}, TOKEN)
    loops: list[str] = []

    async def noting(scope: Any, receive: Any, send: Any) -> None:
        loops.append(threading.current_thread().name)
        await app(scope, receive, send)

    with TestClient(noting, base_url="http://127.0.0.1:8000", headers={"authorization": f"Bearer {TOKEN}"}) as client:
        assert client.get("/api/revision").status_code == 200
    assert threads
    assert set(threads).isdisjoint(loops)
