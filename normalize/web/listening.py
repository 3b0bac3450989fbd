"""A server from its start to its end: the socket, uvicorn's settings, the signals that stop it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from normalize.errors import ServeError
from normalize.web.protocol import with_patience

_BACKLOG = 1024  # connections that wait to be accepted
_HEADERS = 64 << 10  # bytes of a request line and headers: a batch of queries may stand in the line
_KEEP_ALIVE = 15  # seconds that an idle connection stays open
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def listen(host: str, port: int) -> socket.socket:
    """A socket that is bound; port 0 is any free one. Raises ServeError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        raise ServeError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error
    return made


def url_of(bound: socket.socket) -> str:
    """Where a socket can be reached from this machine."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def answer(
    app: ASGIApp, bound: socket.socket, started: Callable[[], None], *, patience: float, finishing: float
) -> signal.Signals | None:
    """Answer by an application until a signal says to stop, then finish what was asked; the signal that stopped it.

    ``started`` is called when it answers; ``patience`` are the seconds that a client may take to send a request or
    take an answer, ``finishing`` those that what was asked may still take after the signal.
    """
    config = uvicorn.Config(
        app,
        http=with_patience(patience),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",  # who sends what is no HTTP need not fill a log
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        h11_max_incomplete_event_size=_HEADERS,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=int(finishing),
    )
    server = _Server(config)
    server.when_started = started
    server.run(sockets=[bound])
    return server.stopped_by


class _Server(uvicorn.Server):
    """A server that remembers which signal stopped it, and leaves the exit status to its caller."""

    stopped_by: signal.Signals | None = None
    when_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so when connections are accepted."""
        await super().startup(sockets)
        self.when_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As the base class does, but without raising the signal again at the end."""
        before = {sign: signal.signal(sign, self.handle_exit) for sign in _STOPPING}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal stops the service when all is answered, a second Ctrl-C at once."""
        if self.stopped_by is None:
            self.stopped_by = signal.Signals(sig)
        super().handle_exit(sig, frame)
