"""Reading translation memories: TMX (GALA, version 1.4) into meanings, one a translation unit.

The parser is the standard library's expat, told to refuse entities: a memory comes from anywhere, and a few nested
entities would fill the machine's memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from normalize.errors import ConfigError
from normalize.storage.whole import read_whole

_CODES = ("bpt", "ept", "ph", "it", "ut")  # inline elements that hold codes of the format, not text
_LONGEST = 500  # code points; longer segments are no phrases


@dataclass
class _Reader:
    """Collects segments as the parser meets them."""

    found: list[dict[str, tuple[str, ...]]] = field(default_factory=list)
    _unit: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _language: str = ""
    _text: list[str] | None = None
    _codes: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tu":
            self._unit = {}
        elif name == "tuv":
            code = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._language = code.replace("_", "-").partition("-")[0].lower()
        elif name == "seg":
            self._text, self._codes = [], 0
        elif name in _CODES:
            self._codes += 1

    def data(self, text: str) -> None:
        if self._text is not None and not self._codes:
            self._text.append(text)

    def end(self, name: str) -> None:
        if name in _CODES:
            self._codes -= 1
        elif name == "seg" and self._text is not None:
            segment = " ".join("".join(self._text).split())
            self._text = None
            if segment and self._language and len(segment) <= _LONGEST:
                self._unit[self._language] = (segment,)
        elif name == "tu" and len(self._unit) > 1:
            self.found.append(self._unit)


def read_tmx(data: bytes, name: str) -> list[dict[str, tuple[str, ...]]]:
    """The translation units of a TMX file: language (ISO 639-1) to segment. Raises ConfigError.

    >>> unit = "<tu><tuv xml:lang='es-ES'><seg>Hola</seg></tuv><tuv xml:lang='en'><seg>Hello</seg></tuv></tu>"
    >>> read_tmx(f"<tmx version='1.4'><body>{unit}</body></tmx>".encode(), "greetings.tmx")
    [{'es': ('Hola',), 'en': ('Hello',)}]
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data

    def refuse(entity: str, *_: object) -> None:
        raise ConfigError(f"{name}: declares the entity {entity!r}; a translation memory needs none")

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # not XML, or in an encoding that nobody knows
        raise ConfigError(f"{name}: not a TMX file: {error}") from error
    if not reader.found:
        raise ConfigError(f"{name}: holds no translations")
    return reader.found


def read_phrases(path: Path) -> list[dict[str, tuple[str, ...]]]:
    """The meanings of a user's phrase memory, TMX or a table like those that ship (.tsv). Raises ConfigError."""
    from normalize.translate.phrases import rows

    try:
        data = read_whole(path)
        if path.suffix.lower() != ".tsv":
            return read_tmx(data, str(path))
        found = list(rows(data.decode("utf-8-sig")))
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the phrases: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the phrases are not in UTF-8: {error}") from error
    if not found:
        raise ConfigError(f"{path}: holds no translations")
    return found
