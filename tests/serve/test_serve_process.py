"""A real server, started by its command: slow clients, many clients, signals, workers that die. Nothing is lost."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest
from serve_support import Server, received

TEXT = "The Panchir valley, said Ahmed Massoud. " + "Nothing else was said about it on that day. " * 45  # 2 KB
MANY = [f"The Panchir valley, said Ahmed Massoud on day {n}." for n in range(12_000)]  # many times a second of work
TOKEN = "correct-horse-battery"
CLIENT_TIMEOUT = 3.0  # seconds, so that slow clients are cut off while a test waits


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server("--jobs", "2", "--max-body", "200000", "--client-timeout", str(CLIENT_TIMEOUT)) as started:
        yield started


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    limits = httpx.Limits(max_connections=250)
    with httpx.Client(base_url=server.url, timeout=120, limits=limits, trust_env=False) as made:
        yield made


def is_error(answer: tuple[int, bytes], status: int) -> None:
    assert answer[0] == status, answer
    assert list(json.loads(answer[1])) == ["error"]


class TestLoad:
    def test_two_hundred_texts_at_once(self, client: httpx.Client) -> None:
        texts = [f"{i}. {TEXT}" for i in range(200)]
        with ThreadPoolExecutor(200) as threads:
            answers = list(threads.map(lambda text: client.post("/normalize", json={"text": text}), texts))
        assert {answer.status_code for answer in answers} == {200}
        for i, answer in enumerate(answers):
            assert answer.json()["text"].startswith(f"{i}. The Panjshir valley, said Ahmad Massoud.")

    def test_five_hundred_slow_connections(self, server: Server, client: httpx.Client) -> None:
        """Each sends a part of a request and waits; others are answered meanwhile; then each is told, and let go."""
        slow = [server.connect() for _ in range(500)]
        for i, connection in enumerate(slow):
            connection.sendall(b"POST /normalize HTTP/1.1\r\nHost: localhost\r\n"[: None if i % 2 else 20])
        answer = client.post("/normalize", json={"text": "The Panchir valley."})
        assert answer.json()["text"] == "The Panjshir valley."
        for connection in slow:
            is_error(received(connection), 408)
            connection.close()

    def test_more_connections_than_are_accepted(self, server: Server) -> None:
        several = [server.connect() for _ in range(900)]
        last = server.connect()
        is_error(received(last), 503)
        for connection in (*several, last):
            connection.close()


class TestSlowAndBroken:
    def test_a_body_that_does_not_end(self, server: Server) -> None:
        with server.connect() as connection:
            connection.sendall(b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
            connection.sendall(b'Content-Length: 100\r\n\r\n{"text":')
            is_error(received(connection), 408)

    def test_a_silent_client(self, server: Server) -> None:
        with server.connect() as connection:
            is_error(received(connection), 408)

    def test_a_client_that_does_not_take_its_answer(self, server: Server, client: httpx.Client) -> None:
        """It is cut off, and its memory let go."""
        texts = json.dumps({"texts": ["The Panchir valley. " * 100] * 50}).encode()
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(120)
            connection.connect(server.address)
            connection.sendall(_request("/normalize", texts))
            assert connection.recv(10) == b"HTTP/1.1 2"
            assert client.get("/health").status_code == 200
            time.sleep(CLIENT_TIMEOUT + 1)
            taken = b"".join(iter(lambda: connection.recv(1 << 20), b""))  # what the kernel held already
        length = re.search(rb"content-length: (\d+)", taken)
        assert length
        assert len(taken) < int(length[1])

    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            (b"hello\r\n\r\n", 400),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
            (b"GET / HTTP/1.1\r\n\r\n", 400),
            (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            (b"GET /" + b"a" * 600_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
            (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 600_000 + b"\r\n\r\n", 400),
            (b"GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
            (b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
            (b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            (
                b"POST /check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                b"Content-Length: 99999999999\r\n\r\n{",
                413,
            ),
            (b"GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
            (b"CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        ],
        ids=range(12),
    )
    def test_what_no_client_sends(self, server: Server, sent: bytes, status: int) -> None:
        with server.connect() as connection:
            connection.sendall(sent)
            is_error(received(connection), status)

    def test_a_websocket(self, server: Server) -> None:
        with server.connect() as connection:
            upgrade = b"Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n"
            connection.sendall(b"GET /x HTTP/1.1\r\nHost: localhost\r\n" + upgrade)
            is_error(received(connection), 404)


class TestWorkers:
    def test_one_that_is_killed_is_replaced(self, server: Server, client: httpx.Client) -> None:
        before = _children(server)
        assert len(before) == 2
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        answers = [client.post("/normalize", json={"text": "The Panchir valley."}) for _ in range(6)]
        assert {answer.status_code for answer in answers} <= {200, 500}
        assert [answer.status_code for answer in answers[-2:]] == [200, 200]
        assert not _children(server) & before

    def test_one_that_takes_too_long_is_replaced(self) -> None:
        with Server("--jobs", "1", "--timeout", "1") as started:
            with httpx.Client(base_url=started.url, timeout=120, trust_env=False) as client:
                answer = client.post("/normalize", json={"texts": MANY})
                assert answer.status_code == 503
                assert "1 seconds" in answer.json()["error"]
                assert client.post("/normalize", json={"text": "The Panchir valley."}).status_code == 200
            assert started.stop(signal.SIGTERM) == (0, "")


class TestStop:
    def test_workers_end_with_a_server_that_is_killed(self) -> None:
        """Also one that works on a long text."""
        with Server("--jobs", "1") as started:
            (worker,) = _children(started)
            with started.connect() as connection:
                connection.sendall(_request("/normalize", json.dumps({"texts": [TEXT] * 450}).encode()))
                httpx.get(f"{started.url}/health", trust_env=False)
                started.process.kill()
            for _ in range(1200):  # a safeguard, not a measure
                if not _is_running(worker):
                    return
                time.sleep(0.1)
            pytest.fail("the worker lives on")

    def test_what_was_asked_is_answered(self) -> None:
        """By clients that must have a token, which no worker gets to see."""
        with Server("--jobs", "1", NORMALIZE_TOKEN=TOKEN) as started:
            workers = _children(started)
            for pid in workers:
                assert b"NORMALIZE_TOKEN" not in Path(f"/proc/{pid}/environ").read_bytes()
            body = json.dumps({"texts": [TEXT] * 30}).encode()
            with started.connect() as connection, started.connect() as idle:
                connection.sendall(_request("/normalize", body))
                assert (
                    httpx.get(f"{started.url}/openapi.json", trust_env=False).status_code == 401
                )  # that is read by now
                stopped = started.stop(signal.SIGINT)
                answer = received(connection)
                assert idle.recv(10) == b""
            assert answer[0] == 200
            assert len(json.loads(answer[1])["results"]) == 30
            assert stopped == (130, "")
            assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


class TestStart:
    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "normalize", "serve", "-g", "afghanistan", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        return done.stderr

    def test_a_port_in_use(self, server: Server) -> None:
        assert f"cannot listen on 127.0.0.1, port {server.address[1]}" in self.run("--port", str(server.address[1]))

    def test_without_its_extra(self) -> None:
        hidden = "import sys; sys.modules['uvicorn'] = None; from normalize.cli import main; main()"
        done = subprocess.run([sys.executable, "-c", hidden, "serve"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "pip install 'normalize-news[serve]'" in done.stderr

    def test_for_other_machines_without_a_token(self) -> None:
        assert "NORMALIZE_TOKEN" in self.run("--host", "0.0.0.0")


def _request(path: str, body: bytes) -> bytes:
    """A request that has all that is needed."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Length: {len(body)}\r\n"
    )
    return f"{head}Content-Type: application/json\r\n\r\n".encode() + body


def _is_running(pid: int) -> bool:
    """Whether a process is there, and not only waits for its parent to take notice of its end."""
    try:
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False


def _children(server: Server) -> set[int]:
    """The processes that a server started."""
    pid = server.process.pid
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
