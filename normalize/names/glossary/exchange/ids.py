"""The ids of a conversion, each used once, in little memory."""

from __future__ import annotations

import sqlite3

from normalize.text.pattern import pattern
from normalize.words.fold import fold

_OTHER = pattern(r"[\W_]+")
_LONGEST = 80


class Ids:
    """The ids that are taken: a table in a temporary file, since there may be millions."""

    def __init__(self) -> None:
        self._table: sqlite3.Connection | None = None

    def _open(self) -> sqlite3.Connection:
        if self._table is None:
            self._table = sqlite3.connect("", isolation_level=None)  # no name: a file that goes with the connection
            self._table.execute("PRAGMA synchronous = OFF")
            self._table.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, copies INTEGER) WITHOUT ROWID")
            self._table.execute("BEGIN")
        return self._table

    def __del__(self) -> None:
        if self._table is not None:
            self._table.close()

    def claim(self, key: str) -> bool:
        """Take an id; False where it is taken already."""
        row = (key, 1)
        return self._open().execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", row).rowcount == 1

    def free(self, name: str) -> str:
        """An id made from a name that is not taken: ``ghazni``, ``ghazni-2``. It still has to be claimed."""
        base = slug(name)
        table = self._open()
        found = table.execute("SELECT copies FROM ids WHERE id = ?", (base,)).fetchone()
        if found is None:
            return base
        copies = found[0] + 1
        while table.execute("SELECT 1 FROM ids WHERE id = ?", (f"{base}-{copies}",)).fetchone():
            copies += 1
        table.execute("UPDATE ids SET copies = ? WHERE id = ?", (copies, base))
        return f"{base}-{copies}"


def slug(name: str) -> str:
    """A name as an id.

    >>> slug("Front national de résistance (FNR)"), slug("کابل")
    ('front-national-de-resistance-fnr', 'کابل')
    """
    return _OTHER.sub("-", fold(name))[:_LONGEST].strip("-") or "entry"
