"""A backend made for tests: it translates a little Spanish word by word, and notes each text that it is asked for."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from normalize.translate.model import Output, Route

WORDS = {
    "el": "the", "la": "the", "los": "the", "las": "the", "del": "of the", "de": "of", "en": "in", "a": "to",
    "y": "and", "gobierno": "government", "anunció": "announced", "nuevas": "new", "medidas": "measures",
    "contra": "against", "sequía": "drought", "sur": "south", "país": "country", "ministro": "minister",
    "visitó": "visited", "escuelas": "schools", "lunes": "Monday", "valle": "valley", "resiste": "resists",
    "todavía": "still", "alcalde": "mayor", "reunió": "met", "con": "with", "se": "", "ciudad": "city", "leer": "read",
    "vecinos": "neighbours", "volvieron": "returned", "sus": "their", "casas": "houses", "después": "after",
    "tormenta": "storm", "visitamos": "we visited",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def word_by_word(text: str) -> str:
    """Known words in English, the others as they stand."""

    def one(match: re.Match[str]) -> str:
        word = match[0]
        english = WORDS.get(word.lower(), word)
        return english[:1].upper() + english[1:] if word[:1].isupper() else english

    return re.sub(r"(?<=\w) {2,}", " ", _WORD.sub(one, text))


class Fake:
    """Translates from Spanish into English with `speak`; `asked` are the texts it was given, in order."""

    def __init__(
        self,
        speak: Callable[[str], str] = word_by_word,
        *,
        name: str = "argos",
        trusted: bool = True,
        score: float | None = -0.3,
    ) -> None:
        self.name, self.speak, self.trusted, self.score = name, speak, trusted, score
        self.asked: list[str] = []
        self.closed = False

    def route(self, source: str, target: str) -> Route | None:
        return Route("fake-es_en 1.0", "f" * 64, "fake 1", self.trusted) if (source, target) == ("es", "en") else None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        self.asked += texts
        return [Output(self.speak(text), self.score) for text in texts]

    def close(self) -> None:
        self.closed = True


class Logged(Fake):
    """Notes what it is asked in the file FAKE_LOG, and is killed before the batch of the number FAKE_KILL."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        log = Path(os.environ["FAKE_LOG"])
        batches = log.read_text(encoding="utf-8").count("---\n") if log.exists() else 0
        if os.environ.get("FAKE_KILL") == str(batches):
            os.kill(os.getpid(), signal.SIGKILL)
        with log.open("a", encoding="utf-8") as stream:
            stream.write("---\n" + "".join(f"{text}\n" for text in texts))
        return super().translate(texts, source, target)


def run_command_line() -> None:
    """The command line with the logged backend as its only one."""
    from normalize.cli import main
    from normalize.translate import setup

    setup.MAKERS.clear()
    setup.MAKERS["argos"] = Logged
    main()


if __name__ == "__main__":
    run_command_line()
