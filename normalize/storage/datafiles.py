"""Data files that ship inside the package: word lists, phrases, tables, all written in YAML, each with its schema.

Parsing YAML takes a tenth of a second at each start, so what the files hold is kept in the cache, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson

from normalize.errors import DataError
from normalize.storage import cache as disk
from normalize.storage.writing import pack

_PACKAGE = "normalize"


def load(package: str, name: str) -> Any:
    """The content of a data file, named with its path inside a package; callers remember it. Raises DataError.

    >>> "honorifics" in load("normalize.names", "person_titles.yaml")
    True
    """
    if package == _PACKAGE or package.startswith(f"{_PACKAGE}."):
        known = _parsed()
        place = "/".join((*package.split(".")[1:], name))
        return known[place] if place in known else checked(_text(package, name), place)
    return parse(_text(package, name))


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def checked(text: str, place: str) -> Any:
    """What a YAML text holds, if it fits the schema of the data file at ``place`` in the package. Raises DataError."""
    import yaml

    from normalize.storage.schemas import schema_of

    try:
        content = parse(text)
    except yaml.YAMLError as error:
        raise DataError(f"{place}: {' '.join(str(error).split())}") from error
    schema_of(place)(content, place)
    return content


def parse(text: str) -> Any:
    """What a YAML text holds; tags that construct objects are refused."""
    import yaml

    return yaml.load(text, yaml_loader())  # noqa: S506  a safe loader


def yaml_loader() -> Any:
    """The safe loader: the compiled one, ten times as fast, where it is there."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _parsed() -> Mapping[str, Any]:
    """The content of this package's data files by their path, those apart that JSON cannot hold."""
    package = Path(__file__).parent.parent
    paths = {path.relative_to(package).as_posix(): path for path in sorted(package.rglob("*.yaml"))}
    # Glossaries have a cache of their own.
    texts = {name: path.read_bytes() for name, path in paths.items() if not name.startswith("glossaries/")}
    parts = [part for name, text in texts.items() for part in (name, sha256(text).digest())]
    parts += [(package / "storage" / name).read_bytes() for name in ("schema.py", "schemas.py")]
    return disk.kept("data", parts, lambda key: pack(key, {}, {"files": _plain(texts)})).tables["files"]


def _plain(texts: Mapping[str, bytes]) -> dict[str, Any]:
    parsed = {name: checked(text.decode("utf-8"), name) for name, text in texts.items()}
    return {name: value for name, value in parsed.items() if _is_plain(value)}


def _is_plain(value: Any) -> bool:
    """Whether JSON gives a value back as it was."""
    try:
        return bool(orjson.loads(orjson.dumps(value)) == value)
    except TypeError:
        return False
