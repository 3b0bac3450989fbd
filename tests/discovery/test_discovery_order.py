"""The same clusters whatever the names of files, their order and the number of workers; and no quadratic work."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from discovery_support import found_in
from rapidfuzz import process
from test_discovery_clusters import BODIES, SIEGE

from normalize.discovery import blocks
from normalize.discovery.draft import line_of

TEXTS = {f"{n}-{name}": text for n, texts in enumerate((SIEGE, BODIES)) for name, text in texts.items()}


def test_workers_change_nothing(tmp_path: Path) -> None:
    alone, many = tmp_path / "a", tmp_path / "b"
    alone.mkdir()
    many.mkdir()
    found = found_in(alone, TEXTS, jobs=1).clusters
    assert found
    assert list(map(line_of, found)) == list(map(line_of, found_in(many, TEXTS, jobs=3).clusters))


def test_the_order_of_documents_changes_nothing_but_where_they_stand(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    other.mkdir()
    turned = {f"z{9 - n}.txt": text for n, text in enumerate(TEXTS.values())}

    def told(folder: Path, texts: dict[str, str]) -> list[object]:
        clusters = found_in(folder, texts).clusters
        return [
            [c.id, c.canonical, c.reason, [(m.form, m.count, m.why) for m in c.members]]
            + [(a.form_or_id, a.why, a.member and a.member.count) for a in c.apart]
            for c in clusters
        ]

    assert told(one, TEXTS) == told(other, turned)


def vocabulary(size: int) -> dict[str, int]:
    """Distinct names of few given names and many family names, as corpora have them."""
    chance = random.Random(5)
    syllables = re.findall("..", "bakolimashadovitegulsarihokazhetomidarevulni")

    def word() -> str:
        return "".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))).capitalize()

    given = [word() for _ in range(60)]
    found: dict[str, int] = {}
    while len(found) < size:
        found[f"{chance.choice(given)} {word()}" if chance.random() < 0.6 else word()] = chance.randint(1, 9)
    return found


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many names each name is compared with."""
    counted: list[int] = []
    extract = process.extract

    def counting(query: str, choices: list[str], **options: Any) -> object:
        counted.append(len(choices))
        return extract(query, choices, **options)

    monkeypatch.setattr(process, "extract", counting)
    return counted


def test_each_key_of_a_name_costs_a_bounded_number_of_comparisons(compared: list[int]) -> None:
    names = vocabulary(2000)
    blocks.pairs(names)
    assert 0 < sum(compared) <= blocks.CROWD * sum(len(blocks.keys(name)) for name in names)


def test_a_crowd_of_like_names_costs_what_its_size_costs(compared: list[int]) -> None:
    names = {f"Tar{a}{b}ov": 1 for a in "aeiou" for b in [x + y for x in "aeiouy" for y in "aeiouy"]}
    blocks.pairs(names)
    keys = sum(len(blocks.keys(name)) for name in names)
    assert keys < sum(compared) <= blocks.CROWD * keys  # a block of all has 180 * 179 / 2 pairs
