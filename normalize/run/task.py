"""What a run does with each document, told to every worker once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from normalize.io import Fields
from normalize.io.fields import TEXT
from normalize.names.folder import Folder
from normalize.run.records import FieldResult, Record
from normalize.run.records import run as run_records
from normalize.run.work_units import Known
from normalize.settings.settings import Settings


@dataclass(frozen=True)
class Work:
    """What every worker needs: the settings, the evidence of the folder, and where to write, if anywhere; with
    ``fixing`` it is said what would be written; ``known`` reads what is known of a file already, by its path, when it
    is its turn; with ``assess`` it is said of each document how far it reads like machine translation,
    with ``note`` what it asked of its folder. Temporary names begin with ``mark``."""

    settings: Settings
    folder: Folder | None
    fields: Fields = TEXT
    out: Path | None = None
    known: Mapping[str, Callable[[], Known]] = field(default_factory=dict)
    assess: bool = False
    fixing: bool = False
    note: bool = False
    mark: str = ""

    def run(self, records: Sequence[Record]) -> list[list[FieldResult]]:
        """What comes of some records."""
        return run_records(records, self.settings, self.folder, note=self.note)
