"""Accepted judgements as forms of a glossary: what people said of single finds becomes what the glossary knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from normalize.judgements.judgement import NARROWEST_FIRST, Judgement, Reach, Verdict
from normalize.judgements.store import latest
from normalize.names.glossary.amend import ACRONYMS, ALIASES, Form
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.words.fold import fold, split

_LONGEST = 500  # code points of a form: no name in the glossaries that ship has a quarter as many
_SHOWN = 40  # code points of a form in a message
_UNKNOWN = (
    "no glossary in force has this entry; name the one that has it, such as the draft that was reviewed "
    "(--glossary shipped --glossary draft.yaml)"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be added to a glossary, how many forms are there ``already``, and what is ``refused``, and why.

    ``loose`` are accepted pairs of text and replacement that belong to no entry: no glossary can have them.
    """

    forms: tuple[Form, ...]
    already: int
    refused: tuple[str, ...]
    loose: tuple[tuple[str, str], ...] = ()


def plan(judgements: Iterable[Judgement], index: Index, own: Mapping[str, Entry], least: Reach = Reach.CORPUS) -> Plan:
    """The forms that accepted judgements add to a glossary with the entries ``own``, by id; ``index`` has those of all
    glossaries in force, from which an entry comes that it has not.

    Only what reaches at least as far as ``least`` counts: what was accepted at one place says nothing of others. A form
    is refused that is a name of another entry, that its entry excludes, or whose replacement is no right form of it:
    as an alias it would become another text than the one that was accepted.
    """
    forms: dict[Form, None] = {}
    refused: dict[str, None] = {}
    loose: dict[tuple[str, str], None] = {}
    already = 0
    far_enough = NARROWEST_FIRST[NARROWEST_FIRST.index(least) :]
    for said in latest(judgements):
        if said.verdict is not Verdict.ACCEPT or said.scope.reach not in far_enough:
            continue
        if said.entry is None:
            loose[said.text, said.replacement or ""] = None
            continue
        entry = index.entries.get(said.entry)
        problem = _UNKNOWN if entry is None else _problem(said, entry, index)
        if problem or entry is None:
            refused[f"{said.entry}: “{short(said.text)}” → “{short(said.replacement or '')}”: {problem}"] = None
        elif _has(own.get(entry.id), said.text):
            already += 1
        else:
            key = ACRONYMS if said.replacement == entry.acronym else ALIASES
            forms[Form(entry.id, key, said.text)] = None
    ordered = sorted(forms, key=lambda form: (form.entry, form.key, form.text))
    return Plan(tuple(ordered), already, tuple(refused), tuple(loose))


def short(text: str) -> str:
    """As much of a text as a message needs."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"


def _has(entry: Entry | None, text: str) -> bool:
    return entry is not None and any(known.text == text for known in (*entry.aliases, *entry.acronyms))


def _problem(said: Judgement, entry: Entry, index: Index) -> str:
    """What keeps a form from being one of its entry; empty where nothing does."""
    if said.replacement not in (*entry.right_forms, entry.acronym):
        return f"“{said.replacement}” is no right form of {entry.id} ({', '.join(entry.right_forms)})"
    if len(said.text) > _LONGEST:
        return f"it is longer than {_LONGEST} characters, which no name is; leave it a judgement"
    if said.text in entry.never:
        return f"{entry.id} says under `not` that it is never mapped"
    named = {form.entry.id for form in index.phrases.get(_folded(said.text), ()) if form.role != "family"}
    named |= {owner.id for owner in index.acronyms.get(said.text, ())}
    named |= {owner.id for owner, _ in index.foreign_acronyms.get(said.text, ())}
    if others := sorted(named - {entry.id}):
        return f"it is a name of {', '.join(others)}, too, so that neither would be mapped; leave it a judgement"
    return ""


def _folded(text: str) -> str:
    return " ".join(map(fold, split(text)))
