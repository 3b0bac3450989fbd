"""Detectors, glossary readers, file formats and translators of other packages: found by entry points, off until named.

A package offers objects in the groups of :data:`GROUPS`. A name in the setting ``plugins`` stands for all that a
distribution offers, or for the entry points of that name in one distribution. Nothing of a package is imported before
it is named. What is loaded is pickled as its names, so that each process loads it for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from normalize.errors import ConfigError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from normalize.detectors.guest import Guest
    from normalize.io.guest import GuestFormat
    from normalize.names.glossary.guest import GuestReader
    from normalize.rules import Rule
    from normalize.translate.model import Backend

DETECTORS, GLOSSARIES = "normalize.detectors", "normalize.glossaries"
FORMATS, TRANSLATORS = "normalize.formats", "normalize.translators"
GROUPS = (DETECTORS, GLOSSARIES, FORMATS, TRANSLATORS)


@dataclass(frozen=True)
class Plugins:
    """What the plugins that were named add to a run.

    ``readers`` and ``formats`` are known by file suffix, ``translators`` by the name that the setting ``translator``
    knows them by; ``versions`` are those of the distributions.
    """

    names: tuple[str, ...] = ()
    detectors: tuple[Guest, ...] = ()
    readers: Mapping[str, GuestReader] = field(default_factory=dict)
    formats: Mapping[str, GuestFormat] = field(default_factory=dict)
    translators: Mapping[str, Callable[[], Backend]] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the detectors."""
        return tuple(dict.fromkeys(rule for detector in self.detectors for rule in detector.rules))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of those rules."""
        return tuple(rule.code for rule in self.rules)

    def __reduce__(self) -> tuple[Any, ...]:
        return load, (self.names,)


@lru_cache(maxsize=64)
def load(names: tuple[str, ...]) -> Plugins:
    """The plugins of these names.

    Raises ConfigError for a name that no installed package has, for a package that cannot be imported, for an object
    that is not what its group asks for, and where two plugins claim one rule code, suffix or translator.
    """
    if not names:
        return Plugins()
    from normalize.detectors.guest import check_codes
    from normalize.io.formats import FORMATS as FORMATS_THAT_SHIP
    from normalize.names.glossary.read import SUFFIXES

    offered = _offered()
    chosen = list(dict.fromkeys(point for name in names for point in _named(name, offered)))
    detectors = tuple(guest for point in chosen if point.group == DETECTORS for guest in _detectors(point))
    check_codes(detectors)
    return Plugins(
        names,
        detectors,
        _by_suffix([_reader(point) for point in chosen if point.group == GLOSSARIES], SUFFIXES),
        _by_suffix([_format(point) for point in chosen if point.group == FORMATS], FORMATS_THAT_SHIP),
        _translators([point for point in chosen if point.group == TRANSLATORS]),
        {_distribution(point): point.dist.version for point in chosen if point.dist is not None},
    )


def _offered() -> list[EntryPoint]:
    """All entry points of our groups, in an order that does not depend on where packages lie."""
    from importlib.metadata import entry_points

    found = [point for group in GROUPS for point in entry_points(group=group)]
    return sorted(found, key=lambda point: (_distribution(point), point.group, point.name))


def _distribution(point: EntryPoint) -> str:
    return _plain(point.dist.name) if point.dist is not None else point.module


def _plain(name: str) -> str:
    """A distribution's name with hyphens and in lower case: the spellings that packaging calls equal."""
    return name.replace("_", "-").replace(".", "-").lower()


def _named(name: str, offered: Sequence[EntryPoint]) -> list[EntryPoint]:
    """The entry points that a name stands for."""
    whole = [point for point in offered if _distribution(point) == _plain(name)]
    if whole:
        return whole
    parts = [point for point in offered if point.name == name]
    owners = sorted({_distribution(point) for point in parts})
    if len(owners) > 1:
        raise ConfigError(f"the plugin {name!r} is offered by {' and '.join(owners)}: name the package")
    if not parts:
        raise ConfigError(f"no plugin {name!r} is installed; {_installed(offered)}")
    return parts


def _installed(offered: Sequence[EntryPoint]) -> str:
    """What is installed, in words."""
    if not offered:
        return "no package with plugins is"
    by_owner: dict[str, list[str]] = {}
    for point in offered:
        by_owner.setdefault(_distribution(point), []).append(f"{point.group.removeprefix('normalize.')}: {point.name}")
    return "installed are " + "; ".join(f"{owner} ({', '.join(parts)})" for owner, parts in by_owner.items())


def _shown(point: EntryPoint) -> str:
    return f"the plugin {point.name} of {_distribution(point)}"


def _loaded(point: EntryPoint) -> Any:
    """The object of an entry point: what it names, or what that gives when it is a class or a function."""
    try:
        thing = point.load()
        return thing() if isinstance(thing, type) else thing
    except Exception as error:
        raise ConfigError(f"{_shown(point)} cannot be loaded: {type(error).__name__}: {error}") from error


def _detectors(point: EntryPoint) -> list[Guest]:
    """A detector, or several in a list or tuple."""
    from normalize.detectors.guest import Guest

    found = _loaded(point)
    return [Guest(_shown(point), one) for one in (found if isinstance(found, list | tuple) else [found])]


def _reader(point: EntryPoint) -> GuestReader:
    from normalize.names.glossary.guest import GuestReader

    return GuestReader(_shown(point), _loaded(point))


def _format(point: EntryPoint) -> GuestFormat:
    from normalize.io.guest import GuestFormat

    return GuestFormat(_shown(point), _loaded(point))


def _by_suffix(guests: Sequence[Any], ours: Mapping[str, object] | Sequence[str]) -> dict[str, Any]:
    """Readers by suffix; each suffix has one reader."""
    found: dict[str, Any] = {}
    for guest in guests:
        for suffix in guest.suffixes:
            if suffix in ours:
                raise ConfigError(f"{guest.name} claims the suffix {suffix}, which normalize reads itself")
            other = found.setdefault(suffix, guest)
            if other is not guest:
                raise ConfigError(f"{other.name} and {guest.name} both claim the suffix {suffix}: name only one")
    return found


def _translators(points: Sequence[EntryPoint]) -> dict[str, Callable[[], Backend]]:
    """Makers by name; each is tried once, so that a mistake shows before the run."""
    from normalize.settings.config import TRANSLATORS as OURS

    found: dict[str, Callable[[], Backend]] = {}
    for point in points:
        if point.name in OURS or point.name in found:
            raise ConfigError(f"{_shown(point)}: the name of the translator is taken")
        translator(_distribution(point), point.name).close()
        found[point.name] = partial(translator, _distribution(point), point.name)
    return found


def translator(distribution: str, name: str) -> Backend:
    """A new backend of a plugin: it is made where it is used, never handed from process to process."""
    from normalize.translate.backends.guest import GuestBackend

    points = [p for p in _offered() if p.group == TRANSLATORS and (_distribution(p), p.name) == (distribution, name)]
    if not points:
        raise ConfigError(f"the plugin {name} of {distribution} is not installed here")
    return GuestBackend(_shown(points[0]), name, _loaded(points[0]))
