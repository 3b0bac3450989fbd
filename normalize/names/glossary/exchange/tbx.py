"""Termbases in TBX (ISO 30042): version 3 in both styles (DCA, DCT) and the older `martif`, read concept by concept.

A concept is an entry. Its term in the job's language that is preferred, or stands first, is canonical; others there
are accepted spellings, or variants where they are deprecated. Terms of other languages are variants, preferred ones
canonical forms of their language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, iterparse  # safe by xml_safe

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.io.source import opened
from normalize.names.glossary.entry import KINDS, Alias, Entry, variants
from normalize.names.glossary.exchange import xml_safe
from normalize.names.glossary.exchange.acronyms import is_acronym
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.languages import code_of, is_target
from normalize.names.glossary.fields import wikidata_of

_ROOTS = frozenset(["tbx", "martif", "TBX"])
_CONCEPTS = frozenset(["conceptEntry", "termEntry"])
_SECTIONS = frozenset(["langSec", "langSet"])
_TERMS = frozenset(["termSec", "tig", "ntig"])
_DEEPEST = 100  # a term stands ten deep
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Statuses as version 3 and its forerunners write them
_PREFERRED = frozenset(["preferredTerm-admn-sts", "preferredTerm", "preferred"])
_DEPRECATED = frozenset(
    ["deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm", "deprecated"]
)
_ACRONYMS = frozenset(["acronym", "initialism", "abbreviation"])
_CARRIED = _SECTIONS | {"subjectField", "crossReference", "source", "externalCrossReference", "xref", "ref", "xSource"}


class _Term(NamedTuple):
    text: str
    lang: str | None
    status: str
    type: str


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The concepts with a term in the job's language. Raises GlossaryError where a file is no TBX."""
    for path in paths:
        xml_safe.check(path)
        with opened(path) as stream:
            try:
                yield from _concepts(iterparse(stream, events=("start", "end")), path, job)  # noqa: S314
            except ParseError as error:
                raise xml_safe.syntax_error(path, error.position[0], str(error)) from error


def _concepts(events: Iterator[tuple[str, Element]], path: Path, job: Job) -> Iterator[Entry]:
    parents: list[Element] = []
    number = 0
    for event, element in events:
        if event == "start":
            if not parents and _name(element) not in _ROOTS:
                raise GlossaryError(
                    f"{shown(path)}:1: the root element is {_name(element)!r}, not tbx or martif: this is not TBX"
                )
            parents.append(element)
            if len(parents) > _DEEPEST:  # looking through all that lies in each of them would take the square of it
                raise GlossaryError(f"{shown(path)}: elements are nested more than {_DEEPEST} deep: no TBX")
            continue
        parents.pop()
        if _name(element) in _CONCEPTS:
            number += 1
            entry = _entry(element, f"{path}, concept {element.get('id') or number}", job)
            if entry is not None:
                yield entry
        if parents and _name(parents[-1]) in ("body", "text", "tbx", "martif"):
            parents[-1].remove(element)  # what is read is let go: memory does not grow with the file


def _name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _entry(concept: Element, place: str, job: Job) -> Entry | None:
    terms = [term for section in concept if _name(section) in _SECTIONS for term in _terms(section)]
    own = [term for term in terms if term.lang == job.language]
    right = [t for t in own if t.type not in _ACRONYMS and t.status not in _DEPRECATED]
    canonical = next((t for t in right if t.status in _PREFERRED), next(iter(right), None))
    if canonical is None:
        job.report.skip(f"concept without a term in {job.language}")
        return None
    acronyms = [t for t in terms if t.type in _ACRONYMS and is_acronym(t.text)]
    rest = [t for t in terms if t is not canonical and t not in acronyms]
    acronym = next((t for t in acronyms if t.lang == job.language and t.status not in _DEPRECATED), None)
    names = {t.lang: Alias(t.text, t.lang) for t in rest[::-1] if _is_canonical_elsewhere(t, job)}
    short = [t for t in rest if t.lang == job.language and t.type == "shortForm" and t.status not in _DEPRECATED]
    aliases = (_alias(t, job) for t in rest if t not in short)
    facts = _Facts(concept, place, job)
    return Entry(
        id=concept.get("id") or job.ids.free(canonical.text),
        canonical=canonical.text,
        kind=facts.kind,
        language=job.language,
        aliases=variants((a for a in aliases if a not in names.values()), canonical.text, job.language),
        short=tuple(dict.fromkeys(t.text for t in short if t.text != canonical.text)),
        acronym=acronym.text if acronym else None,
        acronyms=tuple(dict.fromkeys(_alias(t, job) for t in acronyms if acronym is None or t.text != acronym.text)),
        related=facts.related,
        names=tuple(names[lang] for lang in dict.fromkeys(t.lang for t in rest) if lang in names),
        wikidata=facts.wikidata,
        source=facts.source,
        place=place,
    )


def _is_canonical_elsewhere(term: _Term, job: Job) -> bool:
    return term.status in _PREFERRED and term.lang != job.language and is_target(term.lang)


def _alias(term: _Term, job: Job) -> Alias:
    """A deprecated term of the job's language is a variant to be mapped, and as such has no language."""
    deprecated = term.status in _DEPRECATED and term.lang == job.language
    return Alias(term.text, None if deprecated else term.lang)


def _terms(section: Element) -> Iterator[_Term]:
    language = code_of(section.get(_LANG) or section.get("lang"))
    for block in section:
        if _name(block) not in _TERMS:
            continue
        notes: dict[str, str] = {}
        text = ""
        for part in block.iter():
            if _name(part) == "term":
                text = " ".join("".join(part.itertext()).split())
            elif _name(part) == "termNote":  # the style DCA: the category is an attribute
                notes[part.get("type", "")] = _text(part)
            else:  # DCT: it is the element
                notes[_name(part)] = _text(part)
        if text:
            status = notes.get("administrativeStatus") or notes.get("normativeAuthorization") or ""
            yield _Term(text, language, status, notes.get("termType", ""))


class _Facts:
    """What a concept says of its entity, apart from terms."""

    def __init__(self, concept: Element, place: str, job: Job) -> None:
        self.kind, self.source, self.wikidata = job.kind, "", ""
        related: dict[str, None] = {}
        for part in _parts(concept):
            category, target = part.get("type") or _name(part), part.get("target", "")
            if category == "subjectField":
                self.kind = _kind(_text(part), job)
            elif category == "crossReference" and target:
                related[target.removeprefix("#")] = None
            elif category == "source":
                self.source = self.source or _text(part)
            elif "wikidata.org/" in target:
                self.wikidata = wikidata_of(target, place)
            elif category not in _CARRIED:
                job.report.skip(f"{category} of a concept")
        self.related = tuple(related)


def _parts(concept: Element) -> Iterator[Element]:
    """The parts of a concept outside its languages, those in groups, too."""
    for part in concept:
        if _name(part).endswith("Grp"):
            yield from part
        elif _name(part) not in _SECTIONS:
            yield part


def _kind(field: str, job: Job) -> str:
    return job.kinds.get(field) or (field if field in KINDS else job.kind)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
