"""The page and its questions over HTTP: static files for everybody, all that is data for those who have the token.

Reading is by GET, deciding by POST with a JSON body, which no page of another site can send unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, Protocol, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

import normalize
from normalize.errors import NormalizeError
from normalize.io.jsonlines import dump
from normalize.review.steps import Step
from normalize.web.bodies import Bodies
from normalize.web.errors import handlers
from normalize.web.guard import Guard, TokenCheck
from normalize.web.refused import Refused
from normalize.web.requests import json_of, object_of

_JSON, _NOTHING = "application/json", "there is nothing at this path"
_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_MOST = 1 << 20  # bytes of a request
# Nothing but the page's own files, no code in the page, and no text that becomes markup but lit-html's own templates.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
)


Given = TypeVar("Given")
Answer = TypeVar("Answer")


class Subject(Protocol):
    """What is reviewed: :class:`normalize.review.proposal_answers.Findings`, or clusters."""

    kind: str
    reads: Mapping[str, Callable[[Mapping[str, str]], dict[str, Any]]]
    writes: Mapping[str, Callable[[Any], dict[str, Any]]]

    def revision(self) -> int:
        """A number that every decision changes."""

    def about(self) -> dict[str, Any]:
        """What stays the same while the page is open."""

    def left(self) -> int:
        """How many items wait for a decision."""

    def undo(self) -> Step | None:
        """Take the last decision back."""


class Page:
    """The handlers of all paths; ``about`` is told with what the subject says of itself."""

    def __init__(self, subject: Subject, about: Mapping[str, Any]) -> None:
        self._subject, self._about = subject, about
        self._bodies = Bodies(_MOST)
        folder = files("normalize.review") / "static"
        self._files = {item.name: item.read_bytes() for item in folder.iterdir() if item.name[-4:] != ".txt"}

    def routes(self) -> list[Route]:
        """The paths."""
        return [
            Route("/", self.static, methods=["GET"]),
            Route("/static/{name}", self.static, methods=["GET"]),
            Route("/api/about", self.about, methods=["GET"]),
            Route("/api/revision", self.revision, methods=["GET"]),
            Route("/api/undo", self.undo, methods=["POST"]),
            Route("/api/{question}", self.read, methods=["GET"]),
            Route("/api/{question}", self.write, methods=["POST"]),
        ]

    async def static(self, request: Request) -> Response:
        """The page, and the files that it loads."""
        name = request.path_params.get("name", "index.html")
        media = _MEDIA.get(name[name.rfind(".") :])
        if name not in self._files or media is None:
            raise Refused(404, "there is no such file")
        return Response(self._files[name], media_type=media, headers={"content-security-policy": _POLICY})

    async def about(self, request: Request) -> Response:
        """What stays the same while the page is open."""
        of_subject = await run_in_threadpool(self._subject.about)
        told = {"kind": self._subject.kind, "version": normalize.__version__, **self._about, **of_subject}
        return await self._told(told)

    async def revision(self, request: Request) -> Response:
        """Whether anything was decided since: asked again and again, so it costs nothing."""
        return await self._told({})

    async def read(self, request: Request) -> Response:
        """An answer that changes nothing."""
        answer = _of(self._subject.reads, request)
        return await self._told(await run_in_threadpool(_asked, answer, dict(request.query_params)))

    async def write(self, request: Request) -> Response:
        """A decision."""
        answer = _of(self._subject.writes, request)
        async with self._bodies.of(request, _JSON) as body:
            return await self._told(await run_in_threadpool(_asked, answer, json_of(body)))

    async def undo(self, request: Request) -> Response:
        """Take the last decision back."""
        async with self._bodies.of(request, _JSON) as body:
            object_of(json_of(body), "the body")
            step = await run_in_threadpool(_asked, lambda _: self._subject.undo(), None)
            return await self._told({"told": f"taken back: {step.told}" if step else "there is nothing to take back"})

    async def _told(self, answer: Mapping[str, Any]) -> Response:
        state = await run_in_threadpool(_asked, self._state, None)
        return Response(dump({**state, **answer}), media_type=_JSON)

    def _state(self, _: None) -> dict[str, int]:
        """What every answer tells; where another program has written to the file, all of it is read for that."""
        return {"revision": self._subject.revision(), "left": self._subject.left()}


def create(subject: Subject, about: Mapping[str, Any], token: str) -> Starlette:
    """The application; ``about`` is shown on the page."""
    app = Starlette(
        routes=Page(subject, about).routes(),
        middleware=[Middleware(Guard), Middleware(TokenCheck, token=token, is_open=_is_open)],
        exception_handlers=handlers(dict.fromkeys((404, 405), _NOTHING)),
    )
    app.router.redirect_slashes = False
    return app


def _is_open(scope: Scope) -> bool:
    return not scope["path"].startswith("/api/")


def _of(answers: Mapping[str, Answer], request: Request) -> Answer:
    question = request.path_params["question"]
    if question not in answers:
        raise Refused(404, _NOTHING)
    return answers[question]


def _asked(answer: Callable[[Given], Answer], given: Given) -> Answer:
    try:
        return answer(given)
    except NormalizeError as error:  # the file cannot be written, or what is asked cannot be done
        raise Refused(422, str(error)) from error
