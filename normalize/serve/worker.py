"""A worker process: questions on standard input, answers on standard output, until the parent is gone.

python -m normalize.serve.worker
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
from typing import BinaryIO

from normalize.io.jsonlines import dump
from normalize.run.garbage import THRESHOLDS
from normalize.serve import frames
from normalize.serve.answers import Answers
from normalize.web.refused import Refused

_HEARTBEAT = 1.0  # seconds


def main() -> None:
    """Learn the settings, then answer one question after another."""
    # Ctrl-C and a service manager reach the whole group; the parent says when to go, by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_die_with, args=(os.getppid(),), daemon=True).start()  # though it works on a long text
    gc.set_threshold(*THRESHOLDS)
    source, target = _channels()
    told = frames.read(source)
    if told is None:
        return
    answers = Answers(*pickle.loads(told[1]))  # noqa: S301  the parent wrote it, into a pipe that nobody else has
    answers.warm_up()
    gc.collect()
    gc.freeze()
    frames.write(target, frames.READY, dump(answers.description))
    while (asked := frames.read(source)) is not None:
        frames.write(target, *_answered(answers, asked[1]))


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent; whatever else is printed goes to standard error."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  open to the end
    return source, target


def _answered(answers: Answers, asked: bytes) -> tuple[bytes, bytes]:
    name, _, body = asked.partition(b"\n")
    try:
        return frames.ANSWER, answers.answer(name.decode(), body)
    except Refused as refused:
        return frames.REFUSAL, dump({"status": refused.status, "message": refused.message})
    except Exception as error:  # noqa: BLE001  one request must not end the service
        return frames.CRASH, f"{type(error).__name__}: {error}".encode(errors="backslashreplace")


def _die_with(parent: int) -> None:
    """End this process when its parent is gone: a service that was killed must not leave workers behind."""
    while os.getppid() == parent:
        time.sleep(_HEARTBEAT)
    os._exit(1)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the parent was killed
        os._exit(0)
