"""Finding, reading and rewriting the files of a corpus.

    paths ── walk ──► Listing of FileRef ── records ──► (Unit, …), (Unit, …), …
                                         └─ rewrite(replace) ──► the same bytes, but for the replaced units

A `Unit` is one text to work on: a whole `.txt` or `.md` file, or a text field of one record of a `.jsonl`, `.csv` or
`.tsv` file, where the fields of one record come together; each may also be packed (.gz, .bz2, .xz, .zst). Outside the
units a rewritten file equals its source byte for byte.

    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "news.jsonl").write_bytes(b'{"id": 1.50, "text": "FNR troops"}\\r\\n')
    >>> [news] = walk([folder]).files
    >>> [unit.text for record in records(news) for unit in record]
    ['FNR troops']
    >>> rewrite(news, folder / "out" / "news.jsonl", lambda record: [record[0].text.replace("FNR", "NRF")]).changed
    True
    >>> (folder / "out" / "news.jsonl").read_bytes()
    b'{"id": 1.50, "text": "NRF troops"}\\r\\n'
"""

from __future__ import annotations

from normalize.io.atomic import write_atomic
from normalize.io.encoding import Decoded, Encoding, decode, encodable
from normalize.io.fields import Fields
from normalize.io.formats import SUFFIXES, is_supported
from normalize.io.guest import FileFormat
from normalize.io.model import FileRef, Listing, Rewritten, Unit
from normalize.io.pieces import Note, Piece, Slot, Unread
from normalize.io.rewrite import records, rewrite
from normalize.io.source import read_bytes, sha256_file
from normalize.io.walk import walk

__all__ = [
    "SUFFIXES",
    "Decoded",
    "Encoding",
    "Fields",
    "FileFormat",
    "FileRef",
    "Listing",
    "Note",
    "Piece",
    "Rewritten",
    "Slot",
    "Unit",
    "Unread",
    "decode",
    "encodable",
    "is_supported",
    "read_bytes",
    "records",
    "rewrite",
    "sha256_file",
    "walk",
    "write_atomic",
]
