"""Reading the records of files for a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from normalize.errors import InputError, PluginError
from normalize.io import Fields, FileRef, records
from normalize.io.formats import Others
from normalize.io.rewrite import unsaid
from normalize.run.file_report import guarded, told
from normalize.run.records import Record


def records_of(
    ref: FileRef,
    others: Others,
    fields: Fields,
    broken: Callable[[str], object],
    noted: Callable[[str], object] = unsaid,
) -> Iterator[Record]:
    """The records of a file, with their place."""
    path, file = ref.relative, str(ref.path)
    for units in records(ref, fields=fields, others=others, broken=broken, noted=noted):
        yield Record(units, path, file)


def whole(ref: FileRef, others: Others, fields: Fields, errors: list[str]) -> list[Record]:
    """All records of a small file; none of one that cannot be read, which is told."""
    broken: list[str] = []
    try:
        with guarded(ref):
            read = list(records_of(ref, others, fields, broken.append))
    except (InputError, PluginError, OSError) as error:
        errors.append(told(ref, error))
        return []
    errors += broken
    return read
