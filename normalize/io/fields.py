"""Which fields of a record hold its texts: names, and paths into nested records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from normalize.errors import ConfigError
from normalize.io.model import Unit
from normalize.text.pattern import pattern

IDS = ""  # among the places of texts, which all have a name: that records have ids
_EACH = "[]"
_ITEM = pattern(r"\[\d+\]")


@dataclass(slots=True)
class Node:
    """A place on the way to a field: what lies below each key, what below each item of a list.

    ``number`` is the place of the field that ends here among those asked for, None where none does.
    """

    keys: dict[str, Node] = field(default_factory=dict)
    items: Node | None = None
    number: int | None = None

    @property
    def is_inner(self) -> bool:
        """Whether a field lies deeper."""
        return bool(self.keys) or self.items is not None


def places_of(unit: Unit) -> Iterator[str]:
    """The :func:`generic` place of a text in its record, and ``IDS`` where the record has an id.

    >>> list(places_of(Unit(0, "A text", "utf-8", "text", "parts[12].text", id="a7"))) == ["parts[].text", IDS]
    True
    """
    if unit.field is not None:
        yield generic(unit.field)
        if unit.id is not None:
            yield IDS


def generic(place: str) -> str:
    """A place in a record, whatever the item of a list.

    >>> generic("parts[12].text")
    'parts[].text'
    """
    return _ITEM.sub(_EACH, place) if "[" in place else place


class Fields:
    """The fields to work on, in the order asked for, and the one that names a record (``id``), if any.

    A path goes down with dots, and through every item of a list with ``[]``: ``article.body``, ``paragraphs[]``,
    ``parts[].text``. A key that is written so itself is found, too. Raises ConfigError for what is no path.

    >>> Fields(("title", "parts[].text")).names
    ('title', 'parts[].text')
    """

    ID = -1

    def __init__(self, names: tuple[str, ...] = ("text",), id_field: str = "", largest: int = 0) -> None:
        """``largest`` is how many bytes a document may have, 0 for no limit."""
        self.largest = largest
        self.names = tuple(dict.fromkeys(names))
        self.id_field = id_field
        if not self.names:
            raise ConfigError("no text field is named")
        if id_field in self.names:
            raise ConfigError(f"{id_field!r} cannot be both the id and a text of a record")
        self.root = Node()
        for number, name in [*enumerate(self.names), *([(self.ID, id_field)] if id_field else [])]:
            self._add(number, name)

    def without_texts(self, places: Collection[str]) -> list[str]:
        """The fields asked for that are none of the :func:`generic` places in which records have texts.

        >>> Fields(("title", "parts[].text", "bdoy")).without_texts(["title", "parts[].text"])
        ['bdoy']
        """
        return [name for name in self.names if name not in places]

    def _add(self, number: int, name: str) -> None:
        self.root.keys.setdefault(name, Node()).number = number
        node = self.root
        for step in name.split("."):
            key, depth = step, 0
            while key.endswith(_EACH):
                key, depth = key.removesuffix(_EACH), depth + 1
            if not key:
                raise ConfigError(f"{name!r} is no path to a field; write it as article.body or paragraphs[]")
            node = node.keys.setdefault(key, Node())
            for _ in range(depth):
                node.items = node.items or Node()
                node = node.items
        node.number = number


TEXT = Fields()
