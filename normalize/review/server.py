"""The page from start to stop: a token of its own, this machine alone."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from secrets import token_urlsafe
from typing import Any

from normalize.review.app import Subject, create
from normalize.web.listening import answer, listen, url_of

HOST = "127.0.0.1"
_TOKEN = 24  # bytes
_PATIENCE, _FINISHING = 30.0, 5.0  # seconds for a client to send or take something; for what was asked at the end


def bind(port: int) -> socket.socket:
    """The socket of a page; port 0 is any free one. Raises ServeError."""
    return listen(HOST, port)


def serve(
    subject: Subject, about: Mapping[str, Any], bound: socket.socket, started: Callable[[str], None]
) -> signal.Signals | None:
    """Show the page until a signal says to stop; the signal that stopped it.

    ``started`` is told the address with its token, which stands behind the ``#``: browsers send that part to nobody.
    """
    token = token_urlsafe(_TOKEN)
    address = f"{url_of(bound)}/#token={token}"
    with closing(bound):
        app = create(subject, about, token)
        return answer(app, bound, lambda: started(address), patience=_PATIENCE, finishing=_FINISHING)
