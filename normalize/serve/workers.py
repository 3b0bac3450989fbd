"""Worker processes, each asked one question at a time; one that takes too long, or dies, is replaced.

Processes of their own, not a pool of :mod:`concurrent.futures`: there, a worker that is ended ends the pool with it,
and what others asked would be lost.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Timer
from typing import Any, BinaryIO, Self, cast

from normalize.errors import ServeError
from normalize.io.jsonlines import parse
from normalize.serve import frames
from normalize.web.refused import Refused

_SECRETS = ("NORMALIZE_TOKEN",)  # what a worker, or a translator that it starts, need not know
_GOODBYE = 5.0  # seconds for a worker to end by itself


class Workers:
    """A number of workers that know the same settings; :meth:`ask` may be called by many tasks at once."""

    def __init__(self, state: tuple[Any, ...], jobs: int, timeout: float) -> None:
        """``state`` is what :class:`normalize.serve.answers.Answers` is made of, ``timeout`` is in seconds."""
        self._state = pickle.dumps(state)
        self._timeout = timeout
        self._jobs = jobs
        self._threads = ThreadPoolExecutor(jobs, "worker")
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self.description: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Start all of them; raises ServeError where one does not start."""
        started = [_Process(self._state) for _ in range(self._jobs)]
        try:
            for described in self._threads.map(_Process.wait_until_ready, started):
                self.description = described
        except BaseException:  # Ctrl-C comes here, too
            self._threads.shutdown(cancel_futures=True)
            _end(started)
            raise
        for process in started:
            self._idle.put(process)
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        _end(self._idle.get() for _ in range(self._idle.qsize()))

    async def ask(self, question: str, body: bytes) -> bytes:
        """The answer to a question, as JSON or HTML; waits for a free worker. Raises Refused."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._ask, question.encode() + b"\n" + body)

    def _ask(self, question: bytes) -> bytes:
        process = self._idle.get()  # there are as many as threads
        try:
            return process.ask(question, self._timeout)
        finally:
            self._idle.put(process)


class _Process:
    """One worker; started anew where it is gone."""

    def __init__(self, state: bytes) -> None:
        self._state = state
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "normalize.serve.worker"]
        environment = {name: value for name, value in os.environ.items() if name not in _SECRETS}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self._ready = False

    @property
    def _to(self) -> BinaryIO:
        return cast("BinaryIO", self.process.stdin)

    @property
    def _from(self) -> BinaryIO:
        return cast("BinaryIO", self.process.stdout)

    def wait_until_ready(self) -> dict[str, Any]:
        """Hand over the settings and wait; what the worker says of itself. Raises ServeError."""
        try:
            frames.write(self._to, frames.STATE, self._state)
            ready = frames.read(self._from)
        except OSError:
            ready = None
        if ready is None:
            raise ServeError(f"a worker process did not start (exit status {self.process.wait()}); see above")
        self._ready = True
        described: dict[str, Any] = parse(ready[1])
        return described

    def ask(self, question: bytes, timeout: float) -> bytes:
        """The answer; raises Refused where there is none in time, or the worker failed."""
        if not self._ready:
            try:
                self.wait_until_ready()
            except ServeError as error:
                self._replace()
                raise Refused(503, f"no worker: {error}") from None
        ended = Event()
        timer = Timer(timeout, self._end_now, (ended,))
        timer.start()
        try:
            frames.write(self._to, frames.QUESTION, question)
            answer = frames.read(self._from)
        except OSError:
            answer = None
        finally:
            timer.cancel()
            timer.join()  # a timer that goes off just now must not end the worker of the next question
        if answer is None or ended.is_set():
            self._replace()
            if ended.is_set():
                raise Refused(503, f"the answer took longer than {timeout:g} seconds; ask for less at once")
            raise Refused(500, "the worker process ended before it answered")
        return _read(*answer)

    def _end_now(self, ended: Event) -> None:
        ended.set()
        self.process.kill()

    def _replace(self) -> None:
        self.process.kill()
        self.close()
        self._start()

    def close(self) -> None:
        """Let it go: a worker ends when its pipe is closed."""
        for stream in (self._to, self._from):
            with suppress(OSError):  # what was still to be written goes nowhere
                stream.close()
        try:
            self.process.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _read(kind: bytes, body: bytes) -> bytes:
    if kind == frames.REFUSAL:
        told = parse(body)
        raise Refused(told["status"], told["message"])
    if kind == frames.CRASH:
        raise Refused(500, f"internal error, please report it: {body.decode()}")
    return body


def _end(processes: Iterable[_Process]) -> None:
    for process in processes:
        process.close()
