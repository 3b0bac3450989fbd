"""Thesauri in SKOS (https://www.w3.org/TR/skos-reference/), Turtle and RDF/XML, by rdflib (extra ``skos``).

The label that is preferred in the job's language is canonical; ``altLabel`` holds accepted spellings and those of other
languages, ``hiddenLabel`` the misspelt ones. rdflib holds the whole graph in memory.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from normalize.errors import ConfigError, GlossaryError, installing
from normalize.io.messages import shown
from normalize.io.packing import PACKED
from normalize.io.source import opened
from normalize.names.glossary.entry import KINDS, Alias, Entry, variants
from normalize.names.glossary.exchange import xml_safe
from normalize.names.glossary.exchange.ids import slug
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.languages import code_of, is_target
from normalize.names.glossary.fields import wikidata_of

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_TURTLE, _XML = "turtle", "xml"
_SUFFIXES = {_TURTLE: (".ttl", ".turtle"), _XML: (".rdf", ".xml", ".owl")}
_XML_BEGINS = (b"<?xml", b"<!", b"<rdf:", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 1 << 10  # bytes that tell which of the two it is
_WIKIDATA = "http://www.wikidata.org/entity/"
_CLASSES = {
    **{"Person": "person", "Place": "place", "Organization": "organisation", "Organisation": "organisation"},
    **{"Group": "group", "Event": "event", "CreativeWork": "work", "City": "place", "Country": "place"},
}


def _rdflib() -> Any:
    try:
        import rdflib
    except ImportError as error:
        raise ConfigError(f"SKOS needs rdflib: {installing('skos')}") from error
    return rdflib


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The concepts with a label in the job's language, sorted by their address. Raises GlossaryError: nothing of an
    ill-formed file is used."""
    for path in paths:
        graph = _graph(path)
        vocabulary = _rdflib().namespace
        concepts = {
            concept
            for property_ in (vocabulary.SKOS.prefLabel, vocabulary.SKOS.altLabel)
            for concept in graph.subjects(property_)
            if (concept, vocabulary.RDF.type, vocabulary.SKOS.ConceptScheme) not in graph
        }
        for concept in sorted(concepts, key=str):
            entry = _entry(graph, concept, f"{shown(path)}, {concept}", job)
            if entry is not None:
                yield entry


def _graph(path: Path) -> Graph:
    rdflib = _rdflib()
    form = _syntax(path)
    if form == _XML:
        xml_safe.check(path)
    graph: Graph = rdflib.Graph()
    with opened(path) as stream:
        try:
            graph.parse(stream, format=form)
        except Exception as error:
            line = getattr(error, "lines", None)
            line = line + 1 if isinstance(line, int) else getattr(error, "getLineNumber", lambda: None)()
            where = f"{shown(path)}:{line}" if line else shown(path)
            what = " ".join((getattr(error, "message", "") or str(error)).split())
            raise GlossaryError(f"{where}: not {form} that rdflib can read: {what:.200}; mend it") from error
    return graph


def _syntax(path: Path) -> str:
    """Turtle or RDF/XML, by the name of the file, else by its first element or declaration."""
    suffixes = [s.lower() for s in path.suffixes if s.lower() not in PACKED]
    if suffixes and suffixes[-1] in (*_SUFFIXES[_TURTLE], *_SUFFIXES[_XML]):
        return _TURTLE if suffixes[-1] in _SUFFIXES[_TURTLE] else _XML
    with opened(path) as stream:
        head = stream.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip()
    return _XML if head.startswith(_XML_BEGINS) else _TURTLE


def _entry(graph: Graph, concept: Node, place: str, job: Job) -> Entry | None:
    skos = _rdflib().namespace.SKOS
    preferred = _labels(graph, concept, skos.prefLabel)
    canonical = next((a.text for a in preferred if a.lang == job.language), None)
    canonical = canonical or next((a.text for a in preferred if a.lang is None), None)
    if canonical is None:
        job.report.skip(f"concept without a preferred label in {job.language}")
        return None
    names = {a.lang: a for a in preferred if a.lang != job.language and is_target(a.lang)}
    rest = [a for a in preferred if a not in names.values()] + _labels(graph, concept, skos.altLabel)
    hidden = (
        Alias(a.text, None if a.lang == job.language else a.lang) for a in _labels(graph, concept, skos.hiddenLabel)
    )
    aliases = variants((*rest, *hidden), canonical, job.language)
    related = sorted(map(_key, graph.objects(concept, skos.related)))
    job.report.skip("broader or narrower concept", len([*graph.objects(concept, skos.broader)]))
    notes = (skos.definition, skos.scopeNote, skos.note)
    job.report.skip("note or definition", sum(len([*graph.objects(concept, note)]) for note in notes))
    sources = sorted(str(o) for o in graph.objects(concept, _rdflib().namespace.DCTERMS.source))
    return Entry(
        id=_key(concept),
        canonical=canonical,
        kind=_kind(graph, concept, job),
        language=job.language,
        aliases=aliases,
        related=tuple(related),
        names=tuple(names.values()),
        wikidata=_wikidata(graph, concept, place),
        source=sources[0] if sources else "",
        place=place,
    )


def _labels(graph: Graph, concept: Node, property_: Any) -> list[Alias]:
    """The labels of a property, by language and text: a graph has no order."""
    labels = {
        Alias(" ".join(str(o).split()), code_of(getattr(o, "language", None)))
        for o in graph.objects(concept, property_)
    }
    return sorted((a for a in labels if a.text), key=lambda a: (a.lang or "", a.text))


def _kind(graph: Graph, concept: Node, job: Job) -> str:
    """Our kind by dcterms:type, else by a class of schema.org, FOAF or the like."""
    space = _rdflib().namespace
    stated = sorted(map(str, graph.objects(concept, space.DCTERMS.type)))
    classes = sorted(_key(c) for c in graph.objects(concept, space.RDF.type))
    known = (
        job.kinds.get(c) or (c if c in KINDS else _CLASSES.get(c)) for c in (*stated, *map(_last, stated), *classes)
    )
    return next(filter(None, known), job.kind)


def _wikidata(graph: Graph, concept: Node, place: str) -> str:
    skos, owl = _rdflib().namespace.SKOS, _rdflib().namespace.OWL
    same = [str(o) for p in (skos.exactMatch, owl.sameAs) for o in graph.objects(concept, p)]
    items = sorted(address for address in same if "wikidata.org/" in address)
    return wikidata_of(items[0], place) if items else ""


def _key(node: Node) -> str:
    return unquote(_last(str(node))) or slug(str(node))  # an address of signs alone ends in nothing


def _last(address: str) -> str:
    """What stands behind the last slash, hash or colon of an address."""
    return address.rstrip("/#").replace("#", "/").replace(":", "/").rpartition("/")[2]


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """A concept scheme in Turtle."""
    put(_built(entries, job).serialize(format=_TURTLE))


def write_xml(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """A concept scheme in RDF/XML."""
    put(_built(entries, job, lambda text: xml_safe.allowed(text, job)).serialize(format="pretty-xml"))


def _built(entries: Iterator[Entry], job: Job, text: Callable[[str], str] = str) -> Graph:
    """The graph of the entries; ``text`` makes of a literal what the syntax can hold."""
    rdflib = _rdflib()
    space = rdflib.namespace
    graph: Graph = rdflib.Graph()
    base = f"urn:glossary:{quote(job.name, safe='')}:"
    scheme = rdflib.URIRef(base.rstrip(":"))
    graph.bind("skos", space.SKOS)
    graph.bind("dcterms", space.DCTERMS)
    graph.bind("wd", _WIKIDATA)
    graph.add((scheme, space.RDF.type, space.SKOS.ConceptScheme))
    for entry in entries:
        concept = rdflib.URIRef(base + quote(entry.id, safe=""))
        graph.add((concept, space.RDF.type, space.SKOS.Concept))
        graph.add((concept, space.SKOS.inScheme, scheme))
        graph.add((concept, space.DCTERMS.type, rdflib.Literal(entry.kind)))
        for property_, label in _written(entry):
            graph.add((concept, getattr(space.SKOS, property_), rdflib.Literal(text(label.text), lang=label.lang)))
        for key in entry.related:
            graph.add((concept, space.SKOS.related, rdflib.URIRef(base + quote(key, safe=""))))
        if entry.wikidata:
            graph.add((concept, space.SKOS.exactMatch, rdflib.URIRef(_WIKIDATA + entry.wikidata)))
        if entry.source:
            graph.add((concept, space.DCTERMS.source, rdflib.Literal(text(entry.source))))
    return graph


def _written(entry: Entry) -> Iterator[tuple[str, Alias]]:
    """The labels of an entry with their properties."""
    own = entry.language
    for name in (Alias(entry.canonical, own), *entry.names):
        yield "prefLabel", name
    right = (*entry.short, *([entry.acronym] if entry.acronym else []))
    for form in (*(Alias(text, own) for text in right), *entry.aliases, *entry.acronyms, *entry.native):
        yield ("altLabel", form) if form.lang else ("hiddenLabel", Alias(form.text, own))
