"""Gazetteers of GeoNames: the main table (allCountries.txt, cities15000.txt) with alternateNamesV2.txt.

https://download.geonames.org/export/dump/readme.txt: tab-separated, no header, no quotation marks. Both tables are
given; the names wait in a temporary file, since neither is sorted by the other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.names.glossary.entry import Alias, Entry, variants
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.languages import code_of, is_target
from normalize.names.glossary.exchange.text_files import lines
from normalize.names.romanisation.sources import is_foreign_script
from normalize.text.pattern import pattern

_MAIN, _NAMES = 19, (8, 10)  # columns; the names had eight before they had dates
_COUNTRY = pattern(r"[A-Za-z]{2}")  # ISO 3166-1
_KEY = pattern(r"[0-9]{1,18}")  # the number of a place; what SQLite holds has no more digits
_LANGUAGE = pattern(r"[a-z]{2,3}(?:-[A-Za-z]+)*")
_WIKIDATA = "wkdt"
_NO_NAMES = {
    **{
        "post": "postal code",
        "link": "link",
        "phon": "phonetic form",
        "piny": "form in pinyin",
        "abbr": "abbreviation",
    },
    **dict.fromkeys(("iata", "icao", "faac", "tcid", "unlc"), "code of an airport or port"),
}


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The places of the main tables with their other names. Raises GlossaryError where one of the two is missing."""
    kinds = [(path, _columns(path, job)) for path in paths]
    main = [path for path, columns in kinds if columns == _MAIN]
    names = [path for path, columns in kinds if columns in _NAMES]
    if len(main) + len(names) < len(paths) or not main:
        what = "a main table (19 columns, as cities15000.txt) and perhaps alternateNamesV2.txt (10 columns)"
        told = ", ".join(f"{shown(path)} has {columns}" for path, columns in kinds)
        raise GlossaryError(f"GeoNames needs {what}; {told}")
    with closing(_stored(names, job)) as table:
        for path in main:
            for number, line in lines(path, job.report):
                cells = line.split("\t")
                if len(cells) != _MAIN or not _KEY.fullmatch(cells[0]) or not cells[1].strip():
                    job.report.refuse(
                        f"{shown(path)}:{number}: not a row of GeoNames with 19 columns; mend or remove it"
                    )
                else:
                    yield _entry(cells, f"{path}:{number}", table, job)


def _columns(path: Path, job: Job) -> int:
    first = next((line for _, line in lines(path, job.report) if line.strip()), "")
    return first.count("\t") + 1


def _stored(paths: Sequence[Path], job: Job) -> sqlite3.Connection:
    """The rows of names by their place, in a temporary file that goes with the connection."""
    table = sqlite3.connect("", isolation_level=None)
    table.execute("PRAGMA synchronous = OFF")
    table.execute("CREATE TABLE names (place INTEGER, lang TEXT, text TEXT, preferred TEXT, short TEXT)")
    table.execute("BEGIN")
    for path in paths:
        table.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", _rows(path, job))
    table.execute("CREATE INDEX by_place ON names (place)")
    return table


def _rows(path: Path, job: Job) -> Iterator[tuple[int, str, str, str, str]]:
    for number, line in lines(path, job.report):
        cells = line.split("\t")
        if len(cells) not in _NAMES or not _KEY.fullmatch(cells[1]) or not cells[3].strip():
            job.report.refuse(
                f"{shown(path)}:{number}: not a row of alternate names with 10 columns; mend or remove it"
            )
            continue
        _, place, language, text, preferred, short, colloquial, historic = cells[:8]
        if why := _left_out(language, colloquial, historic):
            job.report.skip(why)
        else:
            yield int(place), language, text.strip(), preferred, short


def _left_out(language: str, colloquial: str, historic: str) -> str | None:
    """Why a row gives no name that a text of today may be mapped from, as a noun; None where it does."""
    if language in _NO_NAMES:
        return _NO_NAMES[language]
    if language != _WIKIDATA and language and not _LANGUAGE.fullmatch(language):
        return "row of an unknown kind"
    return "historic name" if historic == "1" else "colloquial name" if colloquial == "1" else None


@dataclass
class _Names:
    """What the rows of one place say."""

    wikidata: str = ""
    own: str = ""  # the preferred name in the job's language
    short: list[str] = field(default_factory=list)
    names: dict[str, Alias] = field(default_factory=dict)  # the preferred name of each other language
    aliases: list[Alias] = field(default_factory=list)

    def add(self, language: str | None, text: str, preferred: bool, short: bool, job: Job) -> None:
        """A row."""
        if language == job.language and preferred and not short and not self.own:
            self.own = text
        elif language == job.language and short:
            self.short.append(text)
        elif language and language != job.language and preferred and is_target(language) and language not in self.names:
            self.names[language] = Alias(text, language)
        else:
            self.aliases.append(Alias(text, language))


def _entry(cells: list[str], place: str, table: sqlite3.Connection, job: Job) -> Entry:
    found = _Names()
    query = "SELECT lang, text, preferred, short FROM names WHERE place = ? ORDER BY rowid"
    for language, text, preferred, short in table.execute(query, (int(cells[0]),)):
        if language == _WIKIDATA:
            found.wikidata = text if re.fullmatch(r"Q[1-9][0-9]*", text) else ""
        else:
            found.add(code_of(language), text, preferred == "1", short == "1", job)
    main = cells[1].strip()
    canonical = found.own or main
    own = [] if canonical == main or is_foreign_script(main) else [Alias(main)]
    return Entry(
        id=f"geonames-{cells[0]}",
        canonical=canonical,
        kind=job.kinds.get(cells[6], "place"),
        language=job.language,
        aliases=variants((*found.aliases, *own), canonical, job.language),
        short=tuple(dict.fromkeys(text for text in found.short if text != canonical)),
        names=tuple(found.names.values()),
        wikidata=found.wikidata,
        source=f"GeoNames {cells[0]}",
        countries=(cells[8].lower(),) if _COUNTRY.fullmatch(cells[8]) else (),
        place=place,
    )
