"""The linker of the glossaries that ship, which several modules ask about names in running text."""

from __future__ import annotations

import pytest

from normalize.names.linker import Linker
from normalize.names.setup import build_linker


@pytest.fixture(scope="session")
def shipped_linker() -> Linker:
    return build_linker(["shipped"], "en")
