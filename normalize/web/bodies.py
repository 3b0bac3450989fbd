"""Reading the bodies of requests: so many bytes each, and so many of all together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import ClientDisconnect, Request

from normalize.web.refused import Refused

_ALL = 64 << 20  # bytes of all requests that wait for an answer
_AT_LEAST = 4  # of the largest requests that there must be room for


class Bodies:
    """Reads bodies; counts the bytes of those that are not answered yet. ``hint`` says how the limit is set."""

    def __init__(self, most: int, hint: str = "") -> None:
        self._most, self._hint = most, hint
        self._room = max(_ALL, _AT_LEAST * most)

    @asynccontextmanager
    async def of(self, request: Request, media_type: str) -> AsyncIterator[bytes]:
        """The body of a request; its bytes count until the block ends. Raises Refused."""
        given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given != media_type:
            raise Refused(415, f"the Content-Type must be {media_type}, not {given or 'none'!r}")
        if (request.headers.get("content-encoding") or "identity") != "identity":
            raise Refused(415, "compressed bodies are not read")
        if int(request.headers.get("content-length", "0")) > self._most:  # the protocol has checked that it is a number
            raise self._too_large()
        chunks: list[bytes] = []
        size = 0
        try:
            async for chunk in request.stream():
                size += len(chunk)
                self._room -= len(chunk)
                if size > self._most:
                    raise self._too_large()
                if self._room < 0:
                    raise Refused(503, "too many requests are waiting; try again", {"retry-after": "1"})
                chunks.append(chunk)
            yield b"".join(chunks)
        except ClientDisconnect:
            raise Refused(400, "the client went away before its request was complete") from None
        finally:
            self._room += size

    def _too_large(self) -> Refused:
        return Refused(413, f"the body is larger than {self._most} bytes{self._hint}")
