"""Texts and names in JSON: the same answers as the Python interface and the commands give."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from serve_support import is_clean_error
from starlette.testclient import TestClient

from normalize.cli.match import match as match_command
from normalize.model import Document
from normalize.run import pipeline
from normalize.serve.answers import Answers

TEXTS = [
    "The Panchir valley, said Ahmed Massoud of the FNR (National Resistance Front).",
    "« Il a déclaré que la situation reste difficile dans la vallée », he said.\nAll is quiet.",
    "",
    "Nothing to repair here. 😀 \u202eabc",
    "A lone half \ud83d of a sign.",
]


@pytest.fixture(scope="module")
def expected(answers: Answers) -> list[Any]:
    return [pipeline.run(Document(text), answers._settings) for text in TEXTS]


def ask(client: TestClient, path: str, **body: Any) -> Any:
    response = client.post(path, content=json.dumps(body).encode(), headers={"content-type": "application/json"})
    assert response.status_code == 200, response.text
    return response.json()


def test_normalize(client: TestClient, expected: list[Any]) -> None:
    answers = ask(client, "/normalize", texts=TEXTS)["results"]
    assert [answer["text"] for answer in answers] == [result.text for result in expected]
    for answer, result in zip(answers, expected, strict=True):
        assert answer["findings"] == [json.loads(json.dumps(f.as_dict())) for f in result.findings]
        assert answer["edits"] == [json.loads(json.dumps(e.as_dict())) for e in result.edits]
        assert [span["lang"] for span in answer["languages"]] == [span.lang for span in result.languages]
    assert answers[0]["text"].startswith("The Panjshir valley, said Ahmad Massoud of the NRF")


def test_one_is_answered_as_in_a_list(client: TestClient) -> None:
    for path in ("/normalize", "/check", "/assess"):
        many = ask(client, path, texts=TEXTS)["results"]
        assert [ask(client, path, text=text) for text in TEXTS] == many
    names = ["Panchir", "xyzzy"]
    assert [ask(client, "/match", name=name) for name in names] == ask(client, "/match", names=names)["results"]


def test_check_is_normalize_without_the_text(client: TestClient) -> None:
    checked, normalized = (ask(client, path, text=TEXTS[0]) for path in ("/check", "/normalize"))
    assert checked == {key: normalized[key] for key in ("findings", "languages")}


def test_assess(client: TestClient, expected: list[Any]) -> None:
    answer = ask(client, "/assess", text=TEXTS[1])
    found = expected[1].translation
    assert answer["score"] == pytest.approx(found.score, abs=1e-4)
    assert answer["source_language"] == found.source_language
    assert [sign["text"] for sign in answer["signs"]] == [sign.text for sign in found.signs]


def test_match_is_what_the_command_prints(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    names = ["Panchir", "Ahmad Masood", "xyzzy", ""]
    asked = io.TextIOWrapper(io.BytesIO("".join(f"{name}\n" for name in names).encode()))
    monkeypatch.setattr(sys, "stdin", asked)
    match_command(glossary=["afghanistan"])
    printed = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    answers = ask(client, "/match", names=names)["results"]
    assert [{key: answer[key] for key in line} for line, answer in zip(printed, answers, strict=True)] == printed
    assert answers[0]["candidates"][0] == {"entry": "panjshir", "score": 1.0}


@pytest.mark.parametrize("path", ["/normalize", "/check", "/assess", "/match"])
@pytest.mark.parametrize(
    "body",
    [
        *('"text"', "[]", "null", "{}", '{"text": 1}', '{"text": null}', '{"texts": "a"}', '{"texts": [1]}'),
        *('{"text": "a", "texts": []}', '{"text": "a", "target": "fr"}', '{"names": {}}', '{"name": ["a"]}', "", "{"),
        *('{"text": "\udcff"', '{"text": NaN}', "\ufeff{}", '{"text"="a"}'),
    ],
)
def test_wrong_bodies(client: TestClient, path: str, body: str) -> None:
    content = body.encode("utf-8", "surrogateescape")
    is_clean_error(client.post(path, content=content, headers={"content-type": "application/json"}), 400)
