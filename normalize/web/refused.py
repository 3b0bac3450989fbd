"""A request that is not answered as asked: its status and one sentence for a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from normalize.io.jsonlines import dump

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class Refused(Exception):
    """What a client is told: the status of HTTP, one sentence, and headers that belong to it."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] = NO_HEADERS) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers

    @property
    def body(self) -> bytes:
        """The message as JSON: the same shape for every error."""
        return error_body(self.message)


def error_body(message: str) -> bytes:
    """What every error looks like.

    >>> error_body("no such entry")
    b'{"error":"no such entry"}\\n'
    """
    return dump({"error": message})
