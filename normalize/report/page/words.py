"""What a report calls kinds of damage and languages."""

from __future__ import annotations

from normalize.model import Category
from normalize.report.page.legible import legible
from normalize.storage.datafiles import load


def damage(kind: Category, count: int) -> str:
    """So many of a kind of damage.

    >>> damage(Category.NAME_VARIANT, 1), damage(Category.NAME_VARIANT, 2000)
    ('1 spelling of a name', '2,000 spellings of names')
    """
    one, several = load("normalize.report.page", "words.yaml")["categories"][kind.value]
    return f"{count:,} {one if count == 1 else several}"


def language(code: str) -> str:
    """The English name of a language; its code where it has none here.

    >>> language("fr"), language("xx")
    ('French', 'xx')
    """
    name: str = load("normalize.report.page", "words.yaml")["languages"].get(code, legible(code))
    return name
