"""The clean copy of a large file, written as the answers to its parts come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from normalize.errors import InputError, OutputError, PluginError
from normalize.io import FileRef, Rewritten, Unit
from normalize.io.atomic import marking
from normalize.io.messages import shown
from normalize.io.rewrite import rewriting
from normalize.run.answers import Answer, Texts
from normalize.run.file_report import FileReport, guarded, told
from normalize.run.task import Work
from normalize.run.work_units import Part


class Copy:
    """Reads a file once more, and puts the texts of the answers in the places of those that were asked about."""

    def __init__(self, work: Work, ref: FileRef, parts: Iterator[tuple[Part, tuple[Answer, ...]]]) -> None:
        """``parts`` are those of the file, and of others behind its last one, which is not gone beyond."""
        self._work, self._ref, self._parts = work, ref, parts
        self._texts: deque[tuple[tuple[Unit, ...], Texts]] = deque()
        self._reports: deque[FileReport] = deque()
        self._problems: list[str] = []
        self._notes: list[str] = []
        self._is_read = False

    def reports(self) -> Iterator[tuple[FileReport]]:
        """The reports on the file; the copy is there before the last."""
        assert self._work.out is not None
        steps = rewriting(
            self._ref,
            self._work.out / self._ref.relative,
            self._replaced,
            fields=self._work.fields,
            others=self._work.settings.plugins.formats,
            told=(self._problems.append, self._notes.append),
        )
        written: Rewritten | None = None
        error: str | None = None
        with closing(steps):
            while written is None and error is None:
                try:
                    with guarded(self._ref), marking(self._work.mark):
                        next(steps)
                except StopIteration as end:
                    written = end.value
                except (InputError, OutputError, PluginError, OSError) as caught:
                    error = told(self._ref, caught)
                while len(self._reports) > 1 and error is None:  # the last one waits for what was written
                    yield (self._reports.popleft(),)
        while not self._is_read:
            with suppress(PluginError):  # where it counts, it was told
                self._next()
            while len(self._reports) > 1 and error is None:
                yield (self._reports.popleft(),)
        yield (self._last(written, error),)

    def _last(self, written: Rewritten | None, error: str | None) -> FileReport:
        last = self._reports[-1]
        if error is not None:
            return FileReport(last.path, last.file, error=error, disk=last.disk)
        problems, notes = (*last.problems, *self._problems), (*last.notes, *self._notes)
        return replace(last, written=written, problems=problems, notes=notes, is_last=True)

    def _next(self) -> None:
        """Take the answer to the next part."""
        part, [answer] = next(self._parts)
        self._is_read = part.is_last
        self._reports.append(replace(answer.report, disk=part.disk))
        if answer.report.error is not None:
            raise PluginError(answer.report.error)
        self._texts.extend(zip(part.records, answer.texts, strict=True))

    def _replaced(self, units: tuple[Unit, ...]) -> Sequence[str]:
        """The new texts of a record. Raises InputError where it is not the one that was read before."""
        while not self._texts and not self._is_read:
            self._next()
        asked, texts = self._texts.popleft() if self._texts else ((), None)
        if asked != units:
            raise InputError(f"{shown(self._ref.path)}: was changed by another program while it was read; run again")
        return texts or [unit.text for unit in units]
