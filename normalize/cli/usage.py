"""What is wrong with a command line, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

PROGRAM = "normalize"


def sentence(error: Any, words: Sequence[str]) -> str:
    """What a usage error says: what is wrong, what may be meant, and where it is told what the command takes.

    ``words`` are those of the command line: an error that does not know its command is of the first of them.
    """
    near = sorted(getattr(error, "possibilities", None) or ())
    what = " ".join((error.message if near else error.format_message()).split()).rstrip(".")
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    joint = " " if what.endswith("?") else "; "
    return f"{what[:1].lower()}{what[1:]}{joint}{meant}`{_command(error.ctx, words)} --help` tells what there is"


def _command(context: Any, words: Sequence[str]) -> str:
    """The command that an error is of, as it is called wherever it is installed."""
    if context is None:
        return " ".join((PROGRAM, *[word for word in words if not word.startswith("-")][:1]))
    return PROGRAM + str(context.command_path).removeprefix(str(context.find_root().info_name))
