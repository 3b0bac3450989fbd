"""Adding forms to a glossary in YAML as its author wrote it: only what is new is put in, every other byte stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.yaml_format import flow, scalar
from normalize.names.glossary.yaml_files import root_of

ALIASES, ACRONYMS = "aliases", "acronyms"
_BEHIND = ("aliases", "short", "kind", "canonical", "id")  # a new key goes behind the first of these that is there


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be added to an entry (its id), under ``aliases`` or ``acronyms``."""

    entry: str
    key: str
    text: str


def amended(text: str, path: Path, forms: Sequence[Form], known: Mapping[str, Entry]) -> str:
    """The text of a glossary with more forms in it.

    An entry that the file has not is added at its end: ``known`` has those of other glossaries by id, and the same id
    merges. ``path`` is for messages. Raises GlossaryError where a place cannot be written to: a list that several
    entries share by a YAML anchor, a file that is no list of entries.

    >>> text = "entries:\\n  - {id: panjshir, canonical: Panjshir, aliases: [Panjsher]}  # the valley\\n"
    >>> print(amended(text, Path("g.yaml"), [Form("panjshir", "aliases", "Panchir")], {}), end="")
    entries:
      - {id: panjshir, canonical: Panjshir, aliases: [Panjsher, Panchir]}  # the valley
    """
    root = root_of(text, path)
    listed = _value(root, "entries") if isinstance(root, yaml.MappingNode) else None
    if not isinstance(listed, yaml.SequenceNode):
        raise GlossaryError(f"{path}: no list of entries to add to")
    shared = _shared(listed)
    nodes = {_id(node): node for node in listed.value if isinstance(node, yaml.MappingNode)}
    edits: list[tuple[int, str, int]] = []  # where, what, and up to where it replaces
    fresh: dict[str, list[Form]] = {}
    for (entry, key), wanted in _grouped(forms).items():
        node = nodes.get(entry)
        if node is None:
            fresh.setdefault(entry, []).extend(wanted)
            continue
        if id(node) in shared:
            raise GlossaryError(f"{path}:{node.start_mark.line + 1}: {entry} is shared by an anchor; add to it by hand")
        edits.append(_edit(text, path, node, key, [form.text for form in wanted], shared))
    if fresh:
        edits.append(_appended(text, path, listed, [_entry(known[entry], fresh[entry]) for entry in sorted(fresh)]))
    for start, put, end in sorted(edits, reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _grouped(forms: Sequence[Form]) -> dict[tuple[str, str], list[Form]]:
    grouped: dict[tuple[str, str], list[Form]] = {}
    for form in forms:
        grouped.setdefault((form.entry, form.key), []).append(form)
    return grouped


def _value(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if getattr(name, "value", None) == key), None)


def _id(node: yaml.MappingNode) -> str:
    return str(getattr(_value(node, "id"), "value", "")).strip()


def _shared(root: yaml.Node) -> set[int]:
    """The nodes that stand in several places, by anchors."""
    seen: set[int] = set()
    twice: set[int] = set()

    def walk(node: yaml.Node) -> None:
        if id(node) in seen:
            twice.add(id(node))
            return
        seen.add(id(node))
        for child in _children(node):
            walk(child)

    walk(root)
    return twice


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (key, value)


def _edit(
    text: str, path: Path, entry: yaml.MappingNode, key: str, new: Sequence[str], shared: set[int]
) -> tuple[int, str, int]:
    """The edit that puts texts under a key of an entry."""
    node = _value(entry, key)
    if node is None:
        return _new_key(text, entry, key, new)
    if id(node) in shared:
        place = f"{path}:{node.start_mark.line + 1}"
        raise GlossaryError(f"{place}: `{key}` of {_id(entry)} is shared by an anchor; add {new[0]!r} by hand")
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        if not node.value:
            at = node.start_mark.index + 1
            return at, ", ".join(map(scalar, new)), at
        at = _end(text, node.value[-1])  # before a comma, blanks and comments
        return at, "".join(f", {scalar(one)}" for one in new), at
    if isinstance(node, yaml.SequenceNode) and node.value:
        return _new_items(text, node, new)
    # one text, one mapping of languages, or nothing: it becomes the first item of a list
    held = text[node.start_mark.index : node.end_mark.index].rstrip()
    if "\n" in held or (isinstance(node, yaml.MappingNode) and not node.flow_style):
        place = f"{path}:{node.start_mark.line + 1}"
        raise GlossaryError(f"{place}: `{key}` of {_id(entry)} is no list; write it as one, then add {new[0]!r}")
    blank = "" if node.start_mark.index and text[node.start_mark.index - 1] in " \t" else " "
    listed = ", ".join([*([held] if held else []), *map(scalar, new)])
    return node.start_mark.index, f"{blank if not held else ''}[{listed}]", node.start_mark.index + len(held)


def _new_items(text: str, node: yaml.SequenceNode, new: Sequence[str]) -> tuple[int, str, int]:
    """More items below the last one of a list that has one a line."""
    last = node.value[-1]
    dash = text.rfind("-", 0, node.value[0].start_mark.index)
    indent = text[text.rfind("\n", 0, dash) + 1 : dash]
    at = _line_end(text, _end(text, last))
    return at, "".join(f"{_line_break(text)}{indent}- {scalar(one)}" for one in new), at


def _new_key(text: str, entry: yaml.MappingNode, key: str, new: Sequence[str]) -> tuple[int, str, int]:
    """A new key of an entry with a list."""
    put = f"{key}: [{', '.join(map(scalar, new))}]"
    if entry.flow_style:
        at = entry.end_mark.index - 1
        inside = text[:at].rstrip()
        return len(inside), (" " if inside.endswith(",") else ", ") + put, len(inside)
    names = {name.value: (name, value) for name, value in entry.value}
    _, value = next(names[one] for one in _BEHIND if one in names)
    indent = " " * entry.value[0][0].start_mark.column
    at = _line_end(text, _end(text, value))
    return at, f"{_line_break(text)}{indent}{put}", at


def _appended(text: str, path: Path, listed: yaml.SequenceNode, new: Sequence[str]) -> tuple[int, str, int]:
    """New entries behind the last one."""
    line_break = _line_break(text)
    if listed.flow_style and listed.value:
        raise GlossaryError(f"{path}: `entries` stands in brackets; write one entry a line, then add to it")
    if not listed.value:  # entries: []
        put = "".join(f"{line_break}  - {one}" for one in new)
        return len(text[: listed.start_mark.index].rstrip(" ")), put, listed.end_mark.index
    dash = text.rfind("-", 0, listed.value[0].start_mark.index)
    indent = text[text.rfind("\n", 0, dash) + 1 : dash]
    at = _line_end(text, _end(text, listed.value[-1]))
    return at, "".join(f"{line_break}{indent}- {one}" for one in new), at


def _entry(known: Entry, forms: Sequence[Form]) -> str:
    """An entry of another glossary, by its id, with nothing but the forms that are new."""
    value: dict[str, object] = {"id": known.id, "canonical": known.canonical, "kind": known.kind}
    for form in forms:
        value.setdefault(form.key, []).append(form.text)  # type: ignore[attr-defined]
    if ACRONYMS in value and known.acronym is not None:
        value["acronym"] = known.acronym
    return flow(value)


def _end(text: str, node: yaml.Node) -> int:
    """Where a node ends: the mark of a block stands at what comes next."""
    children = list(_children(node))
    if not children or getattr(node, "flow_style", False):
        return int(node.end_mark.index)
    return _end(text, children[-1])


def _line_end(text: str, at: int) -> int:
    """The end of the line that an offset lies in, a comment in it included; block texts end with their line end."""
    if at and text[at - 1] in "\r\n":
        return len(text[:at].rstrip("\r\n"))
    found = text.find("\n", at)
    end = len(text) if found < 0 else found
    return end - 1 if end and text[end - 1 : end] == "\r" else end


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
