"""Detectors, formats, readers and translators of others that fail at work: named, and the other files go on."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from texts import rewrite, units

from normalize import (
    Alias,
    Applicability,
    Category,
    ConfigError,
    Detector,
    Document,
    Entry,
    GlossaryError,
    Normalizer,
    Output,
    PluginError,
    Route,
    Rule,
)
from normalize.io import FileRef, Slot, Unit
from normalize.io.guest import GuestFormat
from normalize.names.glossary.guest import GuestReader
from normalize.names.glossary.read import read
from normalize.names.linker import Linker
from normalize.run.engines import local
from normalize.run.survey import Questions, survey_files
from normalize.run.task import Work
from normalize.run.work import check_files, fix_files
from normalize.settings.settings import Settings
from normalize.translate.translator import Translations

RULE = Rule("ODD001", "odd", Category.SPACING, "Odd.", "Odd.", "safe", ("a bloc", "a block"), "a block")


class Odd(Detector):
    """Wants *bloc*, and does with a reading what it is told."""

    rules = (RULE,)
    words = frozenset(["bloc"])

    def __init__(self, work: Callable[..., object]) -> None:
        self.work = work

    def find(self, reading):
        return self.work(self, reading)


def whole(detector, reading):
    """A good finding on each word that it wants."""
    for i in reading.at(detector):
        start, end = reading.tokens.starts[i], reading.tokens.ends[i]
        safe = Applicability.SAFE
        yield reading.finding(start, end, RULE, "odd", replacement="block", applicability=safe)


def crash(detector, reading):
    raise KeyError("lost")


def leave(detector, reading):
    raise SystemExit(0)


def changed(**values: object):
    """Findings with something changed."""

    def find(detector, reading):
        return [replace(finding, **values) for finding in whole(detector, reading)]

    return find


def normalized(work: Callable[..., object], text: str = "The bloc stands.") -> str:
    return Normalizer(["afghanistan"], detectors=[Odd(work)]).normalize(text).text


def test_a_good_one():
    assert normalized(whole) == "The block stands."


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (crash, "the detector Odd failed (the text): KeyError: 'lost'"),
        (lambda detector, reading: None, "TypeError"),
        (lambda detector, reading: ["bloc"], "str 'bloc' is no Finding"),
        (changed(end=900), "the span 4..900 does not lie in the text, which has 16 characters"),
        (changed(start=-1), "the span -1..8 does not lie in the text"),
        (changed(start=6, end=5), "the span 6..5"),
        (changed(text="blob"), "its text 'blob' is not what stands at 4..8"),
        (changed(rule="N301"), "the rule N301 is none of the detector's"),
        (changed(replacement=7), "its replacement must be a text or None"),
        (changed(applicability="sure"), "its applicability an Applicability"),
        (changed(path="elsewhere.txt"), "it names another document"),
        (changed(score=float("nan")), "its score must be a number from 0 to 1"),
        (changed(evidence={"why": object()}), "it holds what JSON cannot"),
        (leave, "SystemExit"),
    ],
)
def test_what_a_detector_does_wrong_is_told_with_its_name(work, message):
    with pytest.raises(PluginError) as caught:
        normalized(work)
    assert str(caught.value).startswith("the detector Odd ")
    assert message in str(caught.value)


def test_it_is_not_asked_where_nothing_that_it_wants_occurs():
    assert normalized(crash, "The block stands.") == "The block stands."


@pytest.mark.parametrize("words", [frozenset([True, "bloc"]), "bloc", frozenset(["Bloc"]), frozenset(["a bloc"]), None])
def test_lists_that_no_word_of_a_text_is_in(words, monkeypatch):
    monkeypatch.setattr(Odd, "words", words)
    with pytest.raises(ConfigError, match="the detector Odd: its `words` must be words in lower case, one word each"):
        normalized(whole)


@pytest.mark.parametrize("question", ["wants", "wants_separator"])
def test_questions_that_fail(question, monkeypatch):
    monkeypatch.setattr(Odd, question, crash)
    with pytest.raises(PluginError, match="the detector Odd failed"):
        normalized(whole)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_other_files_go_on(tmp_path, jobs):
    refs = []
    for name, text in {"a.txt": "A bloc.", "b.txt": "A bad bloc.", "c.txt": "A bloc, too."}.items():
        (tmp_path / name).write_text(text)
        refs.append(FileRef(tmp_path / name, name))

    settings = Settings(Linker(()), detectors=(Odd(choosy),))
    work = Work(settings, None, out=tmp_path / "out")
    assert [report.error for report in check_files(refs, work, local(jobs))] == [None, MESSAGE, None]
    reports = list(fix_files(refs, work, local(jobs)))
    assert [report.error for report in reports] == [None, MESSAGE, None]
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {
        "a.txt": "A block.",
        "c.txt": "A block, too.",
    }


MESSAGE = "the detector Odd failed (b.txt): ValueError: bad"


def choosy(detector, reading):
    if "bad" in reading.text:
        raise ValueError("bad")
    return list(whole(detector, reading))


def test_the_survey_goes_on_too(tmp_path, monkeypatch):
    """It asks a detector only where it looks for what is to be translated; the run tells of it in any case."""
    (tmp_path / "a.txt").write_text("A bloc.")
    monkeypatch.setattr(Odd, "wants", crash)
    settings = Settings(Linker(()), detectors=(Odd(whole),))
    refs = [FileRef(tmp_path / "a.txt", "a.txt")]
    found = survey_files(refs, Questions(settings), local(1), lambda amount: None)
    assert (found.profile.documents, found.errors) == (1, [])
    asking = settings.with_translator(Translations({}))
    assert "failed (the word 'A')" in survey_files(refs, Questions(asking), local(1), lambda amount: None).errors[0]
    assert "failed (the word 'A')" in str(next(iter(check_files(refs, Work(settings, None), local(1)))).error)


def test_a_normalizer_with_a_detector_is_picklable():
    n = Normalizer(["afghanistan"], detectors=[Odd(whole)])
    assert pickle.loads(pickle.dumps(n)).normalize("A bloc.").text == "A block."


class Form:
    """A file format that cuts as it is told."""

    suffixes = (".odd",)

    def __init__(self, cut: Callable[[bytes], object]) -> None:
        self.cut = cut

    def pieces(self, path: Path, fields: tuple[str, ...]):
        yield from self.cut(path.read_bytes())  # type: ignore[misc]


def slot(data: bytes, encode: Callable[[str], bytes] = str.encode) -> Slot:
    return Slot(data, (Unit(None, data.decode(), "utf-8", "text"),), lambda texts: encode(*texts))


@pytest.mark.parametrize(
    ("cut", "message"),
    [
        (lambda data: [data[:3], slot(data[4:])], "does not give back the bytes of the file"),
        (lambda data: [slot(data[:3])], "leaves out the end of the file"),
        (lambda data: [slot(data), b"more"], "does not give back the bytes of the file"),
        (lambda data: ["text"], "does not give back the bytes of the file"),
        (lambda data: 1 / 0, "failed: ZeroDivisionError: division by zero"),
        (lambda data: [slot(data, lambda text: 1 / 0)], "failed: ZeroDivisionError"),
    ],
)
def test_a_format_that_loses_bytes(tmp_path, cut, message):
    path = tmp_path / "a.odd"
    path.write_bytes(b"head\n\na story")
    others = {".odd": GuestFormat("the plugin odd of odd", Form(cut))}
    with pytest.raises(PluginError, match="the plugin odd of odd") as caught:
        rewrite(FileRef(path, "a.odd"), tmp_path / "out.odd", lambda unit: unit.text + "!", others=others)
    assert message in str(caught.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.odd"]


def test_a_good_format_is_read(tmp_path):
    path = tmp_path / "a.odd"
    path.write_bytes(b"head\n\na story")
    others = {".odd": GuestFormat("odd", Form(lambda data: [data[:6], slot(data[6:])]))}
    assert [unit.text for unit in units(FileRef(path, "a.odd"), others=others)] == ["a story"]


class Reader:
    """Reads what it is told to."""

    suffixes = (".odd",)

    def __init__(self, give: Callable[[], object]) -> None:
        self.give = give

    def read(self, path: Path):
        return self.give()


@pytest.mark.parametrize(
    ("give", "message"),
    [
        (lambda: 1 / 0, "ZeroDivisionError"),
        (lambda: ["Panjshir"], "'Panjshir', which is no Entry"),
        (lambda: [Entry("a", "A", "city")], "unknown kind 'city'; known are person, place"),
        (lambda: [Entry("", "A", "place")], "no Entry with id and canonical"),
        (lambda: [Entry("a", "A", "place"), Entry("a", "B", "place")], "the id 'a' is used twice"),
    ],
)
def test_a_reader_that_fails(tmp_path, give, message):
    with pytest.raises(GlossaryError) as caught:
        read(tmp_path / "mine.odd", readers={".odd": GuestReader("the plugin odd of odd", Reader(give))})
    assert str(tmp_path / "mine.odd") in str(caught.value)
    assert message in str(caught.value)


def test_entries_say_where_they_come_from(tmp_path):
    reader = GuestReader("odd", Reader(lambda: [Entry("a", "A", "place", aliases=(Alias("Ah"),))]))
    [entry] = read(tmp_path / "mine.odd", 3, readers={".odd": reader})
    assert (entry.rank, entry.glossary, entry.place) == (3, "mine", str(tmp_path / "mine.odd"))


class Speaker:
    """A translator that answers as it is told."""

    name = "speaker"

    def __init__(self, give: Callable[..., object], route: Callable[[], object] | None = None) -> None:
        self.give, self.to = give, route or (lambda: Route("m", "d", "v", trusted=False))

    def route(self, source, target):
        return self.to() if (source, target) == ("es", "en") else None

    def translate(self, texts, source, target):
        return self.give(texts)

    def close(self):
        pass


SPANISH = "Los vecinos volvieron a sus casas después de la tormenta.\nThe harvest had been poor for a third year."


def translated(speaker: Speaker):
    found = Normalizer(["afghanistan"], translator=speaker).normalize(SPANISH).findings
    return [finding for finding in found if finding.rule.startswith("L1")]


def test_a_translator_that_is_an_object():
    english = "The neighbours returned to their houses after the storm."
    [found] = translated(Speaker(lambda texts: [Output(english) for _ in texts]))
    assert (found.replacement, found.applicability) == (english, Applicability.UNSAFE)


@pytest.mark.parametrize(
    ("give", "message"),
    [
        (lambda texts: 1 / 0, "speaker failed: ZeroDivisionError"),
        (lambda texts: [], "it gave 0 answers to 1 texts"),
        (lambda texts: list(texts), "some that are no Output"),
    ],
)
def test_a_translator_that_fails_leaves_the_text(give, message):
    found = translated(Speaker(give))
    assert [finding.replacement for finding in found] == [None] * len(found)
    assert any(message in f"{finding.message} {finding.evidence}" for finding in found)


def test_a_route_that_fails():
    with pytest.raises(PluginError, match="the translator speaker failed at es-en: ZeroDivisionError"):
        translated(Speaker(list, lambda: 1 / 0))


def test_documents_are_named_by_path_and_record():
    from normalize.detectors.guest import place

    class Some:
        document = Document("x", "a.jsonl", 7)

    assert place(Some()) == "a.jsonl, record 7"
