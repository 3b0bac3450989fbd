"""A file format that somebody else wrote: held to give back every byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from normalize.errors import ConfigError, NormalizeError, PluginError
from normalize.io.messages import shown
from normalize.io.packing import PACKED
from normalize.io.pieces import Slot
from normalize.io.source import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from normalize.io.pieces import Piece


class FileFormat(Protocol):
    """Cuts files into pieces; ``suffixes`` are those of their names, in lower case with the dot.

    Each may also be packed (.gz, .zst …): read the file by :func:`normalize.io.read_bytes`.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def pieces(self, path: Path, fields: tuple[str, ...]) -> Iterable[Piece]:
        """Bytes to keep and slots that hold texts: joined in order they are the content. Raises InputError.

        ``fields`` are the names of the text fields, for a format of records."""


class GuestFormat:
    """Stands for a format of a plugin, called ``name`` in messages. Raises ConfigError where it is none."""

    def __init__(self, name: str, form: FileFormat) -> None:
        self.name, self.form = name, form
        if not callable(getattr(form, "pieces", None)):
            raise ConfigError(f"{name} is no file format: it has no method `pieces`")
        self.suffixes = checked_suffixes(name, form)

    def pieces(self, path: Path, fields: tuple[str, ...]) -> Iterator[Piece]:
        """The pieces of a file. Raises PluginError where the format fails or loses a byte."""
        try:
            with opened(path) as content:
                for piece in self.form.pieces(path, fields):
                    original: Any = getattr(piece, "original", piece)
                    if content.read(len(original)) != original:
                        raise PluginError(f"{shown(path)}: {self.name} does not give back the bytes of the file")
                    yield self._guarded(piece, path) if isinstance(piece, Slot) else piece
                if content.read(1):
                    raise PluginError(f"{shown(path)}: {self.name} leaves out the end of the file")
        except NormalizeError:
            raise
        except Exception as error:
            raise PluginError(f"{shown(path)}: {self.name} failed: {type(error).__name__}: {error}") from error

    def _guarded(self, slot: Slot, path: Path) -> Slot:
        def encode(texts: Sequence[str]) -> bytes:
            try:
                return slot.encode(texts)
            except UnicodeEncodeError:
                raise
            except Exception as error:
                raise PluginError(f"{shown(path)}: {self.name} failed: {type(error).__name__}: {error}") from error

        return replace(slot, encode=encode)


def checked_suffixes(name: str, guest: object) -> tuple[str, ...]:
    """The suffixes of the files that a guest reads; raises ConfigError where they are none."""
    suffixes: tuple[str, ...] = getattr(guest, "suffixes", ())
    good = isinstance(suffixes, tuple) and all(
        isinstance(suffix, str) and suffix.startswith(".") and suffix == suffix.lower() and suffix not in PACKED
        for suffix in suffixes
    )
    if not good or not suffixes:
        raise ConfigError(f"{name}: `suffixes` must be a tuple such as ('.ini',), in lower case with the dot")
    return suffixes
