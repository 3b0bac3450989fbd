"""The paths of the service: each hands its request to a worker, and the answer to the client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

import normalize
from normalize.io.jsonlines import dump
from normalize.serve.answers import TEXT_ENDPOINTS
from normalize.serve.manifest import ENDPOINT, manifest
from normalize.serve.openapi import document
from normalize.serve.options import Options
from normalize.serve.pages import STYLE_SOURCE
from normalize.web.bodies import Bodies
from normalize.web.errors import handlers
from normalize.web.guard import LOOPBACK_ORIGIN, Guard, TokenCheck
from normalize.web.refused import Refused

JSON, FORM, HTML = "application/json", "application/x-www-form-urlencoded", "text/html; charset=utf-8"
_PREFLIGHT = 600  # seconds for which a browser may remember what is allowed
_FRAMES = ("http://localhost:*", "http://127.0.0.1:*")  # pages that may show a preview; no pattern for [::1] exists
_NOTHING = {404: "there is nothing at this path; /openapi.json lists what there is", 405: "this path has other methods"}
_HINTS = ("; --allow-host adds names", "; --allow-origin adds origins")
_Handler = Callable[[Request], Awaitable[Response]]


class Answerer(Protocol):
    """Who answers: :class:`normalize.serve.workers.Workers`."""

    description: dict[str, Any]

    async def ask(self, question: str, body: bytes) -> bytes:
        """The answer to a question. Raises Refused."""


class Service:
    """The handlers of all paths."""

    def __init__(self, options: Options, workers: Answerer, glossaries: Sequence[str]) -> None:
        self._options, self._workers, self._glossaries = options, workers, glossaries
        self._bodies = Bodies(options.max_body, "; --max-body sets the limit")
        self._openapi = dump(document())
        ancestors = "*" if "*" in options.origins else " ".join((*_FRAMES, *options.origins))
        self._page_policy = f"default-src 'none'; style-src {STYLE_SOURCE}; frame-ancestors {ancestors}"

    def routes(self) -> list[Route]:
        """The paths."""
        return [
            Route("/health", self.health, methods=["GET"]),
            Route("/openapi.json", self.openapi, methods=["GET"]),
            *(Route(f"/{name}", self._text_endpoint(name), methods=["POST"]) for name in TEXT_ENDPOINTS),
            Route(ENDPOINT, self.reconcile, methods=["GET", "POST"]),
            Route(f"{ENDPOINT}/properties", self._query("properties"), methods=["GET"]),
            *(
                Route(f"{ENDPOINT}/suggest/{name}", self._query(f"suggest/{name}"), methods=["GET"])
                for name in ("entity", "property", "type")
            ),
            *(
                Route(f"{ENDPOINT}/flyout/{name}", self._flyout(name), methods=["GET"])
                for name in ("entity", "property", "type")
            ),
            Route(f"{ENDPOINT}/entry/{{id:path}}", self.entry, methods=["GET"]),
        ]

    async def health(self, request: Request) -> Response:
        """That the service answers, and which version it is."""
        return _json(dump({"status": "ok", "version": normalize.__version__}))

    async def openapi(self, request: Request) -> Response:
        """The description of all paths."""
        return _json(self._openapi)

    def _text_endpoint(self, name: str) -> _Handler:
        async def answer(request: Request) -> Response:
            async with self._bodies.of(request, JSON) as body:
                return _json(await self._workers.ask(name, body))

        return answer

    async def reconcile(self, request: Request) -> Response:
        """The manifest or, with parameters or a form, the answer to queries."""
        if request.method == "POST":
            async with self._bodies.of(request, FORM) as body:
                return _json(await self._workers.ask("form", body))
        asked = dict(request.query_params)
        if "callback" in asked:
            raise Refused(400, "JSONP is not offered: it would let any page read the answers; use CORS")
        if not asked:
            url = self._options.public_url.rstrip("/") or f"{request.url.scheme}://{request.headers['host']}"
            kinds, token = self._workers.description["kinds"], bool(self._options.token)
            return _json(dump(manifest(url, self._glossaries, kinds, token)))
        return _json(await self._workers.ask("parameters", dump(asked)))

    def _query(self, question: str) -> _Handler:
        async def answer(request: Request) -> Response:
            return _json(await self._workers.ask(question, dump(dict(request.query_params))))

        return answer

    def _flyout(self, of: str) -> _Handler:
        async def answer(request: Request) -> Response:
            asked = {"of": of, "id": request.query_params.get("id", "")}
            return _json(await self._workers.ask("flyout", dump(asked)))

        return answer

    async def entry(self, request: Request) -> Response:
        """A page about an entry, which may stand in a frame of a client's page."""
        page = await self._workers.ask("page", dump({"id": request.path_params["id"]}))
        return Response(page, media_type=HTML, headers={"content-security-policy": self._page_policy})


def create(options: Options, workers: Answerer, glossaries: Sequence[str]) -> Starlette:
    """The application; ``glossaries`` are the names that its manifest shows."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=options.origins,
        allow_origin_regex=LOOPBACK_ORIGIN,
        allow_methods=["GET", "POST"],
        allow_headers=["authorization"],
        allow_private_network=True,
        max_age=_PREFLIGHT,
    )
    hosts = (options.host, *options.hosts)
    guard = Middleware(Guard, hosts=hosts, origins=options.origins, loopback=True, hints=_HINTS)
    app = Starlette(
        routes=Service(options, workers, glossaries).routes(),
        middleware=[guard, cors, Middleware(TokenCheck, token=options.token, is_open=_is_open)],
        exception_handlers=handlers(_NOTHING),
    )
    app.router.redirect_slashes = False
    return app


def _is_open(scope: Scope) -> bool:
    """The health of the service, and its manifest, which the API has open."""
    is_manifest = scope["path"] == ENDPOINT and not scope["query_string"]
    return scope["method"] in ("GET", "HEAD") and (is_manifest or scope["path"] == "/health")


def _json(body: bytes) -> Response:
    return Response(body, media_type=JSON)
