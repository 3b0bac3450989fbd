"""Writing a JSON string literal the way another one was written."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from itertools import accumulate

from normalize.text.pattern import pattern

_ESCAPE = pattern(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)")
_PIECE = pattern(_ESCAPE.pattern + "|.", re.DOTALL)
_WORD = pattern(r"\w+|\W")
_LONE_SURROGATE = pattern("[\ud800-\udfff]")
_USUAL = (json.JSONEncoder(ensure_ascii=False).encode, json.JSONEncoder(ensure_ascii=True).encode)
_MUST_ESCAPE = frozenset('"\\' + "".join(map(chr, range(0x20))))


class _Spelling(dict[int, str]):
    """From a code point to how it is written, for `str.translate`; what the old literal shows goes first."""

    def __init__(self, old: str, codec: str) -> None:
        """Learn from the text between the quotation marks of `old`."""
        raw = _ESCAPE.sub("", old)
        escaped = {json.loads(f'"{escape}"'): escape for escape in sorted(set(_ESCAPE.findall(old)))}
        super().__init__((ord(char), escape) for char, escape in escaped.items() if char not in raw)
        # Undecodable bytes: a lone surrogate that was not an escape in the file.
        self.update((ord(char), char) for char in _LONE_SURROGATE.findall(raw))
        self._codec = codec
        self._ascii_only = raw.isascii() and not "".join(escaped).isascii()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        raw = char not in _MUST_ESCAPE and (code < 0x80 or not (self._ascii_only or _lacks(self._codec, char)))
        self[code] = char if raw else json.dumps(char)[1:-1]
        return self[code]


def _lacks(codec: str, text: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return True
    return False


def literal_like(old: str, text: str, codec: str) -> str:
    r"""Return `text` as a JSON string literal with the habits of the literal `old`.

    A character that `old` escapes everywhere is escaped in the same form; when `old` has escaped non-ASCII characters
    and no raw ones, all are escaped. Whatever `codec` cannot encode is escaped, lone surrogates among it.

    >>> print(literal_like(r'"caf\u00E9 a\/b"', "café “a/b”", "utf-8"))
    "caf\u00E9 \u201ca\/b\u201d"
    >>> print(literal_like('"café"', "“café”", "utf-8"), literal_like('"x"', "Wałęsa", "cp1252"))
    "“café”" "Wa\u0142\u0119sa"
    """
    value = json.loads(old)
    # Most literals are as a JSON library writes them; spelling character by character is ten times slower.
    usual = next((encode for encode in _USUAL if encode(value) == old), None)
    new = usual(text) if usual else None
    return f'"{_respelled(old[1:-1], value, text, codec)}"' if new is None or _lacks(codec, new) else new


def _respelled(old: str, value: str, text: str, codec: str) -> str:
    """Spell `text` by the habits of `old`, taking over as they stand the stretches that it shares with `value`."""
    spelling = _Spelling(old, codec)
    pieces = [m[0] for m in _PIECE.finditer(old)]
    if len(pieces) != len(value) or _lacks(codec, _LONE_SURROGATE.sub("", old)):
        return text.translate(spelling)
    words, new_words = _WORD.findall(value), _WORD.findall(text)
    starts = [0, *accumulate(map(len, words))]
    out = []
    for tag, i, j, k, m in SequenceMatcher(None, words, new_words, autojunk=False).get_opcodes():
        kept = tag == "equal"
        out.append("".join(pieces[starts[i] : starts[j]]) if kept else "".join(new_words[k:m]).translate(spelling))
    return "".join(out)
