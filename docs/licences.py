"""The licences of what this package needs, as the packages themselves state them: ``python docs/licences.py [EXTRA…]``.

A line for each package that is installed with the package and the extras named: name, version, licence, what needs it.
`docs/dependencies.md` says of each why it is here; a test compares the two.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_OURS = "normalize-news"
_GENERAL = re.compile(r"^License :: (?:OSI Approved :: )?")


@dataclass(frozen=True)
class Package:
    """An installed package: ``needed_by`` is the first that asks for it."""

    name: str
    version: str
    licence: str
    needed_by: str


def licence_of(name: str) -> str:
    """What a package says its licence is: the expression, else its classifiers, else the beginning of its text."""
    about = distribution(name).metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    stated = [_GENERAL.sub("", line) for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    if stated:
        return "; ".join(stated)
    return str(about.get("License") or "not stated").strip().split("\n")[0]


def needs(name: str, extras: Iterable[str] = ()) -> Iterator[Requirement]:
    """What a package needs here, with some of its extras."""
    for line in distribution(name).requires or ():
        asked = Requirement(line)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield asked


def packages(extras: Iterable[str] = ()) -> list[Package]:
    """All that is needed, directly or not, sorted by name."""
    found: dict[str, Package] = {}
    waiting = [(asked, _OURS) for asked in needs(_OURS, extras)]
    while waiting:
        asked, by = waiting.pop(0)
        name = canonicalize_name(asked.name)
        if name in found or name == _OURS:
            continue
        try:
            found[name] = Package(name, distribution(name).version, licence_of(name), by)
        except PackageNotFoundError:
            continue  # for another system, or another version of Python
        waiting += [(more, name) for more in needs(name, asked.extras)]
    return [found[name] for name in sorted(found)]


if __name__ == "__main__":
    for one in packages(sys.argv[1:]):
        sys.stdout.write(f"{one.name:24} {one.version:12} {one.licence} (for {one.needed_by})\n")
