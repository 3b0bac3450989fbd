"""Reading glossaries: YAML and CSV files into entries, and several glossaries into one list.

YAML is read as text: every scalar is a string (``no`` is a country code, not a Boolean), and tags that would
construct objects are refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import yaml

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import KINDS, Alias, Entry, merge
from normalize.names.glossary.guest import GuestReader
from normalize.storage.datafiles import yaml_loader

SHIPPED, NONE = "shipped", "none"
SUFFIXES = (".yaml", ".yml", ".csv")
Readers = Mapping[str, GuestReader]  # of formats that do not ship, by suffix
NO_READERS: Readers = MappingProxyType({})
Located = tuple[int, Path]  # rank and file of a glossary
_FIELDS = {
    "id", "canonical", "kind", "aliases", "short", "acronym", "acronyms", "related", "not", "match", "no_match",
    "source", "note", "off",
}  # fmt: skip
_HEAD = {"glossary", "language", "licence", "source", "note", "careful", "entries"}
_KIND_NAMES = {**{kind: kind for kind in KINDS}, "org": "organisation", "organization": "organisation"}
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{t}"
    for t in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
}
_BRACKET = re.compile(r"[\[\]{}]")
_DEEPEST = 100


def shipped_folder() -> Path:
    """The folder of the glossaries that come with the package."""
    packaged = Path(str(resources.files("normalize"))) / "glossaries"
    return packaged if packaged.is_dir() else packaged.parent.parent / "glossaries"


def shipped() -> dict[str, Path]:
    """The glossaries that come with the package: name to file, sorted by name."""
    return {path.stem: path for path in sorted(shipped_folder().glob("*.yaml"))}


def locate(names: Sequence[str]) -> list[Located]:
    """Files for what ``--glossary`` was given, each with its rank: later ones win, all shipped ones count as one.

    A name is a file, ``shipped``, one shipped glossary, or ``none`` (no glossary); no names mean ``shipped``. Raises
    GlossaryError.
    """
    found: list[Located] = []
    ours = shipped()
    for rank, name in enumerate(names or (SHIPPED,), start=1):
        if name == SHIPPED:
            found += [(0, path) for path in ours.values()]
        elif name in ours and not _is_file(name):
            found.append((0 if SHIPPED in names else rank, ours[name]))
        elif _is_file(name):
            found.append((rank, Path(name)))
        elif name == NONE:
            continue
        else:
            raise GlossaryError(f"no glossary {name!r}: not a file, and those that ship are {', '.join(ours)}")
    return list(dict.fromkeys(found))


def _code(character: object) -> int:
    """The code point that a YAML reader complains of: the C reader gives a number, the other one a text."""
    return character if isinstance(character, int) else ord(str(character)[0])


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # longer than a name can be
        return False


def load(names: Sequence[str] = (), target: str = "en") -> list[Entry]:
    """The entries of all glossaries named, merged by id and sorted by it. Raises GlossaryError."""
    return combine(entry for rank, path in locate(names) for entry in read(path, rank, target))


def combine(entries: Iterable[Entry]) -> list[Entry]:
    """Entries merged by id (a later one wins, and may switch off the earlier ones), sorted by id."""
    merged: dict[str, Entry] = {}
    for entry in entries:
        earlier = merged.pop(entry.id, None)
        if entry.off:
            continue
        merged[entry.id] = merge(earlier, entry) if earlier else entry
    return [merged[key] for key in sorted(merged)]


def read(path: Path, rank: int = 0, target: str = "en", readers: Readers = NO_READERS) -> list[Entry]:
    """The entries of one file, ``.yaml`` / ``.yml``, ``.csv`` or what ``readers`` read, in the order of the file.

    A glossary that does not state its language is written in the ``target`` language of the run.
    Raises GlossaryError naming file and line for a syntax error, an unknown key, a missing field or an id used twice.
    """
    reader = readers.get(path.suffix.lower())
    entries = reader.read(path, rank) if reader is not None else _ours(path, rank, target)
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.id in seen:
            raise GlossaryError(f"{entry.place}: the id {entry.id!r} is used twice (first at {seen[entry.id]})")
        seen[entry.id] = entry.place
    return entries


def _ours(path: Path, rank: int, target: str) -> list[Entry]:
    """The entries of a file in a format that ships."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot read the glossary: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: a glossary must be UTF-8 (byte {error.start} is not)") from error
    if path.suffix.lower() in (".yaml", ".yml"):
        return list(_from_yaml(text, path, rank, target))
    if path.suffix.lower() == ".csv":
        return list(_from_csv(text, path, rank, target))
    raise GlossaryError(f"{path}: a glossary is a .yaml or .csv file (other formats need a plugin: --plugin)")


def _check_nesting(text: str, path: Path) -> None:
    """Refuse brackets nested deeper than any glossary needs: the parser's stack does not survive them."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = max(0, depth + (1 if match[0] in "[{" else -1))
        if depth > _DEEPEST:
            line = text.count("\n", 0, match.start()) + 1
            raise GlossaryError(f"{path}:{line}: brackets are nested more than {_DEEPEST} deep")


def _from_yaml(text: str, path: Path, rank: int, target: str) -> Iterator[Entry]:
    _check_nesting(text, path)
    try:
        root = yaml.compose(text, Loader=yaml_loader())
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
    head = _mapping(root, path, _HEAD) if root is not None else {}
    if "entries" not in head:
        raise GlossaryError(f"{path}:1: a glossary needs the key `entries`, a list")
    name = _scalar(head["glossary"], path) if "glossary" in head else path.stem
    language = _scalar(head["language"], path) if "language" in head else target
    if "language" in head:
        _check_language(language, _at(path, head["language"]))
    careful = "careful" in head and _truth(head["careful"], path)
    node = head["entries"]
    _checked(node, path)
    if not isinstance(node, yaml.SequenceNode):
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return
        raise GlossaryError(f"{_at(path, node)}: `entries` must be a list")
    for item in node.value:
        place = _at(path, item)
        fields = _mapping(item, path, _FIELDS)
        off = "off" in fields and _truth(fields["off"], path)
        for needed in ("id",) if off else ("id", "canonical", "kind"):
            if needed not in fields:
                raise GlossaryError(f"{place}: an entry needs `{needed}`")
        if off:
            key = _scalar(fields["id"], path)
            yield Entry(key, key, "other", glossary=name, language=language, rank=rank, place=place, off=True)
            continue
        canonical, aliases = _scalar(fields["canonical"], path), _aliases(fields.get("aliases"), path)
        yield Entry(
            id=_scalar(fields["id"], path),
            canonical=canonical,
            kind=_kind(_scalar(fields["kind"], path), place),
            glossary=name,
            language=language,
            aliases=tuple(dict.fromkeys(a for a in aliases if a.text != canonical)),
            short=_strings(fields.get("short"), path),
            acronym=_scalar(fields["acronym"], path) if "acronym" in fields else None,
            acronyms=tuple(dict.fromkeys(_aliases(fields.get("acronyms"), path))),
            related=_strings(fields.get("related"), path),
            never=_strings(fields.get("not"), path),
            match=_strings(fields.get("match"), path),
            no_match=_strings(fields.get("no_match"), path),
            source=_scalar(fields["source"], path) if "source" in fields else "",
            rank=rank,
            place=place,
            careful=careful,
        )


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
                found += [Alias(text, lang) for text in _strings(texts, path)]
        elif not (isinstance(item, yaml.ScalarNode) and item is node and not item.value):
            found.append(Alias(_scalar(item, path)))
    return found


def _check_language(language: str, place: str) -> None:
    """Refuse a language that no run can have as its target."""
    from normalize.settings.target import problem_of  # shapes no entry: a compiled glossary does not depend on it

    if problem := problem_of(language):
        raise GlossaryError(f"{place}: language{problem}")


def _kind(text: str, place: str) -> str:
    if text not in _KIND_NAMES:
        raise GlossaryError(f"{place}: unknown kind {text!r}; known are {', '.join(KINDS)}")
    return _KIND_NAMES[text]


_Row = tuple[dict[str, str], str]  # the cells of a row by their column, and where it stands


def _from_csv(text: str, path: Path, rank: int, target: str) -> Iterator[Entry]:
    """Rows of ``id, canonical, kind, lang, alias`` and perhaps ``form`` and ``language``; the rows of one id make one
    entry."""
    grouped: dict[str, list[_Row]] = {}
    for cells, place in _rows(text, path):
        grouped.setdefault(cells["id"], []).append((cells, place))
    for rows in grouped.values():
        yield _csv_entry(rows, path, rank, target)


def _rows(text: str, path: Path) -> Iterator[_Row]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = rows.fieldnames or ()
        missing = [c for c in ("id", "canonical", "kind") if c not in header]
        if missing:
            raise GlossaryError(
                f"{path}:1: a CSV glossary needs the columns id, canonical, kind; missing: {', '.join(missing)}"
            )
        for row in rows:
            place = f"{path}:{rows.line_num}"
            cells = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str | None) and key}
            if not cells.get("id") or not cells.get("canonical"):
                raise GlossaryError(f"{place}: a row needs id and canonical")
            yield cells, place
    except csv.Error as error:
        raise GlossaryError(f"{path}:{rows.line_num or 1}: CSV syntax error: {error}") from error


def _csv_entry(rows: Sequence[_Row], path: Path, rank: int, target: str) -> Entry:
    first, place = rows[0]
    language = first.get("language") or target
    _check_language(language, place)
    forms: dict[str, list[Alias]] = {"name": [], "acronym": [], "short": []}
    for row, at in rows:
        for column, what in (("canonical", "canonical forms"), ("kind", "kinds"), ("language", "languages")):
            if row.get(column) != first.get(column):
                raise GlossaryError(f"{at}: the id {first['id']!r} has two {what} (first at {place})")
        form = row.get("form") or "name"
        if form not in forms:
            raise GlossaryError(f"{at}: unknown form {form!r}; known are {', '.join(forms)}")
        if row.get("alias"):
            forms[form].append(Alias(row["alias"], row.get("lang") or None))
    # An acronym in the glossary's language (or in none) is the right one, the others map to it.
    own = [a.text for a in forms["acronym"] if a.lang in (None, language)]
    return Entry(
        id=first["id"],
        canonical=first["canonical"],
        kind=_kind(first["kind"], place),
        glossary=path.stem,
        language=language,
        aliases=tuple(dict.fromkeys(a for a in forms["name"] if a.text != first["canonical"])),
        short=tuple(dict.fromkeys(a.text for a in forms["short"])),
        acronym=own[0] if own else None,
        acronyms=tuple(dict.fromkeys(a for a in forms["acronym"] if not own or a.text != own[0])),
        rank=rank,
        place=place,
    )
