"""The service under load: texts of 2 KB posted all at once, answers counted, times measured.

    python benchmarks/serve.py [REQUESTS] [JOBS]

Each text is cut from the corpus, with a number in front so that no two are the same. The server is started by its
command, with all glossaries that ship. Wall-clock times: compare the ratios only. Exit status 1 where an
answer is missing or wrong.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path

SIZE = 2000  # characters of a text
CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "articles"


def texts(number: int) -> list[str]:
    """So many different texts of 2 KB."""
    articles = "\n\n".join(path.read_text("utf-8", "replace") for path in sorted(CORPUS.glob("*.txt")))
    parts = [articles[at : at + SIZE] for at in range(0, len(articles) - SIZE, SIZE)]
    return [f"{i}. {text}" for i, text in enumerate(islice(cycle(parts), number))]


def post(port: int, text: str) -> tuple[float, bool]:
    """Seconds until the answer, and whether it is the answer to this text."""
    began = time.perf_counter()
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        connection.request("POST", "/normalize", json.dumps({"text": text}), {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        connection.close()
    except (OSError, ValueError):
        return time.perf_counter() - began, False
    return time.perf_counter() - began, answer.get("text", "").startswith(text.partition(" ")[0])


def percentile(times: list[float], share: float) -> float:
    """The time within which a share of the answers came."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def measure(port: int, asked: list[str], at_once: int) -> int:
    """Post all texts, some at once; print a row, return how many answers were lost."""
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as clients:
        answers = list(clients.map(lambda text: post(port, text), asked))
    took = time.perf_counter() - began
    times = [seconds for seconds, _ in answers]
    lost = sum(not right for _, right in answers)
    p50, p99 = percentile(times, 0.50), percentile(times, 0.99)
    print(f"{at_once:>8} {lost:>5} {len(asked) / took:>10.0f}/s {p50 * 1000:>9.0f} ms {p99 * 1000:>9.0f} ms")
    return lost


def port_of(server: subprocess.Popen[str]) -> int:
    """The port of a server, once it is ready."""
    assert server.stderr is not None
    for line in server.stderr:
        if ready := re.search(r":(\d+): ready", line):
            return int(ready[1])
        print(line, end="", file=sys.stderr)
    raise SystemExit("the server did not start")


def under_load(port: int, requests: int, jobs: int) -> int:
    """Post texts one after another, then all at once; how many answers were lost."""
    asked = texts(requests)
    for text in asked[:20]:  # what is loaded when it is first needed
        post(port, text)
    print(f"{requests} texts of {SIZE} characters, {jobs} workers\n at once  lost       rate       p50          p99")
    return measure(port, asked, 1) + measure(port, asked, requests)


def main(requests: int = 200, jobs: int = 2) -> int:
    """Start a server, measure it, stop it."""
    command = [sys.executable, "-m", "normalize", "serve", "--no-translate", "--port", "0", "--jobs", str(jobs)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            lost = under_load(port_of(server), requests, jobs)
        finally:
            server.terminate()
    return 1 if lost or server.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
