"""XML from strangers: what a document type may declare, and what is refused before anything is parsed; and what XML
cannot hold."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.io.source import opened
from normalize.names.glossary.exchange.job import Job

_LONGEST = 1000  # characters of an entity: prefixes of namespaces, as ontologies declare them, are short
_CHUNK = 1 << 16


class _Enough(Exception):
    """The first element has come: nothing is declared behind it."""


def check(path: Path) -> None:
    """Refuse entities from other files, entities made of entities, and long ones. Raises GlossaryError.

    Those are how a small document reads private files (XXE) or grows without end (billion laughs). What stands in the
    document type is never loaded, whatever it names.
    """
    with opened(path) as stream:
        _check(stream, path)


def _check(stream: BinaryIO, path: Path) -> None:
    parser = expat.ParserCreate()

    def declared(name: str, _: bool, value: str | None, *outside: str | None) -> None:
        if value is None or any(outside[1:]):
            raise _refused(path, parser, f"declares the entity {name!r}, which stands in another file")
        if "&" in value or "%" in value or len(value) > _LONGEST:
            raise _refused(path, parser, f"declares the entity {name!r}, which is made of others or long")

    def started(*_: object) -> None:
        raise _Enough

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = started
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _Enough:
        return
    except expat.ExpatError as error:
        raise syntax_error(path, error.lineno, str(error)) from error


def _refused(path: Path, parser: expat.XMLParserType, why: str) -> GlossaryError:
    return GlossaryError(f"{shown(path)}:{parser.CurrentLineNumber}: {why}: refused; write it out where it is used")


def syntax_error(path: Path, line: int, message: str) -> GlossaryError:
    """A message for XML that is not well-formed."""
    return GlossaryError(f"{shown(path)}:{line}: XML syntax error: {message.partition(':')[0]}; mend it")


def allowed(text: str, job: Job) -> str:
    """A text without the control characters that XML 1.0 cannot hold; they are counted."""
    kept = "".join(c for c in text if c >= " " or c in "\t\n\r")
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    job.report.drop("control character", len(text) - len(kept))
    return kept
