"""The page over HTTP: who may ask, what is refused, what a question changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from review_support import small
from starlette.testclient import TestClient

from normalize.review.app import create
from normalize.review.proposal_answers import Findings
from normalize.review.proposal_desk import Desk

TOKEN = "a-token-of-some-length"
HERE = "http://127.0.0.1:8000"
STATIC = files("normalize.review") / "static"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return small(tmp_path).desk()


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    """A client without the token."""
    with TestClient(create(Findings(desk, ()), {"title": "a"}, TOKEN), base_url=HERE) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    stranger.headers["authorization"] = f"Bearer {TOKEN}"
    return stranger


def asked(client: TestClient, question: str, **query: Any) -> Any:
    given = {name: value if isinstance(value, str | int) else json.dumps(value) for name, value in query.items()}
    return client.get(f"/api/{question}", params=given)


class TestWhoMayAsk:
    @pytest.mark.parametrize("path", ["about", "list", "item?id=x", "impact", "revision"])
    def test_data_needs_the_token(self, stranger: TestClient, path: str) -> None:
        for wrong in (None, "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}"):
            headers = {} if wrong is None else {"authorization": wrong}
            assert stranger.get(f"/api/{path}", headers=headers).status_code == 401
        assert stranger.get(f"/api/{path}", headers={"cookie": f"token={TOKEN}"}).status_code == 401

    @pytest.mark.parametrize("path", ["decide", "decide-all", "undo"])
    def test_decisions_need_the_token(self, stranger: TestClient, desk: Desk, path: str) -> None:
        assert stranger.post(f"/api/{path}", json={}).status_code == 401
        assert not desk.room.path.exists()

    def test_the_page_holds_no_data(self, stranger: TestClient) -> None:
        page = stranger.get("/")
        assert page.status_code == 200
        assert "Panchir" not in page.text

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", ""])
    def test_other_names_of_this_machine_are_refused(self, client: TestClient, host: str) -> None:
        assert client.get("/api/about", headers={"host": host}).status_code == 421

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "http://127.0.0.1:9999", "null", "http://localhost:8000"]
    )
    def test_pages_of_other_origins_are_refused(self, client: TestClient, desk: Desk, origin: str) -> None:
        assert client.post("/api/undo", json={}, headers={"origin": origin}).status_code == 403
        assert client.get("/api/about", headers={"origin": origin}).status_code == 403

    @pytest.mark.parametrize(
        ("headers", "status"),
        [({"host": "evil.example"}, 421), ({"origin": "null"}, 403), ({"content-length": str(1 << 21)}, 413)],
    )
    def test_no_flag_is_named_that_a_review_has_not(
        self, client: TestClient, headers: dict[str, str], status: int
    ) -> None:
        refused = client.post("/api/undo", json={}, headers=headers)
        assert refused.status_code == status
        assert "--" not in refused.json()["error"]

    def test_its_own_page_is_answered_also_through_a_tunnel(self, client: TestClient) -> None:
        for host in ("127.0.0.1:8000", "localhost:9000"):
            headers = {"host": host, "origin": f"http://{host}"}
            assert client.post("/api/undo", json={}, headers=headers).status_code == 200


class TestNothingByGet:
    def test_each_question(self, client: TestClient, desk: Desk) -> None:
        identifier = desk.proposals[0].id
        for path in ("decide", "decide-all", "undo"):
            query = {"id": identifier, "verdict": "accept", "reach": "corpus", "filter": "{}"}
            assert client.get(f"/api/{path}", params=query).status_code == 404
        assert asked(client, "impact", verdict="accept", reach="corpus").json()["places"] == 8
        assert not desk.room.path.exists()

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
    def test_a_form_decides_nothing(self, client: TestClient, kind: str) -> None:
        assert client.post("/api/undo", content="{}", headers={"content-type": kind}).status_code == 415


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/static/main.js", "/static/review.css", "/api/about", "/nothing"])
    def test_every_answer_is_guarded(self, client: TestClient, path: str) -> None:
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "access-control-allow-origin" not in headers

    def test_the_page_has_no_inline_code(self) -> None:
        page = (STATIC / "index.html").read_text(encoding="utf-8")
        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|https?://", page) == []

    @pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "app.py", "nothing.js", ".js"])
    def test_only_its_own_files(self, client: TestClient, name: str) -> None:
        assert client.get(f"/static/{name}").status_code == 404


class TestScripts:
    def test_the_framework_is_the_published_one(self) -> None:
        """lit-html 3.3.3, lit-html.js as npm has it."""
        found = hashlib.sha256((STATIC / "lit-html.js").read_bytes()).hexdigest()
        assert found == "b878e7f95dec8a9b6e9b217faca6b6a11bad82ebc44c0caa77419ed83edd81f2"

    def test_nothing_makes_markup_of_texts(self) -> None:
        ours = [item for item in STATIC.iterdir() if item.name.endswith(".js") and item.name != "lit-html.js"]
        for item in ours:
            script = item.read_text(encoding="utf-8")
            assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|unsafeHTML|\beval\b", script), (
                item
            )
            assert not re.search(r"from \"(?!\./)|https?://", script), item  # nothing from elsewhere
        assert len(ours) > 5


class TestRefused:
    @pytest.mark.parametrize(
        ("body", "told"),
        [
            ({"verdict": "accept", "reach": "corpus"}, "'id'"),
            ({"id": "x", "verdict": "accept", "reach": "corpus"}, "no proposal"),
            ({"id": 0, "verdict": "maybe", "reach": "corpus"}, "'verdict' must be one of accept, reject, edit"),
            ({"id": 0, "verdict": "accept", "reach": "world"}, "'reach' must be one of"),
            ({"id": 0, "verdict": "accept", "reach": "this", "put": "x"}, "an edit, and nothing else"),
            ({"id": 0, "verdict": "edit", "reach": "this"}, "an edit, and nothing else"),
            ({"id": 0, "verdict": "edit", "reach": "this", "put": "x" * 10_001}, "longer than 10,000"),
            ({"id": 0, "verdict": "edit", "reach": "this", "put": "\ud800"}, "half a character"),
            ({"id": 0, "verdict": "accept", "reach": "this", "place": 99}, "no such place"),
            ({"id": 1, "verdict": "accept", "reach": "this"}, "edit it to say what to put"),
            ({"id": 0, "verdict": "accept", "reach": "this", "more": 1}, "unknown key"),
            ([], "must be a JSON object"),
        ],
    )
    def test_a_decision_that_cannot_be(self, client: TestClient, desk: Desk, body: Any, told: str) -> None:
        if isinstance(body, dict) and isinstance(body.get("id"), int):
            body = {**body, "id": desk.proposals[body["id"]].id}
        content = json.dumps(body)
        answer = client.post("/api/decide", content=content, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 404, 422)
        assert told in answer.json()["error"]
        assert not desk.room.path.exists()

    @pytest.mark.parametrize("wrong", ["{", "[]", '{"rules": "N301"}', '{"least": 2}', '{"sort": "x"}', '{"x": 1}'])
    def test_a_filter_that_cannot_be(self, client: TestClient, wrong: str) -> None:
        answer = client.get("/api/list", params={"filter": wrong})
        assert answer.status_code == 400
        assert answer.json()["error"]

    def test_a_body_that_is_too_large(self, client: TestClient) -> None:
        content = b'{"id": "' + b"x" * (1 << 20) + b'"}'
        headers = {"content-type": "application/json"}
        assert client.post("/api/decide", content=content, headers=headers).status_code == 413

    def test_a_file_that_cannot_be_written(self, client: TestClient, desk: Desk) -> None:
        desk.room.path.mkdir()
        body = {"id": desk.proposals[0].id, "verdict": "accept", "reach": "corpus"}
        answer = client.post("/api/decide", json=body)
        assert answer.status_code == 422
        assert "judgements.jsonl" in answer.json()["error"]


def test_a_list_that_changed_in_the_meantime_is_asked_about_again(client: TestClient, desk: Desk) -> None:
    decision = {"verdict": "accept", "reach": "corpus"}
    told = asked(client, "impact", filter={}, **decision).json()
    expect = {name: told[name] for name in ("proposals", "places", "outside", "without")}
    assert (expect["proposals"], expect["places"], expect["without"]) == (3, 8, 1)
    first = {"id": desk.proposals[0].id, **decision}
    assert client.post("/api/decide", json=first).status_code == 200
    body = {"filter": {}, "expect": expect, **decision}
    assert client.post("/api/decide-all", json=body).status_code == 409
    assert len(desk.room.judgements()) == 1
    expect |= {"proposals": 2, "places": 4}
    assert client.post("/api/decide-all", json=body).status_code == 200
    assert len(desk.room.judgements()) == 3


def test_what_another_program_decides_is_seen(client: TestClient, desk: Desk) -> None:
    before = client.get("/api/revision").json()
    line = '{"replacement":"Panjshir","scope":{"reach":"always"},"text":"Panchir","verdict":"reject"}\n'
    desk.room.path.write_text(line, encoding="utf-8")
    after = client.get("/api/revision").json()
    assert (after["revision"] > before["revision"], before["left"], after["left"]) == (True, 2, 1)
