"""Who may ask: the host that a request names, the origin of the page that sent it, and the token.

A page from anywhere can make its reader's browser send requests to this machine. It gives itself away by its Origin or,
where it has pointed a name of its own at this machine (DNS rebinding), by the Host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hmac import compare_digest
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from normalize.web.refused import Refused

LOOPBACK_ORIGIN = r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?"
_PORT = re.compile(r":\d{1,5}$")
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


class Guard:
    """Refuses what must not be answered, and adds the headers that every answer has.

    ``hosts`` are names of the service besides localhost and addresses; ``origins`` are those of pages that may ask,
    `*` for all. Pages of the service itself always may; with ``loopback`` those of any port of this machine may, too.
    ``hints`` end what is said to a refused host, and to a refused origin: how a service lets more of them in.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Iterable[str] = (),
        origins: Iterable[str] = (),
        *,
        loopback: bool = False,
        hints: tuple[str, str] = ("", ""),
    ) -> None:
        self._app = app
        self._host_hint, self._origin_hint = hints
        self._hosts = frozenset(name.lower() for name in ("localhost", *hosts))
        self._origins = frozenset(origins)
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message.setdefault("headers", [])}
                added = ((name.encode(), value.encode()) for name, value in _HEADERS.items())
                message["headers"] = [*message["headers"], *((n, v) for n, v in added if n not in given)]
            await send(message)

        try:
            self._check(Headers(scope=scope))
        except Refused as refused:
            await error_response(refused)(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    def _check(self, headers: Headers) -> None:
        host = headers.get("host", "")
        if not self._is_host(host):
            raise Refused(421, f"this service does not go by the name in the Host header{self._host_hint}")
        origin = headers.get("origin")
        if origin is not None and not self._is_origin(origin, host):
            raise Refused(403, f"pages of this origin may not ask{self._origin_hint}")
        if (
            origin is None
            and headers.get("sec-fetch-site") == "cross-site"
            and headers.get("sec-fetch-mode") == "no-cors"
        ):
            raise Refused(403, "a page of another site may not use this as a script or an image")

    def _is_host(self, host: str) -> bool:
        """Whether a Host may be answered: a name that is known, or any address, which no page can make its own."""
        name = _PORT.sub("", host).lower()
        if name in self._hosts:
            return True
        try:
            return bool(ip_address(name.removeprefix("[").removesuffix("]")))
        except ValueError:
            return False

    def _is_origin(self, origin: str, host: str) -> bool:
        if origin in self._origins or "*" in self._origins:
            return True
        if self._loopback:
            return bool(re.fullmatch(LOOPBACK_ORIGIN, origin))
        return origin.lower() == f"http://{host}".lower()


class TokenCheck:
    """Asks for the token, except for what ``is_open`` lets everybody see; an empty token is none."""

    def __init__(self, app: ASGIApp, token: str, is_open: Callable[[Scope], bool]) -> None:
        self._app = app
        self._token = token.encode()
        self._is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._token or self._is_open(scope) or self._has_token(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        message = "this service needs a token: send the header `Authorization: Bearer TOKEN`"
        await error_response(Refused(401, message, {"www-authenticate": "Bearer"}))(scope, receive, send)

    def _has_token(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        same = compare_digest(given.strip().encode("latin-1"), self._token)
        return scheme.lower() == "bearer" and same


def error_response(refused: Refused) -> Response:
    """The answer to a request that is refused."""
    return Response(refused.body, refused.status, dict(refused.headers), media_type="application/json")
