"""The tables of words that almost every text asks for, made at the same time at the first use."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress

from normalize.languages.letters import letters
from normalize.languages.lexicon import lexicon
from normalize.languages.tables import script_of_language, told_apart
from normalize.storage import cache, notice
from normalize.words.frequency import is_listed_kept, listed, scale
from normalize.words.unlisted import LANGUAGES


def make_tables(target: str) -> None:
    """Make the tables of words for texts in a language in two processes, where the cache has none; else nothing.

    Where there is one processor, a process cannot be forked, or the cache cannot be written, so that nothing would be
    left of it, each is made when it is first asked for.
    """
    if is_listed_kept(LANGUAGES) or (os.cpu_count() or 1) < 2 or not cache.may_keep():
        return
    if "fork" not in multiprocessing.get_all_start_methods():
        return
    notice.making()
    other = multiprocessing.get_context("fork").Process(target=_make_others, args=(target,), daemon=True)
    other.start()
    lexicon(target)
    other.join()


def _make_others(target: str) -> None:
    """In a process of its own; what fails here is made, and told of, where it is asked for."""
    for sign in (signal.SIGINT, signal.SIGTERM):  # handlers of the process that this one is forked from are not for it
        signal.signal(sign, signal.SIG_DFL)
    with suppress(Exception):
        scale(target, "best")
        listed(LANGUAGES)
        script = script_of_language(target)
        letters(told_apart(script), target, script)
