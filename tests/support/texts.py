"""Reading and rewriting files text by text, where a test has one text a record in mind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from normalize import io
from normalize.io import Fields, FileRef, Rewritten, Unit
from normalize.io.formats import NO_OTHERS, Others


def units(ref: FileRef, *, text_field: str = "text", others: Others = NO_OTHERS) -> Iterator[Unit]:
    """The texts of a file; a record that cannot be read raises InputError."""
    for record in io.records(ref, fields=Fields((text_field,)), others=others):
        yield from record


def rewrite(
    ref: FileRef,
    target: Path,
    replace: Callable[[Unit], str],
    *,
    text_field: str = "text",
    others: Others = NO_OTHERS,
) -> Rewritten:
    """A copy of a file with each text replaced; a record that cannot be read raises InputError."""

    def texts(record: tuple[Unit, ...]) -> list[str]:
        return [replace(unit) for unit in record]

    return io.rewrite(ref, target, texts, fields=Fields((text_field,)), others=others)
