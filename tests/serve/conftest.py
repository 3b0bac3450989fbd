from __future__ import annotations

from collections.abc import Iterator

import pytest
from serve_support import Here
from starlette.testclient import TestClient

from normalize.serve.answers import Answers
from normalize.serve.app import create
from normalize.serve.options import Options
from normalize.settings.settings import settings_of
from normalize.settings.sources import from_arguments

OPENREFINE = "http://127.0.0.1:3333"  # where it runs


@pytest.fixture(scope="session")
def answers() -> Answers:
    return Answers(settings_of(from_arguments(glossaries=["afghanistan"], translator=None)))


@pytest.fixture(scope="session")
def client(answers: Answers) -> Iterator[TestClient]:
    """A client of a service without a token."""
    app = create(Options(max_body=20_000), Here(answers), ("afghanistan",))
    with TestClient(app, base_url="http://127.0.0.1:8000", headers={"origin": OPENREFINE}) as made:
        yield made
