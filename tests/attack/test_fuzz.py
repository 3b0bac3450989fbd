"""A few inputs of ``fuzz.py`` for each harness, by a fixed seed, and all that was found once."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from fuzz import Found, run
from harnesses import all_of_them, clear, corpus

_TRIES = 40
_OF_TEXTS = 8  # each is worked on twice
_FUZZED = {fuzzed.name: fuzzed for fuzzed in all_of_them()}

pytestmark = pytest.mark.filterwarnings("ignore")  # libraries warn of what they are given


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable()
    yield
    logging.disable(logging.NOTSET)
    clear()


@pytest.mark.parametrize("name", _FUZZED)
def test_bytes_by_chance(name: str) -> None:
    tries = _OF_TEXTS if name.startswith("normalize") else _TRIES
    found = [one for one in run(_FUZZED[name], 1, tries=tries) if isinstance(one, Found)]
    assert [(one.number, one.data, one.problem) for one in found] == []


@pytest.mark.parametrize(("name", "data"), list(corpus()))
def test_what_was_found_once(name: str, data: bytes) -> None:
    _FUZZED[name].harness(data)


def test_the_same_seed_gives_the_same_inputs() -> None:
    fuzzed = next(iter(_FUZZED.values()))
    inputs: list[list[bytes]] = []
    for _ in range(2):
        seen: list[bytes] = []
        list(run(type(fuzzed)(fuzzed.name, seen.append, fuzzed.seeds), 5, tries=50))
        inputs.append(seen)
    assert inputs[0] == inputs[1]
    assert len(set(inputs[0])) > 40
