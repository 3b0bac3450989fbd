"""Everything that reads what strangers send, each as a function of bytes, with seeds to begin from.

A harness returns where the bytes were read, or refused by an error that is raised on purpose. Whatever else it raises
is a finding. They serve the mutator of ``fuzz.py`` and atheris alike.
"""

from __future__ import annotations

import faulthandler
import gzip
import io
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize import Normalizer
from normalize.audit.sheets import answers
from normalize.discovery.draft import read_clusters
from normalize.errors import MissingField, NormalizeError
from normalize.evidence.profile import Profile, survey
from normalize.io import Fields, FileRef, records, rewrite
from normalize.io.formats import Kind
from normalize.io.ignore import Excluded
from normalize.io.pieces import Slot
from normalize.io.sizes import size_of
from normalize.io.stream import cutter
from normalize.judgements import store
from normalize.model import Result
from normalize.names.glossary.exchange.formats import FORMATS, Format
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.read import read as read_glossary
from normalize.rules import rule
from normalize.run import journal
from normalize.settings.sources import load as load_settings
from normalize.storage.tables import unpack
from normalize.storage.writing import pack
from normalize.text.edits import apply, invert
from normalize.translate.tmx import read_phrases

Harness = Callable[[bytes], None]
HERE = Path(__file__).parent
_FAST = Path("/dev/shm")
_FIELDS = Fields(("text", "title"), largest=1 << 20)


class Broken(AssertionError):
    """A promise that was not kept."""


@dataclass(frozen=True)
class Fuzzed:
    """What is fuzzed: its name, the harness, and inputs to begin from."""

    name: str
    harness: Harness
    seeds: tuple[bytes, ...]


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=_FAST if _FAST.is_dir() else None))


def clear() -> None:
    """Remove what the harnesses wrote."""
    shutil.rmtree(_scratch(), ignore_errors=True)
    _scratch.cache_clear()


def _file(name: str, data: bytes) -> Path:
    path = _scratch() / name
    path.write_bytes(data)
    return path


def _reader(name: str) -> Harness:
    """A file is read; rewritten without a change it keeps its bytes, with changes it has these and no others."""

    def harness(data: bytes) -> None:
        ref = FileRef(_file(name, data), name)
        target = _scratch() / "out" / name
        told: list[str] = []
        try:
            units = list(records(ref, fields=_FIELDS, broken=told.append))
            same = rewrite(ref, target, lambda units: [u.text for u in units], fields=_FIELDS, broken=told.append)
        except NormalizeError:
            return
        if same.changed or target.read_bytes() != data:
            raise Broken("other bytes without a change")
        if not all(unit.encoding.startswith("utf") for one in units for unit in one):
            return  # a guess, which other bytes may change
        changed = [[unit.text.replace("a", "o") for unit in one] for one in units]
        given = iter(changed)
        try:
            rewrite(ref, target, lambda units: next(given), fields=_FIELDS, broken=told.append)
            again = records(FileRef(target, name), fields=_FIELDS, broken=told.append)
            after = [[unit.text for unit in units] for units in again]
        except NormalizeError:
            return
        if after != changed:
            raise Broken("the texts that were written are not those that are read")

    return harness


def _apart(harness: Harness) -> Harness:
    """The same in a process that is forked for each input: where a library takes the process down, that is told."""
    if not hasattr(os, "fork"):
        return harness

    def forked(data: bytes) -> None:
        told, tells = os.pipe()
        pid = os.fork()
        if pid == 0:
            problem = ""
            try:
                faulthandler.disable()
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                harness(data)
            except BaseException as error:
                problem = f"{type(error).__name__}: {error}"
            os.write(tells, problem.encode("utf-8", "replace")[:4000])
            os._exit(0)
        os.close(tells)
        with os.fdopen(told, "rb") as said:
            problem = said.read().decode("utf-8", "replace")
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if problem or status:
            raise Broken(problem or f"the process died of signal {-status}")

    return forked


def _stream(kind: Kind) -> Harness:
    """A stream, cut anywhere, comes out as it went in, and its records are those of the whole."""

    def harness(data: bytes) -> None:
        step = data[0] % 7 + 1 if data else 1
        whole, cut = _pieces(kind, [data]), _pieces(kind, [data[i : i + step] for i in range(0, len(data), step)])
        if whole is None or cut is None:
            if whole is not cut:
                raise Broken("refused, or not, by how it is cut")
            return
        if whole[0] != cut[0] or whole[1] != cut[1]:
            raise Broken("another answer by how it is cut")
        if whole[0] != data:
            raise Broken("other bytes without a change")

    return harness


def _pieces(kind: Kind, portions: list[bytes]) -> tuple[bytes, list[tuple[str, ...]]] | None:
    read = cutter(kind, "-", _FIELDS)
    pieces = []
    try:
        for portion in portions:
            pieces += read.feed(portion)
        pieces += read.end()
    except NormalizeError as error:
        if kind is not Kind.JSONL or not isinstance(error, MissingField):
            return None
    held = [piece if isinstance(piece, bytes) else piece.original for piece in pieces]
    return b"".join(held), [tuple(u.text for u in p.units) for p in pieces if isinstance(p, Slot)]


def _path(name: str, read: Callable[[Path], object]) -> Harness:
    """Something is read from a file."""

    def harness(data: bytes) -> None:
        path = _file(name, data)
        try:
            read(path)
        except NormalizeError:
            return

    return harness


def _exchange(form: Format) -> Harness:
    """A glossary in a format of the field is read, and what was read is written as YAML that is read again."""

    def harness(data: bytes) -> None:
        path = _file(f"g{form.suffixes[0] if form.suffixes else '.json'}", data)
        try:
            entries = list(itertools.islice(form.loaded_reader()([path], Job()), 2000))
        except NormalizeError:
            return
        written = io.StringIO()
        try:
            FORMATS["yaml"].loaded_writer()(iter(entries), written.write, Job())
        except NormalizeError:
            return
        if entries:
            try:
                read_glossary(_file("again.yaml", written.getvalue().encode("utf-8", "surrogatepass")))
            except NormalizeError as error:
                if "used twice" not in str(error):
                    raise Broken(f"what was converted is refused: {error}") from error

    return harness


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _journal(name: str) -> Harness:
    """A run whose file is these bytes is opened and read through."""

    def harness(data: bytes) -> None:
        home = _scratch() / "run" / ".normalize"
        if not home.is_dir():
            shutil.copytree(_ready_run() / ".normalize", home)
        place = home / "0001" / name
        before = place.read_bytes() if place.is_file() else None
        place.write_bytes(data)
        try:
            run = journal.open_run(home)
            for file in (journal.FINDINGS, journal.EDITS, journal.UNMADE, journal.UNDONE, journal.AGAIN):
                for _ in run.lines(file):
                    pass
            list(run.files())
            _ = run.taken_back().ids, list(run.damage.sentences())
        except NormalizeError:
            pass
        finally:
            place.unlink()
            if before is not None:
                place.write_bytes(before)

    return harness


@cache
def _ready_run() -> Path:
    from runs import PANCHIR, Found, run_of

    folder = _scratch() / "ready"
    return run_of(folder, {"a.txt": (PANCHIR, [Found("Panchir", "Panjshir")])}).output


def _seed_of_run(name: str) -> bytes:
    place = _ready_run() / ".normalize" / "0001" / name
    return place.read_bytes() if place.is_file() else b'{"edits":["a1"],"files":{"a.txt":"22"},"from":{"a.txt":"11"}}\n'


@cache
def _normalizers() -> dict[str, Normalizer]:
    desk = [HERE.parent / "cases" / "desk.yaml"]
    return {
        "default": Normalizer(desk),
        "drop": Normalizer(desk, furniture="drop", foreign="drop", translator="phrases"),
        "unsafe": Normalizer(desk, unsafe=True, translator="phrases"),
        "bilingual": Normalizer(desk, bilingual=True, translator="phrases"),
        "fr": Normalizer(desk, target="fr"),
    }


def _normalize(which: str) -> Harness:
    """What is promised of any text: see :func:`promises`."""

    def harness(data: bytes) -> None:
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        promises(_normalizers()[which], text)

    return harness


def promises(normalizer: Normalizer, text: str) -> None:
    """Only edits change a text, rules say what they may be, they can be taken back, offsets map; and a second run
    changes nothing."""
    result = normalizer.normalize(text)
    _edits_are_all(text, result)
    for found in result.findings:
        if not 0 <= found.start <= found.end <= len(text) or found.text != text[found.start : found.end]:
            raise Broken(f"a finding out of its place: {found}")
    if not 0 <= result.translation.score <= 1:
        raise Broken(f"score {result.translation.score}")
    for there, size in ((result.to_normalized, len(text)), (result.to_original, len(result.text))):
        mapped = [there(i) for i in range(0, size + 1, 1 + size // 200)]
        if mapped != sorted(mapped):
            raise Broken("offsets run backwards")
    again = normalizer.normalize(result.text) if result.text != text else result
    if again.text != result.text:
        raise Broken(f"run 2 edits: {[(edit.finding.rule, edit.before, edit.after) for edit in again.edits]}")


def _edits_are_all(text: str, result: Result) -> None:
    for edit in result.edits:
        if not rule(edit.finding.rule).may_be(edit.finding.applicability):
            raise Broken(f"{edit.finding.rule} does not say that it may be {edit.finding.applicability}")
    if apply(text, [edit.finding for edit in result.edits])[0] != result.text:
        raise Broken("a change that is no edit")
    if invert(result.text, [(e.new_start, e.new_end, e.after, e.before) for e in result.edits]) != text:
        raise Broken("edits that cannot be taken back")


def _table(data: bytes) -> None:
    """A compiled table of the cache."""
    try:
        store_ = unpack(data, "key", "t")
        if store_ is not None:
            for table in store_.tables.values():
                for name in ("a", "b", "zz"):
                    table.get(name)
    except NormalizeError:
        return


def _exclude(data: bytes) -> None:
    lines = _text(data).split("\n")
    try:
        excluded = Excluded(lines)
    except NormalizeError:
        return
    for path in ("a/b.txt", "a" * 200, "news/2024/01/x.jsonl", ".hidden/[z-a]"):
        excluded(path)


def _said(data: bytes) -> None:
    try:
        answers(data, "sheet", [])
    except NormalizeError:
        return


def _size(data: bytes) -> None:
    try:
        size_of(_text(data))
    except NormalizeError:
        return


_EXCHANGED = {
    "yaml": "glossary.yaml",
    "csv": "glossary.csv",
    "tsv": "glossary.tsv",
    "json": "glossary.json",
    "jsonl": "glossary.json",
    "wikidata": "wikidata.jsonl",
    "geonames": "geonames.txt",
    "tbx": "glossary.tbx",
    "skos": "glossary.ttl",
    "ftm": "ftm.jsonl",
    "openrefine": "openrefine.json",
}
_TEXTS = tuple(f"text-{number}.txt" for number in range(4))


def _seed(name: str) -> bytes:
    return (HERE / "seeds" / name).read_bytes()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"id": [1, 2], "text": ["The Panchir a", None], "title": ["a", "b"]}), out)
    return out.getvalue()


def _all() -> Iterator[Fuzzed]:
    yield from _formats()
    for name, path in _EXCHANGED.items():
        yield Fuzzed(f"exchange {name}", _exchange(FORMATS[name]), (_seed(path),))
    yield from _settings()
    for name in (journal.MANIFEST, journal.EDITS, journal.FINDINGS, journal.UNDONE):
        yield Fuzzed(f"journal {name}", _journal(name), (_seed_of_run(name),))
    for which in ("default", "drop", "unsafe", "bilingual", "fr"):
        yield Fuzzed(f"normalize {which}", _normalize(which), tuple(map(_seed, _TEXTS)))


def _formats() -> Iterator[Fuzzed]:
    """Documents, as files and as streams."""
    text, record = _seed("text-0.txt"), _seed("record.jsonl")
    table, tabs = _seed("table.csv"), _seed("table.tsv")
    readers = {
        "r.txt": (*map(_seed, _TEXTS), text.decode().encode("utf-16")),
        "r.md": (text, b"# A\n\n`b`\n"),
        "r.jsonl": (record,),
        "r.csv": (table,),
        "r.tsv": (tabs,),
        "r.warc": (_seed("page.warc"),),
        "r.parquet": (_parquet(),),
        "r.txt.gz": (gzip.compress(text, mtime=0),),
        "r.jsonl.gz": (gzip.compress(record, mtime=0),),
    }
    for name, seeds in readers.items():
        harness = _reader(name)
        yield Fuzzed(f"reader {name[1:]}", _apart(harness) if name == "r.parquet" else harness, seeds)
    for kind, seed in ((Kind.JSONL, record), (Kind.CSV, table), (Kind.TSV, tabs)):
        yield Fuzzed(f"stream {kind.name.lower()}", _stream(kind), (seed,))


def _settings() -> Iterator[Fuzzed]:
    """What stands beside documents."""
    yield Fuzzed("glossary .yaml", _path("g.yaml", read_glossary), (_seed("glossary.yaml"),))
    yield Fuzzed("glossary .csv", _path("g.csv", read_glossary), (_seed("glossary.csv"),))
    yield Fuzzed("phrases .tmx", _path("p.tmx", read_phrases), (_seed("phrases.tmx"),))
    yield Fuzzed("phrases .tsv", _path("p.tsv", read_phrases), (_seed("phrases.tsv"),))
    yield Fuzzed("profile", _path("p.json", Profile.load), (survey(_seed("text-0.txt").decode()).to_json(),))
    yield Fuzzed("settings", _path("n.toml", load_settings), (_seed("settings.toml"),))
    yield Fuzzed("judgements", _path("j.jsonl", store.read), (_seed("judgements.jsonl"),))
    yield Fuzzed("draft", _path("d.jsonl", lambda path: read_clusters(path.with_suffix(".yaml"))), (b"{}\n",))
    yield Fuzzed("audit answers", _said, (b"a1 right\nb2,wrong\n", b'{"id":"a1","verdict":"right"}\n'))
    yield Fuzzed("table of the cache", _table, (pack("key", {}, {"t": {"a": 1, "b": [2]}}),))
    yield Fuzzed("exclude", _exclude, (b"*.txt\n!a/**/b\n[a-z]?\\*\n", b"**/" * 9))
    yield Fuzzed("size", _size, (b"10MB", b"1.5 GiB"))


@cache
def all_of_them() -> tuple[Fuzzed, ...]:
    """Every harness, in one order."""
    return tuple(_all())


def corpus() -> Iterator[tuple[str, bytes]]:
    """What was found once, each a line: the harness, and the bytes in Latin-1."""
    for line in (HERE / "found.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        yield one["harness"], one["data"].encode("latin-1")
