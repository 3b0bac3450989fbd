"""HTTP/1.1 as uvicorn speaks it, with an end to patience: a client that takes too long is cut off.

uvicorn waits for ever for the rest of a request, and for a client that does not take its answer. Some hundreds of such
connections, and nobody else gets one.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from normalize.web.refused import error_body

MOST_CONNECTIONS = 900  # below the 1,024 files that a process may have open on most systems
_ARRIVING = (h11.IDLE, h11.SEND_BODY)


class Patient(H11Protocol):
    """A connection whose client has ``patience`` seconds to send a request, and as many to take an answer."""

    patience: ClassVar[float] = 30.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._arrival: asyncio.TimerHandle | None = None
        self._departure: asyncio.TimerHandle | None = None
        self._said = False  # the last word; what still arrives is read, so that the client gets it, and dropped

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # pause_writing is called whenever something waits to be taken
        if len(self.connections) > MOST_CONNECTIONS:
            self._say(503, "too many connections; try again")
            transport.close()  # at once: others wait for the place
            return
        self._expect_request()

    def data_received(self, data: bytes) -> None:
        if self._said:
            return
        super().data_received(data)
        if self.conn.their_state in _ARRIVING:
            self._expect_request()
        else:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.timeout_keep_alive_task is not None and self.conn.their_state is h11.IDLE:
            self._stop_waiting()  # the keep-alive timer waits for the next request

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._departure is None:
            self._departure = self.loop.call_later(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        if self._departure is not None:
            self._departure.cancel()
            self._departure = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is answered as any other error."""
        self._say(400, "this is not a valid HTTP request")

    def _expect_request(self) -> None:
        if self._arrival is None:
            self._arrival = self.loop.call_later(self.patience, self._too_slow)

    def _stop_waiting(self) -> None:
        if self._arrival is not None:
            self._arrival.cancel()
            self._arrival = None

    def _too_slow(self) -> None:
        self._say(408, f"the request was not complete after {self.patience:g} seconds")

    def _say(self, status: int, message: str) -> None:
        """Answer, and hang up when the client does or its time is over; where an answer has begun, hang up at once."""
        if self.transport.is_closing() or self._said:
            return
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE) or (self.cycle and self.cycle.response_started):
            self.transport.abort()
            return
        body = error_body(message)
        headers = [("content-type", "application/json"), ("content-length", str(len(body))), ("connection", "close")]
        events = (h11.Response(status_code=status, headers=headers), h11.Data(data=body), h11.EndOfMessage())
        self._said = True
        self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
        self.transport.write_eof()
        self.transport.resume_reading()
        self._stop_waiting()
        self._arrival = self.loop.call_later(self.patience, self.transport.abort)
        if self.cycle is not None:  # whoever waits for the rest of the request need not
            self.cycle.disconnected = True
            self.cycle.message_event.set()


def with_patience(seconds: float) -> type[Patient]:
    """The protocol with another patience than 30 seconds; uvicorn takes a class."""
    return type("Patient", (Patient,), {"patience": seconds})
