"""``normalize fix -`` and ``normalize check -``: standard input, answered as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import orjson

from normalize.cli import options as o
from normalize.cli.exit_status import finish
from normalize.cli.fields import warn_of_fields
from normalize.cli.output_format import Shown
from normalize.cli.session import complain, errors, note, settings_of
from normalize.cli.standard_input import StandardInput
from normalize.cli.terminal import data_out
from normalize.cli.untranslated import Untranslated
from normalize.errors import ConfigError, InputError, MissingField, OutputError
from normalize.evidence.profile import Profile
from normalize.io.formats import Kind
from normalize.io.jsonlines import dump
from normalize.io.stream import cutter
from normalize.report import text
from normalize.run.file_report import FileReport
from normalize.run.stream import NAME, TITLE, Answer, answers
from normalize.run.totals import Totals
from normalize.settings.config import Config

_KINDS = {
    o.StreamFormat.TEXT: Kind.TEXT,
    o.StreamFormat.MD: Kind.MARKDOWN,
    o.StreamFormat.JSONL: Kind.JSONL,
    o.StreamFormat.CSV: Kind.CSV,
    o.StreamFormat.TSV: Kind.TSV,
}


@dataclass(frozen=True)
class Asked:
    """What the flags say of a stream besides the settings; ``records`` where they name a text field."""

    form: o.StreamFormat | None
    records: bool
    strict: bool
    jobs: int
    profile: Path | None
    cache: Path | None
    statistics: bool
    rolling: bool = False


def is_stream(
    paths: Sequence[Path], form: o.StreamFormat | None, strict: bool, rolling: bool, findings: Path | None = None
) -> bool:
    """Whether standard input is asked for. Raises ConfigError for flags and paths that do not go together."""
    given = [str(path) for path in paths]
    if given == ["-"]:
        return True
    if "-" in given:
        raise ConfigError("`-` stands for standard input and goes with no other path")
    flags = {
        "--format": form is not None,
        "--strict": strict,
        "--rolling": rolling,
        "--findings": findings is not None,
    }
    if wrong := next((flag for flag, is_there in flags.items() if is_there), None):
        raise ConfigError(f"{wrong} is for standard input (`-`)")
    return False


def _kind(source: StandardInput, asked: Asked, config: Config) -> Kind:
    """What the stream holds: as the flags say, else JSON lines where the first line is a JSON object, else text."""
    if asked.form is not None:
        return _KINDS[asked.form]
    if asked.records or _is_object(source.first_line()[0]):
        fields = ", ".join(config.text_field)
        note(f"{TITLE} is read as JSON lines, text in {fields} (--format and --text-field say otherwise)")
        return Kind.JSONL
    if _is_json(source.whole()):
        raise InputError(
            f"{TITLE} is one JSON value over several lines, not JSON lines: write each record on a line of its own "
            "(`jq -c .`), or say --format text"
        )
    return Kind.TEXT


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _is_json(data: bytes) -> bool:
    if not data.lstrip().startswith((b"{", b"[")):
        return False
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True


class _Stream:
    """One pass over standard input: what came of it is counted, and what is wrong is told."""

    def __init__(self, conf: Config, asked: Asked, *, fixing: bool) -> None:
        self._conf, self._asked, self._fixing = conf, asked, fixing
        self.failed = False
        self.totals = Totals()
        self.untranslated = Untranslated(conf.target)
        self.settings = settings_of(conf, asked.cache)

    def answers(self) -> Iterator[Answer | None]:
        """The answers, in order; None where there is time to flush."""
        asked, settings = self._asked, self.settings
        source = StandardInput()
        kind = _kind(source, asked, self._conf)
        before = Profile.load(asked.profile) if asked.profile else None
        jobs = asked.jobs if kind in (Kind.JSONL, Kind.CSV, Kind.TSV) else 1  # a text is one document
        cut = cutter(kind, TITLE, self._conf.fields)
        try:
            for answer in answers(source, cut, settings, before, jobs, rolling=asked.rolling):
                if answer is not None:
                    self._count(answer)
                yield answer
                if answer is not None and answer.problem and asked.strict:
                    break
        except MissingField as error:  # at the end: all records were answered
            complain(str(error))
            self.failed = True

    def _count(self, answer: Answer) -> None:
        if answer.problem is not None:
            complain(answer.problem)
            self.failed = True
        if answer.words or answer.located:
            report = FileReport(
                NAME,
                NAME,
                answer.located,
                answer.edits if self._fixing else (),
                words=answer.words,
                fields=answer.fields,
            )
            self.untranslated.count(answer.located)
            self.totals.add(report)

    def sum_up(self) -> None:
        """Say what stayed foreign and which fields nobody has, and print the table of findings by rule where it is
        asked for."""
        warn_of_fields(self._conf, self.totals.fields)
        for sentence in self.untranslated.sentences() if self._fixing else ():
            note(sentence)
        if self._asked.statistics:
            text.statistics(self.totals.found, errors(), self.settings.plugins.rules)


def fix(conf: Config, asked: Asked, findings: Path | None) -> None:
    """Standard input to standard output, clean; ``findings`` is a file for all that was found."""
    stream = _Stream(conf, asked, fixing=True)
    out = data_out()
    with ExitStack() as stack:
        log = stack.enter_context(_opened(findings)) if findings is not None else None
        for answer in chain(stream.answers(), (None,)):
            if answer is None:
                out.flush()
                if log is not None:
                    log.flush()
                continue
            out.write(answer.data)
            if log is not None:
                log.write(b"".join(dump(at.as_dict()) for at in answer.located))
    stream.sum_up()
    finish(failed=stream.failed)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def check(conf: Config, asked: Asked, output_format: o.OutputFormat, show: o.Show, fail_on: o.FailOn) -> None:
    """What is found in standard input, on standard output."""
    stream = _Stream(conf, asked, fixing=False)
    shown = Shown(output_format, show, stream.settings.plugins.rules)
    for answer in stream.answers():
        if answer is not None:
            shown.show(FileReport(NAME, NAME, answer.located))
    shown.finish()
    if output_format.is_for_people and shown.read:
        note(text.summary(1, stream.totals.words, stream.totals.found, show is o.Show.DISPLAY))
    stream.sum_up()
    finish(failed=stream.failed, remaining=fail_on.is_failed_by(stream.totals.remaining))
