"""The same answer from any thread, from forked and from fresh processes."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from lang_sentences import CLAUSES, HEADLINES, LINKS

from normalize import Normalizer
from normalize.languages.spans import language_spans

TEXTS = [f"One line.\n{line}\nAnother line." for some in (HEADLINES, CLAUSES, LINKS) for line in some.values()]


def spans(text: str) -> list[tuple[int, int, str, float, bool]]:
    return [(s.start, s.end, s.lang, s.score, s.certain) for s in language_spans(text)]


def test_threads_agree():
    expected = [spans(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(spans, TEXTS * 3)) == expected * 3


def test_forked_processes_agree():
    expected = [spans(text) for text in TEXTS]
    # A handler that another test has set (Ray's) would wait for threads that are not here.
    reset = signal.SIGTERM, signal.SIG_DFL
    with multiprocessing.get_context("fork").Pool(2, signal.signal, reset) as pool:
        assert pool.map(spans, TEXTS) == expected


def test_fresh_processes_agree_also_when_threads_load_the_lists():
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from normalize.languages.spans import language_spans\n"
        "def spans(text):\n"
        "    return [(s.start, s.end, s.lang, s.score, s.certain) for s in language_spans(text)]\n"
        f"print(list(ThreadPoolExecutor(8).map(spans, {TEXTS!r})))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer == f"{[spans(text) for text in TEXTS]!r}\n"


def test_a_normalizer_that_has_detected_can_be_pickled():
    n = Normalizer(glossaries=["afghanistan"])
    expected = n.language_spans(TEXTS[1])
    assert pickle.loads(pickle.dumps(n)).language_spans(TEXTS[1]) == expected


def test_import_does_not_load_what_detection_needs():
    code = "import sys, normalize; print(sorted({'wordfreq', 'eldc', 'langdetect'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
