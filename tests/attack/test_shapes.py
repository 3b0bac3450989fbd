"""Texts that were made to take long: work grows with the text, told by counting calls at a small size.

``python tests/attack/shapes.py`` measures them at sizes that take long.
"""

from __future__ import annotations

import pytest
from shapes import SHAPES
from work import grows_in_proportion

from normalize import Normalizer

_SIZE = 8_000  # code points
_TRIED = (
    "news in one line",
    "quotations in each other",
    "new words with hyphens",
    "near one place in sentences",
    "near one surname",
    "near a name behind a prefix",
    "near each other",
    "acronyms",
    "long forms in another order",
    "quotation marks and words",
    "numbers in two forms",
    "words of many languages",
    "words of many scripts",
    "unseen signs",
    "markdown",
)


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(glossaries=["afghanistan"])


@pytest.mark.parametrize("shape", _TRIED)
def test_work_grows_with_the_text(normalizer: Normalizer, shape: str) -> None:
    assert grows_in_proportion(normalizer.normalize, SHAPES[shape](_SIZE))
