"""The OpenAPI document is valid, says all there is, and holds for whatever is sent."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from serve_support import Here
from starlette.testclient import TestClient

import normalize
from normalize.serve.answers import Answers
from normalize.serve.app import Service, create
from normalize.serve.openapi import document
from normalize.serve.options import Options

EXAMPLES = 12  # for each operation


@pytest.fixture(scope="module")
def described(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


def test_is_valid(described: Any) -> None:
    OpenAPIV31SpecValidator(described).validate()
    assert described["info"]["version"] == normalize.__version__


def test_names_every_path_and_method(described: Any, answers: Answers) -> None:
    there = {
        (route.path, method) for route in Service(Options(), Here(answers), ()).routes() for method in route.methods
    }
    there = {(re.sub(":path", "", path), method) for path, method in there if method != "HEAD"}
    told = {(path, method.upper()) for path, item in described["paths"].items() for method in item}
    of = {(path, method) for path, method in told if "{of}" in path}
    each = {(path.replace("{of}", kind), method) for path, method in of for kind in ("entity", "property", "type")}
    assert (told - of) | each == there


@schemathesis.serializer("application/x-www-form-urlencoded")
def form(_: Any, value: Any) -> bytes:
    """A form whose fields are JSON, as the document says of it (`encoding`)."""
    fields = value.items() if isinstance(value, dict) else [("queries", value)]
    return urlencode({name: json.dumps(field) for name, field in fields}).encode()


@pytest.mark.parametrize(
    ("path", "method"), [(path, method) for path, item in document()["paths"].items() for method in item]
)
def test_holds_for_whatever_is_sent(answers: Answers, path: str, method: str) -> None:
    """Requests made from the document, right and wrong ones; every answer must be one that it names."""
    app = create(Options(), Here(answers), ("afghanistan",))
    schema = schemathesis.openapi.from_dict(document())
    schema.config.update(base_url="http://127.0.0.1:8000")
    schema.app = app
    operation = schema[path][method]

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(case=operation.as_strategy())
    def holds(case: Any) -> None:
        case.call_and_validate()

    holds()
