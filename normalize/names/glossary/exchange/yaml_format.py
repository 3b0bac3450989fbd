"""Our glossaries in YAML, read as a whole and written entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.plain import plain
from normalize.names.glossary.exchange.text_files import whole
from normalize.names.glossary.read import combine
from normalize.names.glossary.yaml_files import from_yaml
from normalize.text.pattern import pattern

# Words with single blanks between them; what YAML 1.1 reads as anything but a text is put in quotation marks.
_BARE = pattern(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+)*")
_DIGITS = pattern(r"[0-9]{4,}(?:-[0-9]{2}){0,2}|Q[0-9]+")
_LONG_KEY = 1000  # a key of 1,024 characters has to be announced (YAML 1.1, 7.3.2)
_RESERVED = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"])


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The entries of YAML files, several merged as a run merges them, the later ones winning. Raises GlossaryError:
    nothing of an ill-formed file is used."""
    found = (entry for rank, path in enumerate(paths) for entry in from_yaml(whole(path), path, rank, job.language))
    yield from combine(found) if len(paths) > 1 else found


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """One line an entry, below a head with the language of the first; entries of another language are left out."""
    first = next(entries, None)
    language = first.language if first else job.language
    put(f"glossary: {scalar(job.name)}\nlanguage: {language}\nentries:{'' if first else ' []'}\n")
    for entry in chain([first] if first else [], entries):
        if entry.language != language:
            job.report.drop_entry(f"entry whose language is not {language}")
        else:
            put(f"  - {flow(plain(entry))}\n")


def flow(value: Any) -> str:
    """Plain values on one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else scalar(value)


def _key(text: str) -> str:
    written = scalar(text)
    return written if len(written) < _LONG_KEY else f"? {written}"


def scalar(text: str) -> str:
    r"""A text as YAML reads it back, in quotation marks where it needs them.

    >>> print(scalar("Al Qa'ida"), scalar("no"), scalar("a: b [c]"), scalar("Q889"), scalar("2004-05"))
    Al Qa'ida "no" "a: b \x5bc\x5d" Q889 2004-05
    """
    if (_BARE.fullmatch(text) and text.lower() not in _RESERVED and text.isprintable()) or _DIGITS.fullmatch(text):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    """Brackets are escaped, too: a glossary counts them to find nesting that no parser survives."""
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable() and char not in "[]{}":
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
