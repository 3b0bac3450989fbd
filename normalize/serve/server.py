"""A service from its start to its end: the workers, and the application that hands them their questions."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from normalize.serve.app import create
from normalize.serve.options import Options
from normalize.serve.workers import Workers
from normalize.web.listening import answer


def serve(
    options: Options,
    state: tuple[Any, ...],
    glossaries: Sequence[str],
    bound: socket.socket,
    started: Callable[[], None],
) -> signal.Signals | None:
    """Answer until a signal says to stop, then finish what was asked; the signal that stopped it.

    ``state`` is what the workers are made of, ``started`` is called when it answers. Raises ServeError.
    """
    with closing(bound), Workers(state, options.jobs, options.timeout) as workers:
        patience = options.client_timeout
        app = create(options, workers, glossaries)
        return answer(app, bound, started, patience=patience, finishing=options.timeout + patience)
