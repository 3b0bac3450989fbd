"""Actor dictionaries of PETRARCH and other coders of CAMEO events, as Phoenix.Countries.actors.txt is laid out.

A name in capitals with low lines for blanks; its synonyms, one a line behind ``+``; its codes, one a line behind a tab,
with the dates between which they hold: ``[AFGGOV 20140929-20210815]``, ``[AFGGOV >20140929]``, ``[AFGGOV <20210815]``.
The first code that holds at the day of a story is its actor's.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.job import Job
from normalize.words.fold import fold


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """The entries with a CAMEO code of their own or of an office."""
    put("# Actors made from a glossary. Codes: CAMEO. Dates: YYYYMMDD.\n")
    for entry in entries:
        codes = [*_offices(entry, job), *([_code(entry.cameo, entry.since, entry.until)] if entry.cameo else [])]
        if not codes:
            job.report.drop_entry("entry without a CAMEO code")
            continue
        first, *rest = _names(entry, job) or [""]
        if not first:
            job.report.drop_entry("entry without a name in Latin letters")
            continue
        put("".join([f"{first}\n", *(f"+{name}\n" for name in rest), *(f"\t[{code}]\n" for code in codes)]))


def _offices(entry: Entry, job: Job) -> list[str]:
    with_code = [office for office in entry.offices if office.cameo]
    job.report.drop("office without a CAMEO code", len(entry.offices) - len(with_code))
    return [_code(office.cameo, office.since, office.until) for office in with_code]


def _names(entry: Entry, job: Job) -> list[str]:
    """All forms that a text in Latin letters may have, the canonical one first."""
    acronyms = ([entry.acronym] if entry.acronym else []) + [a.text for a in entry.acronyms]
    variants = [a.text for a in (*entry.aliases, *entry.names, *entry.native)]
    names = dict.fromkeys(map(_name, (*entry.right_forms, *acronyms, *variants)))
    latin = [name for name in names if name]
    job.report.drop("name in other letters than Latin ones", len(names) - len(latin))
    return latin


def _name(text: str) -> str:
    """A name as the dictionaries write it; empty where it has other letters, for they are ASCII.

    >>> _name("Front national de résistance"), _name("Кабул")
    ('FRONT_NATIONAL_DE_RESISTANCE', '')
    """
    words = "_".join(fold(text).upper().replace("'", "").replace("’", "").split())
    return "".join(c for c in words if c not in "[]<>#+;") if words.isascii() else ""


def _code(code: str, since: str, until: str) -> str:
    """A code with the dates between which it holds.

    >>> _code("AFGGOV", "2014-09-29", "2021"), _code("AFGGOV", "", "2001-12"), _code("AFG", "", "")
    ('AFGGOV 20140929-20211231', 'AFGGOV <20011231', 'AFG')
    """
    first, last = _day(since, at_end=False), _day(until, at_end=True)
    if first and last:
        return f"{code} {first}-{last}"
    return f"{code} >{first}" if first else f"{code} <{last}" if last else code


def _day(text: str, *, at_end: bool) -> str:
    """A date, or the first or last day of a month or year, as YYYYMMDD."""
    if not text:
        return ""
    year, month, day = (*text.split("-"), "", "")[:3]
    month = month or ("12" if at_end else "01")
    day = day or (str(calendar.monthrange(int(year), int(month))[1]) if at_end else "01")
    return f"{year}{month}{day}"
