"""Trafilatura: the article of a page, without the furniture that extraction left, repaired."""

from __future__ import annotations

from typing import Any

from normalize.integrations.extracted import Article, article
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.normalizer import Normalizer

with required("trafilatura", "trafilatura"):
    import trafilatura


def extract(
    page: Any,
    normalizer: Normalizer | None = None,
    *,
    minimum: float = 0.0,
    options: dict[str, Any] | None = None,
    **settings: Any,
) -> Article | None:
    """The article of a page (HTML as text, bytes or a tree), or None where Trafilatura finds none.

    ``options`` go to ``trafilatura.extract``, whose output must be lines: ``{"url": …, "favor_recall": True}``. Lines
    that are furniture with a probability of ``minimum`` or more are dropped, and are told in ``dropped``. ``settings``
    are those of :class:`normalize.Normalizer`.

    >>> page = "<html><body><article><p>" + "The road in the Panchir Valley is open again. " * 9 + "</p></article>"
    >>> extract(page, glossaries=["afghanistan"]).text[:46]
    'The road in the Panjshir Valley is open again.'
    """
    found = normalizer_of(normalizer, settings)
    text = trafilatura.extract(page, **{**(options or {}), "output_format": "txt"})
    return article(text.splitlines(), found, minimum) if text else None
