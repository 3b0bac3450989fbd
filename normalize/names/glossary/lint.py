"""Checking glossaries: conflicts between entries, and each entry against its own examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.languages.tables import has_a_code
from normalize.model import Applicability, Document, Finding
from normalize.names.applicability.table import is_house_style
from normalize.names.forms import forms_of, has_letter
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.languages import code_of
from normalize.names.headings import heading, straight
from normalize.names.linker import Linker
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize
from normalize.words.fold import fold, split
from normalize.words.known import KNOWN, zipf

_BETWEEN_NAMES = ";|"  # what stands between the names of a list that is written into one cell


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a glossary's author should know; ``grave`` where the entry cannot work as written."""

    place: str
    message: str
    grave: bool = False


def lint(entries: Sequence[Entry]) -> list[Problem]:
    """All problems of the entries, each once, in the order of their places."""
    found = {*_conflicts(entries), *_words(entries), *_links(entries), *_tags(entries)}
    return sorted(found, key=lambda p: (p.place, p.message))


def _conflicts(entries: Sequence[Entry]) -> Iterator[Problem]:
    claims: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for form in forms_of(entry):
            if form.role != "family":
                claims[entry.kind, " ".join(map(fold, split(form.text)))][entry.id] = entry
    for (kind, key), owners in claims.items():
        if len(owners) > 1 and len({e.canonical for e in owners.values()}) > 1:
            first, *rest = sorted(owners.values(), key=lambda entry: -entry.rank)  # told to whoever can change it
            names = ", ".join(e.id for e in rest)
            yield Problem(
                first.place, f"“{key}” is claimed by {first.id} and by {names} (each a {kind}): reported, never applied"
            )


def _words(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry in entries:
        targets = {form.text: form.target for form in forms_of(entry) if form.role == "alias"}
        for text in dict.fromkeys(alias.text for alias in entry.aliases if alias.text in targets):
            # A heading of a catalogue is for lists; what texts have of it counts, if it makes any name.
            as_texts_have_it = straight(text) if entry.kind == "person" and heading(text) else text
            is_for_lists = as_texts_have_it != text and as_texts_have_it not in targets
            if not is_for_lists and targets[as_texts_have_it] is None:
                message = f"{entry.id}: “{text}” has another number of words than any right form: never mapped"
                yield Problem(entry.place, message)
        if entry.kind == "person" and straight(entry.canonical) != entry.canonical:
            message = f"{entry.id}: “{entry.canonical}” is turned round: it is not put into texts, unlike “{{}}”"
            yield Problem(entry.place, message.format(straight(entry.canonical)))
        for text in dict.fromkeys((*entry.right_forms, *(alias.text for alias in entry.aliases))):
            if sign := next((sign for sign in _BETWEEN_NAMES if sign in text), None):
                message = f"{entry.id}: “{text}” is read as one name; if “{sign}” parts several, list each by itself"
                yield Problem(entry.place, message)
            if not has_letter(text):
                yield Problem(entry.place, f"{entry.id}: “{text}” has no letter: it is not looked for")
        for alias in entry.aliases:
            words = split(alias.text)
            if len(words) == 1 and zipf(alias.text, entry.language) >= KNOWN and alias.lang != entry.language:
                yield Problem(
                    entry.place, f"{entry.id}: “{alias.text}” is also a word or a name: mapped only with evidence"
                )


def _links(entries: Sequence[Entry]) -> Iterator[Problem]:
    known = {entry.id for entry in entries}
    for entry in entries:
        for other in entry.related:
            if other not in known:
                yield Problem(entry.place, f"{entry.id}: related entry {other!r} is in none of the glossaries read")


def _tags(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry in entries:
        aliases = (*entry.aliases, *entry.acronyms, *entry.native)
        for tag in dict.fromkeys(a.lang for a in aliases if a.lang is not None and not has_a_code(a.lang)):
            known = code_of(tag)
            hint = f"did you mean {known!r}?" if known and has_a_code(known) else "see ISO 639-1"
            yield Problem(entry.place, f"{entry.id}: {tag!r} is the code of no language that is known here; {hint}")


def idle(entries: Iterable[Entry]) -> list[Problem]:
    """Entries that are ``off`` for an id that no entry before them has, as where it is misspelt.

    ``entries`` are those of all glossaries in the order in which they are read. A warning and no error: what a user
    switches off may be gone from the next version of a glossary that ships.
    """
    known: set[str] = set()
    problems = []
    for entry in entries:
        if not entry.off:
            known.add(entry.id)
        elif entry.id not in known:
            message = f"{entry.id}: off, but no glossary read before has this id: nothing is switched off"
            problems.append(Problem(entry.place, message))
    return problems


def contradictions(entries: Iterable[Entry]) -> list[Problem]:
    """Aliases to be mapped that another glossary of the same rank has as a right form of the very entry.

    ``entries`` are those of all glossaries, not yet combined. An alias of a language is none: it may be right in
    English, too, and it is for that language that it is listed.
    """
    every = list(entries)
    rights: dict[tuple[int, str, str], str] = {}
    for entry in every:
        accepted = (alias.text for alias in entry.aliases if alias.lang == entry.language)
        rights |= {(entry.rank, entry.id, text): entry.place for text in (*entry.right_forms, *accepted)}
    return [
        Problem(entry.place, f"{entry.id}: “{alias.text}” is to be mapped here, and right at {other}: never mapped")
        for entry in every
        for alias in entry.aliases
        if alias.lang is None and (other := rights.get((entry.rank, entry.id, alias.text)))
    ]


def failing_examples(entries: Sequence[Entry], linker: Linker | None = None) -> list[Problem]:
    """The examples that do not hold: ``match`` must be repaired to this entry, ``no_match`` must stay.

    ``linker`` links against these entries where they are compiled already.

    An example shows the name without the rest of its article, so an unsafe fix counts for ``match``, and so does house
    style; for ``no_match`` only a safe one counts against it.
    """
    if not any(entry.match or entry.no_match for entry in entries):
        return []  # nothing to compile them for
    linker = linker or Linker(entries, entries[0].language if entries else "en")
    problems = []
    for entry in entries:
        for text in entry.match:
            found = _findings(linker, text)
            if not any(f.entry == entry.id and _is_mapped(f) for f in found):
                problems.append(
                    Problem(entry.place, f"{entry.id}: the example “{text}” is not mapped here", grave=True)
                )
        for text in entry.no_match:
            for f in _findings(linker, text):
                if f.entry == entry.id and f.applicability is Applicability.SAFE:
                    message = f"{entry.id}: “{f.text}” in the example “{text}” would become “{f.replacement}”"
                    problems.append(Problem(entry.place, message, grave=True))
    return problems


def _is_mapped(found: Finding) -> bool:
    """Whether a finding proposes a form: house style, which is only shown, does."""
    return found.applicability is not Applicability.DISPLAY or is_house_style(found)


def _findings(linker: Linker, text: str) -> list[Finding]:
    return list(linker.link(Document(text), tokenize(text), protected_spans(text)).findings)
