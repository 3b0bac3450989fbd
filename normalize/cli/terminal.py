"""What reaches a terminal, by one door: nothing foreign gets through it that a terminal would obey.

Lines and tables for people are made harmless wherever they go. Data (JSON lines, patches, clean texts) keep each byte
in a file or a pipe, and are made harmless on a terminal alone, where a person reads them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

import typer

from normalize.text.visible import visible_lines

if TYPE_CHECKING:
    from rich.console import Console


def console(*, stderr: bool = False, soft_wrap: bool = True) -> Console:
    """A console whose output acts on no terminal; strings are no markup.

    A reader of standard output that goes away raises BrokenPipeError.
    """
    from normalize.cli.rich_console import Harmless

    return Harmless(stderr=stderr, highlight=False, soft_wrap=soft_wrap, markup=False, emoji=False)


def say(text: str) -> None:
    """Lines for people on standard output."""
    typer.echo(visible_lines(text))


class Bytes(Protocol):
    """Takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Write them."""

    def flush(self) -> None:
        """Hand on what is held."""


def data_out() -> Bytes:
    """Standard output for data."""
    return _Shown() if sys.stdout.isatty() else sys.stdout.buffer


class _Shown:
    """Shows data on a terminal."""

    def write(self, data: bytes, /) -> None:
        """Show bytes, which hold whole characters."""
        sys.stdout.write(visible_lines(data.decode("utf-8", "backslashreplace")))

    def flush(self) -> None:
        """Show what is held."""
        sys.stdout.flush()
