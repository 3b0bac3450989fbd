"""5,000 records of every shape that JSON allows: outside the text fields every byte stays, and the output parses."""

from __future__ import annotations

import json
import random
import re

from normalize import Normalizer
from normalize.io import Fields
from normalize.io.formats import Kind
from normalize.io.stream import cutter
from normalize.run.stream import answers

RECORDS = 5_000
TEXTS = ["The Panchir Valley.", "no damage", "Panchir &quot;x&quot;", "a\tb", 'say "FNR"', "café 🏔 Panchir", "", "/\\"]
KEYS = ["id", "Panchir", "n", "é", "a b", "text2", "list", "nested"]
BLANKS = ["", " ", "\t", "  "]
NUMBERS = ["0", "-1", "1.0", "2.50", "1e5", "4E-0", "12345678901234567890", "true", "null", "[]", "{}"]


class Bytes:
    """A source that has everything at once."""

    def __init__(self, data: bytes) -> None:
        self.left = [data[at : at + 65536] for at in range(0, len(data), 65536)]

    def ready(self) -> bool:
        return bool(self.left)

    def read(self) -> bytes:
        return self.left.pop(0) if self.left else b""


def string(chance: random.Random, text: str) -> str:
    """A JSON string: as it is, in ASCII, or with every letter escaped."""
    how = chance.random()
    if how < 0.6:
        return json.dumps(text, ensure_ascii=False)
    if how < 0.9:
        return json.dumps(text)
    return '"' + "".join(f"\\u{unit:04x}" for unit in memoryview(text.encode("utf-16-le")).cast("H")) + '"'


def value(chance: random.Random) -> str:
    """A value of a field that is no text field."""
    if chance.random() < 0.5:
        return chance.choice(NUMBERS)
    inner = f"{chance.choice(BLANKS)}{string(chance, chance.choice(TEXTS))}"
    return chance.choice([inner, f"[{inner},{chance.choice(NUMBERS)}]", f'{{"text":{inner}}}'])


def record(chance: random.Random) -> bytes:
    """A record with its text field somewhere among the others; the place of its value is marked by NULs."""
    fields = [(string(chance, key), value(chance)) for key in chance.sample(KEYS, chance.randrange(4))]
    fields.insert(chance.randrange(len(fields) + 1), ('"text"', f"\0{string(chance, chance.choice(TEXTS))}\0"))
    blank = chance.choice
    parts = [f"{blank(BLANKS)}{key}{blank(BLANKS)}:{blank(BLANKS)}{found}" for key, found in fields]
    return f"{{{','.join(parts)}{blank(BLANKS)}}}{blank(['', ' '])}{blank([chr(10), chr(13) + chr(10)])}".encode()


def test_only_the_text_fields_change() -> None:
    chance = random.Random(5)
    marked = [record(chance) for _ in range(RECORDS)]
    given = [line.replace(b"\0", b"") for line in marked]
    settings = Normalizer(["afghanistan"], select=["N", "T"]).settings
    told = answers(Bytes(b"".join(given)), cutter(Kind.JSONL, "standard input", Fields(("text",))), settings, None, 1)
    written = [answer.data for answer in told if answer is not None]
    assert len(written) == RECORDS
    for line, before, after in zip(marked, given, written, strict=True):
        head, _, tail = (re.escape(part) for part in line.split(b"\0"))
        assert re.fullmatch(head + rb'"(?:[^"\\]|\\.)*"' + tail, after), (before, after)
        old, new = json.loads(before), json.loads(after)
        assert {**old, "text": ""} == {**new, "text": ""}
        assert (new == old) == (before == after)
    assert sum(before != after for before, after in zip(given, written, strict=True)) > RECORDS // 10
