"""Termbases in TBX-Basic, version 3 (ISO 30042:2019), in the style DCA, written concept by concept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.xml_safe import allowed

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang={lang} xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>{name}</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
"""
_TAIL = "  </body></text>\n</tbx>\n"
_WIKIDATA = "https://www.wikidata.org/entity/"
_NO_LANGUAGE = "und"
_Term = tuple[str, str, str]  # text, status, type


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """A termbase. Entries in the order given; a character that XML has not is left out and counted."""
    first = next(entries, None)
    put(_HEAD.format(lang=quoteattr(first.language if first else job.language), name=_safe(job.name, job)))
    for entry in chain([first] if first else [], entries):
        put(_concept(entry, job))
    put(_TAIL)


def _concept(entry: Entry, job: Job) -> str:
    parts = [f"    <conceptEntry id={_quoted(entry.id, job)}>\n"]
    parts.append(f'      <descrip type="subjectField">{entry.kind}</descrip>\n')
    parts += [f'      <ref type="crossReference" target={_quoted(key, job)}/>\n' for key in entry.related]
    if entry.wikidata:
        parts.append(f'      <xref type="externalCrossReference" target="{_WIKIDATA}{entry.wikidata}"/>\n')
    if entry.source:
        parts.append(f'      <admin type="source">{_safe(entry.source, job)}</admin>\n')
    for language, terms in _sections(entry).items():
        parts.append(f"      <langSec xml:lang={_quoted(language, job)}>\n")
        parts += [_term(*term, job) for term in dict.fromkeys(terms)]
        parts.append("      </langSec>\n")
    return "".join([*parts, "    </conceptEntry>\n"])


def _sections(entry: Entry) -> dict[str, list[_Term]]:
    """The terms by language: the entry's own first, the preferred one of each in front."""
    own = entry.language
    found: dict[str, list[_Term]] = {own: [(entry.canonical, "preferredTerm", "fullForm")]}
    found[own] += [(text, "admittedTerm", "shortForm") for text in entry.short]
    found[own] += [(entry.acronym, "preferredTerm", "acronym")] if entry.acronym else []
    for name in entry.names:
        found.setdefault(name.lang or _NO_LANGUAGE, []).append((name.text, "preferredTerm", ""))
    for alias, type_ in (*((a, "") for a in entry.aliases), *((a, "acronym") for a in entry.acronyms)):
        found.setdefault(alias.lang or own, []).append((alias.text, _status(alias, own), type_))
    for native in entry.native:
        found.setdefault(native.lang or _NO_LANGUAGE, []).append((native.text, "", ""))
    return found


def _status(alias: Alias, own: str) -> str:
    """Variants of no language are deprecated, other houses' spellings admitted; those of other languages are terms."""
    return "deprecatedTerm" if alias.lang is None else "admittedTerm" if alias.lang == own else ""


def _term(text: str, status: str, type_: str, job: Job) -> str:
    notes = f'<termNote type="administrativeStatus">{status}-admn-sts</termNote>' if status else ""
    notes += f'<termNote type="termType">{type_}</termNote>' if type_ else ""
    return f"        <termSec><term>{_safe(text, job)}</term>{notes}</termSec>\n"


def _safe(text: str, job: Job) -> str:
    return escape(allowed(text, job))


def _quoted(text: str, job: Job) -> str:
    return quoteattr(allowed(text, job))
