"""Strings that a terminal would obey, and what of them must never reach one."""

from __future__ import annotations

import json
import re

_CONTROLS = [chr(c) for c in (*range(1, 32), 0x7F, *range(0x80, 0xA0)) if chr(c) not in "\t\n\r"]
_TURNS = [chr(c) for c in (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))]
_SEQUENCES = [
    "\x1b]0;title\x07",
    "\x1b[2J\x1b[H",
    "\x1b]8;;http://x.test\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b[31;1mred",
    "\x1b[?1049h",
    "\x1bc",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x90q\x9c",
    "\u202eevil\u202c",
    "\u2066safe\u2069",
    "over\x08\x08\x08\x08written",
    "\x0e\x0f",
    "[bold red]markup[/]",
    "[link=http://x.test]markup[/link]",
    ":warning:",
]
STRINGS = (*_CONTROLS, *_TURNS, *_SEQUENCES)

_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# What rich itself writes to a terminal, and the line ends that a terminal makes.
_OWN = re.compile(r"\x1b\[(?:[0-9;]*m|\?25[lh]|2K|1A|[0-9]*[A-D])|\r\n|\r")


def acting(shown: bytes, *, terminal: bool = False) -> list[str]:
    """The signs in an output that a terminal would obey; of what comes from a ``terminal``, but for rich's own."""
    text = shown.decode("utf-8", "replace")
    return sorted({f"U+{ord(c):04X}" for c in _ACTS.findall(_OWN.sub("", text) if terminal else text)})


def escaped(text: str) -> str:
    """A string in double quotes, as JSON and YAML read it."""
    return json.dumps(text)
