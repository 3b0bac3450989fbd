"""Glossaries in YAML, read as text.

Every scalar is a string (``no`` is a country code, not a Boolean), and tags that would construct objects are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypedDict

import yaml

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Alias, Entry, Office, variants
from normalize.names.glossary.fields import (
    cameo_of,
    check_language,
    check_period,
    country_of,
    kind_of,
    tag_of,
    wikidata_of,
)
from normalize.storage.datafiles import yaml_loader
from normalize.text.pattern import pattern

_FIELDS = {
    "id", "canonical", "kind", "aliases", "short", "acronym", "acronyms", "related", "not", "match", "no_match",
    "source", "note", "off", "native", "accepted", "careful", "wikidata", "from", "until",
    "country", "cameo", "offices",
}  # fmt: skip
_HEAD = {"glossary", "language", "licence", "source", "note", "careful", "entries"}
_OFFICE = {"title", "from", "until", "wikidata", "cameo"}
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{t}"
    for t in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
}
_BRACKET = pattern(r"[\[\]{}]")
_DEEPEST = 100
_ALIAS = re.compile(r"(?:^|[\s\[{,])\*", re.MULTILINE)
_FREE_NODES, _MOST_COPIES = 10_000, 10  # values that aliases may make, and how many times as many as are written


def from_yaml(text: str, path: Path, rank: int, target: str) -> Iterator[Entry]:
    """The entries of a YAML glossary, in the order of the file. Raises GlossaryError."""
    root = root_of(text, path)
    head = _mapping(root, path, _HEAD) if root is not None else {}
    if "entries" not in head:
        raise GlossaryError(f"{path}:1: a glossary needs the key `entries`, a list")
    language = _scalar(head["language"], path) if "language" in head else target
    if "language" in head:
        check_language(language, _at(path, head["language"]))
    shared = Shared(
        path=path,
        name=_scalar(head["glossary"], path) if "glossary" in head else path.stem,
        language=language,
        rank=rank,
        careful="careful" in head and _truth(head["careful"], path),
    )
    node = head["entries"]
    _checked(node, path)
    if not isinstance(node, yaml.SequenceNode):
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return
        raise GlossaryError(f"{_at(path, node)}: `entries` must be a list")
    for item in node.value:
        yield entry_of(item, shared)


class Shared(NamedTuple):
    """What all entries of a file have in common."""

    path: Path
    name: str
    language: str
    rank: int
    careful: bool


def entry_of(item: yaml.Node, shared: Shared) -> Entry:
    """The entry that a node holds. Raises GlossaryError."""
    path, place = shared.path, _at(shared.path, item)
    fields = _mapping(item, path, _FIELDS)
    off = "off" in fields and _truth(fields["off"], path)
    for needed in ("id",) if off else ("id", "canonical", "kind"):
        if needed not in fields:
            raise GlossaryError(f"{place}: an entry needs `{needed}`")
    key = _scalar(fields["id"], path)
    bare = Entry(key, key, "other", shared.name, shared.language, rank=shared.rank, place=place)
    if off:
        return replace(bare, off=True)
    canonical, names = _canonical(fields["canonical"], shared)
    accepted = (Alias(a.text, a.lang or shared.language) for a in _aliases(fields.get("accepted"), path))
    aliases = (*_aliases(fields.get("aliases"), path), *accepted)
    return replace(
        bare,
        canonical=canonical,
        kind=kind_of(_scalar(fields["kind"], path), place),
        aliases=variants(aliases, canonical, shared.language),
        short=_strings(fields.get("short"), path),
        acronym=_scalar(fields["acronym"], path) if "acronym" in fields else None,
        acronyms=tuple(dict.fromkeys(_aliases(fields.get("acronyms"), path))),
        related=_strings(fields.get("related"), path),
        never=_strings(fields.get("not"), path),
        match=_strings(fields.get("match"), path),
        no_match=_strings(fields.get("no_match"), path),
        source=_text(fields, "source", path),
        careful=_truth(fields["careful"], path) if "careful" in fields else shared.careful,
        names=names,
        native=_native(fields.get("native"), path),
        **_facts(fields, path, place),
    )


class Facts(TypedDict):
    """What an entry tells of the world, apart from names."""

    wikidata: str
    since: str
    until: str
    countries: tuple[str, ...]
    cameo: str
    offices: tuple[Office, ...]


def _facts(fields: dict[str, yaml.Node], path: Path, place: str) -> Facts:
    since, until, item, cameo = _held(fields, path, place)
    return Facts(
        wikidata=item,
        since=since,
        until=until,
        countries=tuple(country_of(code, place) for code in _strings(fields.get("country"), path)),
        cameo=cameo,
        offices=tuple(_office(node, path) for node in _items(fields.get("offices"), path)),
    )


def _office(node: yaml.Node, path: Path) -> Office:
    place = _at(path, node)
    fields = _mapping(node, path, _OFFICE)
    if "title" not in fields:
        raise GlossaryError(f"{place}: an office needs `title`, as in {{title: President of Afghanistan, from: 2014}}")
    return Office(_scalar(fields["title"], path), *_held(fields, path, place))


def _held(fields: dict[str, yaml.Node], path: Path, place: str) -> tuple[str, str, str, str]:
    """What entries and offices say alike: from when, until when, the item in Wikidata, the CAMEO code."""
    since, until = _text(fields, "from", path), _text(fields, "until", path)
    check_period(since, until, place)
    item, cameo = _text(fields, "wikidata", path), _text(fields, "cameo", path)
    return since, until, wikidata_of(item, place) if item else "", cameo_of(cameo, place) if cameo else ""


def _canonical(node: yaml.Node, shared: Shared) -> tuple[str, tuple[Alias, ...]]:
    """The canonical form in the glossary's language, and those of others: a text, or one text a language."""
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node, shared.path), ()
    forms = {lang: _scalar(text, shared.path) for lang, text in _mapping(node, shared.path, None).items()}
    for lang in forms:
        check_language(lang, _at(shared.path, node))
    if shared.language not in forms:
        raise GlossaryError(
            f"{_at(shared.path, node)}: `canonical` has no form in {shared.language}, the glossary’s language"
        )
    return forms.pop(shared.language), tuple(Alias(text, lang) for lang, text in forms.items())


def _native(node: yaml.Node | None, path: Path) -> tuple[Alias, ...]:
    """``{lang: text}`` or ``{lang: [text, …]}``."""
    forms = tuple(dict.fromkeys(_aliases(node, path)))
    if node is not None and any(form.lang is None for form in forms):
        raise GlossaryError(f"{_at(path, node)}: `native` needs a language for each form, as in {{ru: Путин}}")
    return forms


def root_of(text: str, path: Path) -> yaml.Node | None:
    """The document as nodes. Raises GlossaryError for what is no YAML."""
    _check_nesting(text, path)
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=yaml_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise GlossaryError(f"{where}: YAML syntax error: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise GlossaryError(
            f"{path}:{line}: a character that YAML does not allow: U+{_code(error.character):04X}"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise GlossaryError(f"{path}: YAML syntax error: {error}") from error
    if root is not None and _ALIAS.search(text):
        _check_aliases(root, path)
    return root


def _check_aliases(root: yaml.Node, path: Path) -> None:
    """Refuse aliases of YAML (`*name`) that make much of little: each stands for all that its anchor holds."""
    sizes: dict[int, int] = {}
    on_the_way: set[int] = set()
    waiting = [(root, False)]
    while waiting:
        node, is_done = waiting.pop()
        below = _below(node)
        if is_done:
            on_the_way.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes[id(inner)] for inner in below)
        elif id(node) in on_the_way:
            raise GlossaryError(f"{_at(path, node)}: an anchor of YAML that holds itself")
        elif id(node) not in sizes:
            on_the_way.add(id(node))
            waiting.append((node, True))
            waiting += ((inner, False) for inner in below)
    if sizes[id(root)] > _FREE_NODES + _MOST_COPIES * len(sizes):
        raise GlossaryError(
            f"{path}: aliases of YAML make {sizes[id(root)]:,} values of {len(sizes):,}; write them out"
        )


def _below(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [inner for pair in node.value for inner in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _check_nesting(text: str, path: Path) -> None:
    """Refuse brackets nested deeper than any glossary needs: the parser's stack does not survive them."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = max(0, depth + (1 if match[0] in "[{" else -1))
        if depth > _DEEPEST:
            line = text.count("\n", 0, match.start()) + 1
            raise GlossaryError(f"{path}:{line}: brackets are nested more than {_DEEPEST} deep")


def _code(character: object) -> int:
    """The code point that a YAML reader complains of: the C reader gives a number, the other one a text."""
    return character if isinstance(character, int) else ord(str(character)[0])


def _at(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def _checked(node: yaml.Node, path: Path) -> None:
    if node.tag not in _PLAIN_TAGS:
        raise GlossaryError(f"{_at(path, node)}: the YAML tag {node.tag!r} is refused: a glossary holds text only")


def _mapping(node: yaml.Node, path: Path, allowed: set[str] | None) -> dict[str, yaml.Node]:
    _checked(node, path)
    if not isinstance(node, yaml.MappingNode):
        raise GlossaryError(f"{_at(path, node)}: expected `key: value` pairs here")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        text = _scalar(key, path)
        if allowed is not None and text not in allowed:
            raise GlossaryError(f"{_at(path, key)}: unknown key {text!r}; known are {', '.join(sorted(allowed))}")
        if text in found:
            raise GlossaryError(f"{_at(path, key)}: the key {text!r} stands twice")
        found[text] = value
    return found


def _scalar(node: yaml.Node, path: Path) -> str:
    _checked(node, path)
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise GlossaryError(f"{_at(path, node)}: expected a text here")
    return str(node.value).strip()


def _text(fields: dict[str, yaml.Node], key: str, path: Path) -> str:
    return _scalar(fields[key], path) if key in fields else ""


def _truth(node: yaml.Node, path: Path) -> bool:
    text = _scalar(node, path)
    if text not in ("true", "false"):
        raise GlossaryError(f"{_at(path, node)}: expected true or false here, not {text!r}")
    return text == "true"


def _strings(node: yaml.Node | None, path: Path) -> tuple[str, ...]:
    if node is None:
        return ()
    _checked(node, path)
    if isinstance(node, yaml.SequenceNode):
        return tuple(dict.fromkeys(_scalar(item, path) for item in node.value))
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return ()
    return (_scalar(node, path),)


def _items(node: yaml.Node | None, path: Path) -> list[yaml.Node]:
    """The items of a list, or the one thing that stands there."""
    if node is None:
        return []
    _checked(node, path)
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _aliases(node: yaml.Node | None, path: Path) -> list[Alias]:
    """``[text, {lang: text}, {lang: [text, …]}]``, or one mapping of languages."""
    if node is None:
        return []
    _checked(node, path)
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found: list[Alias] = []
    for item in items:
        if isinstance(item, yaml.MappingNode):
            for lang, texts in _mapping(item, path, None).items():
                tag = tag_of(lang, _at(path, item))
                found += [Alias(text, tag) for text in _strings(texts, path)]
        elif not (isinstance(item, yaml.ScalarNode) and item is node and not item.value):
            found.append(Alias(_scalar(item, path)))
    return found
