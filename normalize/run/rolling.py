"""The evidence of the records before: each record of a stream is judged with what the last of them say, cleaned.

What counts is the order of the records and nothing else, so a record waits for the answer to the one before it. The
window is bounded, and so is memory.
"""

from __future__ import annotations

from collections import deque

from normalize.evidence.profile import Profile
from normalize.io import Unit
from normalize.names.folder import Folder
from normalize.run import prepare
from normalize.run.records import FieldResult, Record, document_of
from normalize.run.records import run as run_records
from normalize.settings.settings import Settings

WINDOW = 500  # records: a day of a busy wire; longer ones cost time and memory in proportion


class Rolling:
    """The last records of a stream as they were written, on top of a profile that was made before, if there is one."""

    def __init__(self, settings: Settings, before: Profile | None = None, window: int = WINDOW) -> None:
        self._settings = settings
        self._profile = Profile()
        if before is not None:
            self._profile.add(before)
        self._window = window
        self._last: deque[Profile] = deque()

    def run(self, record: Record) -> list[FieldResult]:
        """Repair a record by its own evidence and that of the records before it, and remember it as it is now."""
        own = prepare.profile_of(document_of(*record), self._settings)
        self._profile.add(own)
        try:
            folder: Folder = self._settings.linker.folder(self._profile)
            [results] = run_records([record], self._settings, folder)
        except BaseException:
            self._profile.take_away(own)
            raise
        if any(result.edits for result in results):
            self._profile.take_away(own)
            clean = [
                Unit(unit.record, result.text, unit.encoding, unit.markup, unit.field, unit.id)
                for unit, result in zip(record.units, results, strict=True)
            ]
            own = prepare.profile_of(document_of(clean, record.path, record.file), self._settings)
            self._profile.add(own)
        self._last.append(own)
        if len(self._last) > self._window:
            self._profile.take_away(self._last.popleft())
        return results
