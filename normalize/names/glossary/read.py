"""Reading glossaries: which files they are, their entries, and several glossaries into one list."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Entry, merge
from normalize.names.glossary.fields import check_texts
from normalize.names.glossary.guest import GuestReader
from normalize.storage.whole import read_whole

SHIPPED, NONE = "shipped", "none"
_BUILD = "build"  # what makes glossaries lies beside them
SUFFIXES = (".yaml", ".yml", ".csv", ".tbx", ".ttl", ".rdf", ".json", ".jsonl")
Readers = Mapping[str, GuestReader]  # of formats that do not ship, by suffix
NO_READERS: Readers = MappingProxyType({})
_TROUBLES: Mapping[int | None, str] = {
    errno.ENOENT: "there is no such file",
    errno.ELOOP: "it is a symbolic link that leads back to itself",
}
Located = tuple[int, Path]  # rank and file of a glossary


def shipped_folder() -> Path:
    """The folder of the glossaries that come with the package."""
    packaged = Path(str(resources.files("normalize"))) / "glossaries"
    return packaged if packaged.is_dir() else packaged.parent.parent / "glossaries"


def shipped() -> dict[str, Path]:
    """The glossaries that come with the package: name (``world``, ``people/russia``) to file, sorted by name."""
    folder = shipped_folder()
    paths = (path for path in folder.rglob("*.yaml") if path.relative_to(folder).parts[0] != _BUILD)
    names = {path.relative_to(folder).with_suffix("").as_posix(): path for path in paths}
    return dict(sorted(names.items()))


def locate(names: Sequence[str]) -> list[Located]:
    """Files for what ``--glossary`` was given, each with its rank: later ones win, all shipped ones count as one.

    A name is a file, ``shipped``, one shipped glossary or a folder of these (``people``), or ``none`` (no glossary); no
    names mean ``shipped``. Raises GlossaryError.
    """
    found: list[Located] = []
    ours = shipped()
    for rank, name in enumerate(names or (SHIPPED,), start=1):
        if name == SHIPPED:
            found += [(0, path) for path in ours.values()]
        elif _is_file(name):
            found.append((rank, Path(name)))
        elif inside := [path for key, path in ours.items() if key == name or key.startswith(f"{name}/")]:
            found += [(0 if SHIPPED in names else rank, path) for path in inside]
        elif name == NONE:
            continue
        else:
            raise GlossaryError(
                f"no glossary {name!r}: {_instead_of_a_file(name)}; those that ship are {', '.join(ours)}"
            )
    return list(dict.fromkeys(found))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # longer than a name can be
        return False


def _instead_of_a_file(name: str) -> str:
    """What stands where a glossary was looked for."""
    if not name:
        return "the name is empty"
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ENOENT and path.is_symlink():
            return f"it is a symbolic link to {path.readlink()}, which is not there"
        return _TROUBLES.get(error.errno, str(error.strerror))
    if stat.S_ISDIR(mode):
        return "it is a folder; name the files in it"
    return "it is a pipe or a device, which cannot be read twice"


def load(names: Sequence[str] = (), target: str = "en") -> list[Entry]:
    """The entries of all glossaries named, merged by id and sorted by it. Raises GlossaryError."""
    return combine(entry for rank, path in locate(names) for entry in read(path, rank, target))


def combine(entries: Iterable[Entry]) -> list[Entry]:
    """Entries merged by id (a later one wins, and may switch off the earlier ones), sorted by id.

    Raises GlossaryError where one id is a person's and something else's.
    """
    merged: dict[str, Entry] = {}
    for entry in entries:
        earlier = merged.pop(entry.id, None)
        if entry.off:
            continue
        if earlier is not None and (earlier.kind == "person") != (entry.kind == "person"):
            whose = f"{earlier.canonical} ({earlier.kind}) in {earlier.glossary or 'an earlier glossary'}"
            place = entry.place or entry.glossary
            raise GlossaryError(f"{place}: {whose} has the id {entry.id!r}: give the {entry.kind} another one")
        merged[entry.id] = merge(earlier, entry) if earlier else entry
    return [merged[key] for key in sorted(merged)]


def read(path: Path, rank: int = 0, target: str = "en", readers: Readers = NO_READERS) -> list[Entry]:
    """The entries of one file, ``.yaml`` / ``.yml``, ``.csv`` or what ``readers`` read, in the order of the file.

    A glossary that does not state its language is written in the ``target`` language of the run.
    Raises GlossaryError naming file and line for a syntax error, an unknown key, a missing field, an id used twice or
    what no name is: one with a control character, or of a thousand letters.
    """
    reader = readers.get(path.suffix.lower())
    entries = reader.read(path, rank) if reader is not None else _ours(path, rank, target)
    seen: dict[str, str] = {}
    for entry in entries:
        check_texts(entry)
        if entry.id in seen:
            raise GlossaryError(f"{entry.place}: the id {entry.id!r} is used twice (first at {seen[entry.id]})")
        seen[entry.id] = entry.place
    return entries


def _ours(path: Path, rank: int, target: str) -> list[Entry]:
    """The entries of a file in a format that ships."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise GlossaryError(
            f"{path}: a glossary is a file of {known}; for others see `normalize glossary convert`, or use a plugin"
        )
    if suffix not in (".yaml", ".yml", ".csv"):
        from normalize.names.glossary.exchange.direct import entries_of

        return entries_of(path, rank, target)
    try:
        text = read_whole(path).decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot read the glossary: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: a glossary must be UTF-8 (byte {error.start} is not)") from error
    if suffix == ".csv":
        from normalize.names.glossary.csv_files import from_csv

        return list(from_csv(text, path, rank, target))
    from normalize.names.glossary.yaml_files import from_yaml

    return list(from_yaml(text, path, rank, target))
