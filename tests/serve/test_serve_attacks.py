"""What a client or a page may try: each try is refused with a clean status and one sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from serve_support import Here, is_clean_error
from starlette.testclient import TestClient

from normalize.errors import ConfigError
from normalize.serve.answers import Answers
from normalize.serve.app import create
from normalize.serve.options import Options

JSON = {"content-type": "application/json"}
TOKEN = "correct-horse-battery"


@pytest.fixture(scope="module")
def guarded(answers: Answers) -> TestClient:
    """A client of a service that listens to other machines."""
    options = Options(host="0.0.0.0", token=TOKEN, hosts=("names.example.org",), origins=("https://example.org",))
    return TestClient(create(options, Here(answers), ("mine",)), base_url="http://192.0.2.1:8000")


class TestHost:
    """A name that somebody points at this machine (DNS rebinding) is not ours."""

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "a b", "[::1", "0x7f.1"]
    )
    def test_of_others(self, client: TestClient, host: str) -> None:
        assert "--allow-host adds" in is_clean_error(client.get("/health", headers={"host": host}), 421)

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "192.168.1.2"])
    def test_of_ours(self, client: TestClient, host: str) -> None:
        assert client.get("/health", headers={"host": host}).status_code == 200

    def test_a_name_that_was_given(self, guarded: TestClient) -> None:
        assert guarded.get("/health", headers={"host": "names.example.org"}).status_code == 200


class TestOrigin:
    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", "http://localhost.evil.example", "http://127.0.0.1:80@evil.example"]
    )
    @pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
    def test_of_pages_elsewhere(self, client: TestClient, origin: str, method: str) -> None:
        asked = {"origin": origin, "access-control-request-method": "POST"}
        response = client.request(method, "/reconcile", headers=asked)
        assert "--allow-origin adds" in is_clean_error(response, 403)
        assert "access-control-allow-origin" not in response.headers

    def test_scripts_and_images_of_other_sites(self, answers: Answers) -> None:
        """No Origin is sent with them, and their answers would run as scripts (JSONP) or cost time."""
        client = TestClient(create(Options(), Here(answers), ("mine",)), base_url="http://127.0.0.1:8000")
        told = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
        is_clean_error(client.get("/reconcile?query=Panchir", headers=told), 403)
        assert client.get("/reconcile", headers=told | {"sec-fetch-mode": "navigate"}).status_code == 200

    def test_of_pages_of_this_machine(self, client: TestClient) -> None:
        asked = {"origin": "http://localhost:3333", "access-control-request-method": "POST"}
        asked |= {"access-control-request-headers": "authorization, content-type"}
        response = client.options("/reconcile", headers=asked | {"access-control-request-private-network": "true"})
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == "http://localhost:3333"
        assert response.headers["access-control-allow-private-network"] == "true"

    def test_that_was_given(self, guarded: TestClient) -> None:
        response = guarded.get("/reconcile", headers={"origin": "https://example.org"})
        assert response.headers["access-control-allow-origin"] == "https://example.org"

    def test_jsonp(self, client: TestClient) -> None:
        assert "CORS" in is_clean_error(client.get("/reconcile?callback=jQuery123"), 400)


class TestToken:
    WRONG = (
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer \xff",
    )

    @pytest.mark.parametrize("given", WRONG)
    @pytest.mark.parametrize(
        "path", ["/normalize", "/reconcile?query=x", "/reconcile/entry/nrf", "/openapi.json", "/x"]
    )
    def test_none_or_a_wrong_one(self, guarded: TestClient, path: str, given: str) -> None:
        response = guarded.get(path, headers={"authorization": given.encode("latin-1")} if given else {})
        is_clean_error(response, 401)
        assert response.headers["www-authenticate"] == "Bearer"

    def test_the_right_one(self, guarded: TestClient) -> None:
        right = {"authorization": f"bearer {TOKEN}"}
        assert guarded.get("/openapi.json", headers=right).status_code == 200
        assert guarded.post("/check", json={"text": "a"}, headers=right).status_code == 200

    def test_health_and_manifest_are_open(self, guarded: TestClient) -> None:
        assert guarded.get("/health").status_code == 200
        assert guarded.get("/reconcile").status_code == 200
        is_clean_error(guarded.post("/reconcile"), 401)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"host": "0.0.0.0"},
            {"host": "::"},
            {"host": "example.org"},
            {"token": "short"},
            {"token": "with a blank in the middle"},
            {"token": "ключ" * 8},
            {"origins": ("example.org",)},
            {"origins": ("https://example.org/path",)},
            {"public_url": "example.org"},
            {"public_url": "http://[::1"},
        ],
        ids=str,
    )
    def test_options_that_are_refused(self, wrong: dict[str, str]) -> None:
        with pytest.raises(ConfigError):
            Options(**wrong)  # type: ignore[arg-type]


class TestBody:
    def test_too_large(self, client: TestClient) -> None:
        body = b'{"text": "' + b"x" * 20_000 + b'"}'
        assert "20000 bytes; --max-body" in is_clean_error(client.post("/normalize", content=body, headers=JSON), 413)

    def test_too_large_in_pieces(self, client: TestClient) -> None:
        """Chunks without a length: what was read so far is counted."""

        def pieces() -> Iterator[bytes]:
            for _ in range(100):
                yield b" " * 1000

        is_clean_error(client.post("/normalize", content=pieces(), headers=JSON), 413)

    @pytest.mark.parametrize("sign", ["[", '{"a":', '{"texts":['])
    def test_nested_too_deeply(self, client: TestClient, sign: str) -> None:
        is_clean_error(client.post("/check", content=sign * (18_000 // len(sign)), headers=JSON), 400)
        form = {"queries": sign * (5_000 // len(sign))}
        is_clean_error(client.post("/reconcile", data=form), 400)

    @pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 500, "1e999", "0.5"])
    def test_numbers_out_of_range(self, client: TestClient, number: str) -> None:
        form = {"queries": f'{{"q": {{"query": "x", "limit": {number}}}}}'}
        is_clean_error(client.post("/reconcile", data=form), 400)

    @pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
    def test_of_another_type(self, client: TestClient, kind: str) -> None:
        """A page may post forms and plain texts to any address, but no JSON."""
        headers = {"content-type": kind} if kind else {}
        is_clean_error(client.post("/normalize", content=b'{"text": "a"}', headers=headers), 415)

    def test_a_form_of_another_type(self, client: TestClient) -> None:
        is_clean_error(client.post("/reconcile", content=b"{}", headers=JSON), 415)

    def test_compressed(self, client: TestClient) -> None:
        is_clean_error(client.post("/check", content=b"x", headers=JSON | {"content-encoding": "gzip"}), 415)

    @pytest.mark.parametrize(
        "form", [b"", b"x=1", b"&" * 100, b"a=1&" * 100, b"queries=%FF", b"queries=\xff", b"queries"]
    )
    def test_forms(self, client: TestClient, form: bytes) -> None:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        is_clean_error(client.post("/reconcile", content=form, headers=kind), 400)


class TestPath:
    @pytest.mark.parametrize(
        "path",
        [
            *("/", "/x", "/health/", "//health", "/normalize/..", "/reconcile/../../etc/passwd", "/.git/config"),
            *("/reconcile/entry/", "/reconcile/entry/..%2f..%2f..%2fetc%2fpasswd", "/reconcile/entry/%00"),
            *("/reconcile/suggest/entity/..", "/reconcile/suggest/other", "/%2e%2e/%2e%2e/etc/passwd", "/\\etc"),
        ],
    )
    def test_leads_nowhere(self, client: TestClient, path: str) -> None:
        is_clean_error(client.get(path), 404)

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "TRACE"])
    def test_of_another_method(self, client: TestClient, method: str) -> None:
        response = client.request(method, "/normalize")
        is_clean_error(response, 405)
        assert response.headers["allow"] == "POST"

    @pytest.mark.parametrize("asked", ["suggest/entity?cursor=-1", "suggest/entity?cursor=x", "properties?limit=-3"])
    def test_with_wrong_parameters(self, client: TestClient, asked: str) -> None:
        is_clean_error(client.get(f"/reconcile/{asked}"), 400)


def test_no_answer_is_kept_or_guessed_at(client: TestClient) -> None:
    for response in (client.get("/health"), client.get("/nothing"), client.get("/reconcile/entry/nrf")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in response.headers["content-security-policy"]
