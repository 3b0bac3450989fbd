"""A long-lived Apertium pipeline: the programs of a mode file, joined by pipes, one text between two NUL characters.

Apertium is under the GPL and stays a program of its own: nothing of it is loaded into this process. Its programs are
started once a mode, which saves 0.2 s a text, each with ``-z``: then they flush at every NUL. (``apertium -z`` hangs.)
"""

from __future__ import annotations

import os
import re
import selectors
import shlex
import subprocess
import time
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING

from normalize.errors import TranslationError
from normalize.text.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SILENCE = 20.0  # seconds without a byte after which a pipeline counts as hung; loading takes less than one
_GRACE = 1.0  # seconds to end by itself after its input was closed
_CHUNK = 1 << 16
# What the stream format gives a meaning is escaped. Marks in the text are sent as formatting blocks, which no stage
# looks into: an escaped one would be lost.
_RESERVED = pattern(r"[\\^$/<>{}\[\]]|[*#~@]")
_BLOCKED = frozenset("*#~@")
# A formatting block before each NUL: lt-proc -b and -n wait for what follows the last word; and a dying stage writes a
# NUL, too, which must not be taken for an answer.
_END = "[.]"
# On the way back: an escaped character, a block of ours, or the mark of a word that a stage could not handle.
_RETURNED = pattern(r"\\(.)|\[([*#~@]?)\]|[*@#](?=\w)", re.DOTALL)
_WORD = pattern(r"\w")


def stages(mode: Path) -> list[list[str]]:
    """The commands of a mode file, each with ``-z``; words that the generator does not know come out unmarked.

    Raises TranslationError where it cannot be read.
    """
    try:
        words = shlex.split(mode.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise TranslationError(f"{mode}: cannot be read: {error}") from error
    commands: list[list[str]] = [[]]
    for word in words:
        if word == "|":
            commands.append([])
        elif word == "$1":
            commands[-1].append("-n")
        elif word != "$2":
            commands[-1].append(word)
    return [[command[0], "-z", *command[1:]] for command in commands if command]


class Pipeline:
    """The processes of one mode, started when first used and again after a failure."""

    def __init__(self, commands: Sequence[Sequence[str]], silence: float = _SILENCE) -> None:
        """`commands` in order; `silence` in seconds."""
        self._commands = commands
        self._silence = silence
        self._running: _Running | None = None

    def translate(self, texts: Sequence[str]) -> list[str]:
        """One output a text, in order. Raises TranslationError where the pipeline dies, hangs or miscounts."""
        kept = [i for i, text in enumerate(texts) if _WORD.search(text)]
        outputs = list(texts)
        if not kept:
            return outputs
        payload = b"".join(f"{_escape(texts[i])}{_END}\0".encode("utf-8", "replace") for i in kept)
        try:
            for i, answer in zip(kept, self._start().exchange(payload, len(kept), self._silence), strict=True):
                outputs[i] = _unescape(answer.decode("utf-8", "replace"))
        except BaseException:  # after an interruption, too, answers would be out of step
            self.close()
            raise
        return outputs

    def close(self) -> None:
        """End the processes."""
        if self._running is not None:
            self._running.end()
            self._running = None

    def _start(self) -> _Running:
        if self._running is not None and self._running.owner != os.getpid():
            self._running.let_go()  # the parent's: its answers are not for this process
            self._running = None
        if self._running is None:
            self._running = _Running(self._commands)
        return self._running


class _Running:
    """Processes that run, and the two ends of their chain."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self.owner = os.getpid()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._end = weakref.finalize(self, _end, self._processes, self.owner)  # also at exit
        try:
            for command in commands:
                source = self._processes[-1].stdout if self._processes else subprocess.PIPE
                # In a session of its own: Ctrl-C reaches this program, which then ends its pipelines in order.
                process = subprocess.Popen(
                    command,
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    bufsize=0,
                    start_new_session=True,
                )
                if self._processes:
                    _close(source)  # else this process would keep the pipe open, and the programs would outlive it
                self._processes.append(process)
        except OSError as error:
            self.end()
            raise TranslationError(f"Apertium cannot be started: {error.filename}: {error.strerror}") from error
        self._input, self._output = self._processes[0].stdin, self._processes[-1].stdout
        for end in (self._input, self._output):
            assert end is not None
            os.set_blocking(end.fileno(), False)

    def exchange(self, payload: bytes, count: int, silence: float) -> list[bytes]:
        """Write `payload` and read `count` answers, both at once, since either pipe may be full."""
        assert self._input is not None
        assert self._output is not None
        taken, received, sent, seen = bytearray(), 0, 0, time.monotonic()
        with selectors.DefaultSelector() as ready:
            ready.register(self._output, selectors.EVENT_READ)
            ready.register(self._input, selectors.EVENT_WRITE)
            while received < count:
                events = ready.select(silence)
                if not events and time.monotonic() - seen >= silence:
                    raise TranslationError(f"Apertium gave no answer for {silence:g} seconds")
                for key, _ in events:
                    seen = time.monotonic()
                    if key.fileobj is self._input:
                        sent += self._write(payload[sent : sent + _CHUNK])
                        if sent == len(payload):
                            ready.unregister(self._input)
                        continue
                    data = self._read()
                    received += data.count(b"\0")
                    taken += data
        answers = bytes(taken).split(b"\0")
        if len(answers) != count + 1 or answers[-1]:
            raise TranslationError("Apertium ended unexpectedly")
        return answers[:-1]

    def _write(self, data: bytes) -> int:
        assert self._input is not None
        try:
            return os.write(self._input.fileno(), data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise TranslationError(f"Apertium ended unexpectedly: {error.strerror}") from error

    def _read(self) -> bytes:
        assert self._output is not None
        try:
            data = os.read(self._output.fileno(), _CHUNK)
        except BlockingIOError:
            return b""
        if not data:
            raise TranslationError("Apertium ended unexpectedly")
        return data

    def end(self) -> None:
        """Close the input, wait a little, kill what is left."""
        self._end()

    def let_go(self) -> None:
        """In a forked child: close this process's ends and touch nothing else."""
        self._end.detach()
        for process in self._processes:
            _close(process.stdin)
            _close(process.stdout)
            process.returncode = 0  # not a child of this process: nothing to wait for


def _end(processes: list[subprocess.Popen[bytes]], owner: int) -> None:
    if os.getpid() != owner:
        return
    if processes:
        _close(processes[0].stdin)
        _close(processes[-1].stdout)
    deadline = time.monotonic() + _GRACE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _close(process.stdout)


def _close(end: object) -> None:
    with suppress(OSError, AttributeError):
        end.close()  # type: ignore[attr-defined]


def _escape(text: str) -> str:
    return _RESERVED.sub(lambda m: f"[{m[0]}]" if m[0] in _BLOCKED else "\\" + m[0], text.replace("\0", " "))


def _unescape(text: str) -> str:
    body, end, rest = text.rpartition(_END)
    if not end:
        raise TranslationError("Apertium ended unexpectedly")
    return _RETURNED.sub(lambda m: m[1] or m[2] or "", body + rest)
