"""What the tests of the service share: requests as clients send them, checks of answers, a server of one's own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from environment import PATIENCE
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from normalize.names.glossary.entry import Entry
from normalize.names.linker import Linker
from normalize.serve.answers import Answers
from normalize.serve.app import create
from normalize.serve.options import Options
from normalize.settings.settings import Settings

SCHEMAS = Path(__file__).parent / "schemas"
READY = re.compile(r"http://(127\.0\.0\.1):(\d+): ready")


def fits(answer: Any, schema: str) -> Any:
    """The answer, if it is as the specification says."""
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))).validate(answer)
    return answer


def is_clean_error(response: Any, *statuses: int) -> str:
    """The one message of an answer that refuses."""
    assert response.status_code in statuses, (response.status_code, response.text)
    assert response.headers["content-type"] == "application/json"
    told = response.json()
    assert list(told) == ["error"]
    message: str = told["error"]
    assert message
    assert "\n" not in message
    assert "Traceback" not in message
    return message


class Here:
    """Answers in this process, in place of worker processes."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.description = answers.description

    async def ask(self, question: str, body: bytes) -> bytes:
        return self._answers.answer(question, body)


def client_of(entries: list[Entry]) -> TestClient:
    """A client of a service over some entries."""
    made = Answers(Settings(Linker(entries)))
    return TestClient(create(Options(), Here(made), ("mine",)), base_url="http://127.0.0.1:8000")


class Server:
    """A real server, started by its command."""

    def __init__(self, *arguments: str, **variables: str) -> None:
        command = [sys.executable, "-m", "normalize", "serve", "-g", "afghanistan", "--no-translate", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *arguments], stderr=subprocess.PIPE, text=True, env={**os.environ, **variables}
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = READY.match(line)
        assert found, line
        self.address = found[1], int(found[2])
        self.url = f"http://{found[1]}:{found[2]}"

    def connect(self) -> socket.socket:
        """A connection, for requests that no client would send."""
        return socket.create_connection(self.address, timeout=PATIENCE)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal and wait: the exit status, and what was still said on standard error."""
        self.process.send_signal(sign)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        if self.process.stderr is not None:
            self.process.stderr.close()


def received(connection: socket.socket) -> tuple[int, bytes]:
    """The status and the body of an answer, read until the server hangs up."""
    data = b""
    while chunk := connection.recv(65536):
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), body
