"""Build waters.yaml, lands.yaml, towns.yaml and peoples.yaml from the tables of own knowledge beside this script.

    python glossaries/build/own.py

What clashes with a word, with a name that readers know, or with what another entry has is left out (``clash`` in
laws.py). Forms that peoples are called by in lower case stay: they are mapped only among English words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from laws import clash, key, script, slug, write

from normalize.names.forms import forms_of
from normalize.names.glossary.read import read, shipped

FOLDER = Path(__file__).parent.parent
TABLES = {
    "waters": "place",
    "lands": "place",
    "towns": "place",
    "peoples": "group",
}  # in the order in which a form is given to an entry
WHAT = {
    "waters": "Rivers, lakes, seas, gulfs, straits and canals",
    "lands": "Mountains, deserts, islands, historical and disputed regions, battlefields and sites",
    "towns": "Towns and sites that news names though they are small",
    "peoples": "Peoples, faiths and followers",
}
CAREFUL = frozenset(["towns"])  # small places have namesakes: what they are mapped by needs support
_NO_LANGUAGES = ("in", "short", "match", "no_match", "careful", "accepted", "without")
_POSSESSIVE = re.compile("['’]s$")
HEAD = """# {what}. Built by glossaries/build/own.py; do not edit.
# Source: own knowledge, glossaries/build/{name}.yaml.
glossary: {name}
language: en
licence: CC0-1.0
{careful}entries:
"""


class Others(NamedTuple):
    """Forms of the other glossaries to the right forms that they stand for; ids of countries, and of places by name."""

    forms: dict[str, set[str]]
    countries: dict[str, str]
    ids: dict[str, str]


def others() -> Others:
    """What the other glossaries have; regions.py comes after this script."""
    forms: dict[str, set[str]] = defaultdict(set)
    countries, ids = {}, {}
    for name, path in shipped().items():
        for entry in () if name in TABLES or name == "regions" else read(path):
            for form in forms_of(entry):
                forms[key(form.text)].add(key(form.target or ""))
            if entry.kind == "place" and name != "cities":
                ids.setdefault(key(entry.canonical), entry.id)
            if name == "world" and (territory := re.search(r"territory ([A-Z]{2})\b", entry.source)):
                countries[territory[1].lower()] = entry.id
    return Others(forms, countries, ids)


def rows(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The names of a table with what it says of them: plurals and singulars apart, which are right forms each."""
    table = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    for names, said in table.items():
        plural, _, singular = names.partition(" ~ ")
        parts = {lang: text.partition(" ~ ") for lang, text in said.items() if isinstance(text, str)}
        rest = {k: v for k, v in said.items() if k not in parts}
        if not singular:
            yield plural, rest | {k: " / ".join(filter(None, (many, one))) for k, (many, _, one) in parts.items()}
            continue
        yield plural, rest | {k: many for k, (many, _, _) in parts.items() if many}
        rest = {k: v for k, v in rest.items() if k not in ("short", "match", "no_match")}
        if of_one := {k: one for k, (_, _, one) in parts.items() if one}:
            yield singular, rest | of_one


def entry_of(name: str, said: dict[str, Any], kind: str, known: Others, dropped: Counter[str]) -> dict[str, Any]:
    """One entry, without the forms that clash; ``dropped`` counts these by reason."""
    short = said.get("short", [])
    entry: dict[str, Any] = {"id": known.ids.get(key(name), slug(name)), "canonical": name, "kind": kind}
    entry |= {"source": "own knowledge"} | ({"short": short} if short else {})
    found: dict[str, list[str]] = defaultdict(list)
    without = str(said.get("without", "")).split(" / ")
    for languages, texts in said.items():
        if languages in _NO_LANGUAGES or languages.startswith("native "):
            continue
        for text in str(texts).split(" / "):
            why = _clash(text, languages.split(), name, known)
            if why is None and text not in found[languages.split()[0]]:
                # French writes the people with a capital and the adjective small.
                both = [text[:1].upper() + text[1:]] if kind == "group" and languages == "fr" else []
                forms = [*both, text] if both != [text] else both
                found[languages.split()[0]] += [form for form in forms if form not in without]
            elif why not in (None, "the same"):
                dropped[str(why)] += 1
    if accepted := said.get("accepted"):
        found["en"] = str(accepted).split(" / ")
    entry["aliases"] = [{lang: texts if len(texts) > 1 else texts[0]} for lang, texts in found.items() if texts]
    native = {k.split()[1]: text for k, text in said.items() if k.startswith("native ")}
    entry |= {"native": native} if native else {}
    related = [known.countries[code] for code in str(said.get("in", "")).split() if code in known.countries]
    entry |= {"related": related} if related else {}
    return entry | {k: said[k] for k in ("careful", "match", "no_match") if k in said}


def _clash(text: str, languages: list[str], name: str, known: Others) -> str | None:
    """Why a form is no alias: what speaks against it in the language that it is best known in."""
    if key(text) == f"{key(name)}s":
        return "an English plural"
    if _POSSESSIVE.search(text):  # a plural in Dutch: Hutu's
        return "an English possessive"
    reasons = [clash(text, lang, name) for lang in languages]
    if None not in reasons:
        return reasons[0]
    owners = known.forms.get(key(text), {key(name)})
    if owners != {key(name)}:
        return "another entry's"
    return "the same" if script(text) == "LATIN" and key(text) in known.forms and key(name) != key(text) else None


def all_entries(dropped: Counter[str]) -> dict[str, list[dict[str, Any]]]:
    """The entries of each table; a form that two of them have belongs to the first."""
    known = others()
    found = {}
    rights = {key(text) for table in TABLES for name, said in rows(table) for text in (name, *said.get("short", []))}
    for right in rights:
        known.forms[right].add(right)
    for table, kind in TABLES.items():
        found[table] = []
        for name, said in rows(table):
            rights = [name, *said.get("short", [])]
            if any(known.forms[key(right)] != {key(right)} for right in rights):
                dropped["names that are another entry's"] += 1
                continue
            entry = entry_of(name, said, kind, known, dropped)
            for alias in entry["aliases"]:
                for text in [t for v in alias.values() for t in (v if isinstance(v, list) else [v])]:
                    known.forms[key(text)].add(key(name))
            if entry["aliases"] or "native" in entry:
                found[table].append(entry)
    return found


def built(name: str, entries: dict[str, list[dict[str, Any]]] | None = None) -> str:
    """The text of a glossary."""
    found = (entries or all_entries(Counter()))[name]
    head = HEAD.format(what=WHAT[name], name=name, careful="careful: true\n" if name in CAREFUL else "")
    return head + "".join(map(write, sorted(found, key=lambda e: str(e["id"]))))


if __name__ == "__main__":
    counted: Counter[str] = Counter()
    made = all_entries(counted)
    for table in TABLES:
        (FOLDER / f"{table}.yaml").write_text(built(table, made), encoding="utf-8")
        print(f"{table}.yaml: {len(made[table])} entries")
    print(f"no aliases: {dict(counted)}")
