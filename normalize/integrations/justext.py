"""jusText: the paragraphs that it keeps, without the furniture among them, repaired."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from normalize.integrations.extracted import Article, article
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.normalizer import Normalizer

with required("jusText", "justext"):
    import justext

if TYPE_CHECKING:
    from justext.paragraph import Paragraph


def extract(
    page: str | bytes,
    normalizer: Normalizer | None = None,
    *,
    language: str = "English",
    minimum: float = 0.0,
    options: dict[str, Any] | None = None,
    **settings: Any,
) -> Article:
    """The article of a page: what jusText calls no boilerplate, and :func:`from_paragraphs` keeps of it.

    ``language`` names the list of stop words that jusText tells text by; ``options`` go to ``justext.justext``.
    """
    paragraphs = justext.justext(page, justext.get_stoplist(language), **(options or {}))
    return from_paragraphs(paragraphs, normalizer, minimum=minimum, **settings)


def from_paragraphs(
    paragraphs: Iterable[Paragraph], normalizer: Normalizer | None = None, *, minimum: float = 0.0, **settings: Any
) -> Article:
    """The same for paragraphs that jusText gave before.

    Lines that are furniture with a probability of ``minimum`` or more are dropped, and are told in ``dropped``.
    ``settings`` are those of :class:`normalize.Normalizer`.

    >>> page = "<html><body><p>" + "The road in the Panchir Valley is open again. " * 9 + "</p></body></html>"
    >>> paragraphs = justext.justext(page, justext.get_stoplist("English"))
    >>> from_paragraphs(paragraphs, glossaries=["afghanistan"]).text[:46]
    'The road in the Panjshir Valley is open again.'
    """
    lines = [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]
    return article(lines, normalizer_of(normalizer, settings), minimum)
