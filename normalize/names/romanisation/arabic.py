"""The Arabic article of names: English joins it with a hyphen, or leaves it out; others write it in one word."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.text.pattern import pattern

_ARTICLE = "ال"  # as it is written in front of a word
_WRITTEN = pattern(r"(?:[ae]l|a[rsdnzt]|ash|adh)-(?=\w)")


def is_with_article(word: str) -> bool:
    """Whether a word of a name may have the article, joined or in front of it.

    >>> is_with_article("al-Sharaa"), is_with_article("Alsinwar"), is_with_article("Sinwar")
    (True, True, False)
    """
    low = word.casefold()
    return _WRITTEN.match(low) is not None or low.startswith(("al", "el"))


def is_article_joined(word: str) -> bool:
    """Whether a word of a name may have the article in one word with it.

    >>> is_article_joined("Alsinwar"), is_article_joined("al-Sharaa")
    (True, False)
    """
    return is_with_article(word) and "-" not in word


def with_article_joined(name: str, native: str) -> Iterator[str]:
    """A name with the article joined to each of the words that have it in its own script.

    >>> list(with_article_joined("Yahya Sinwar", "يحيى السنوار"))
    ['Yahya Alsinwar']
    >>> list(with_article_joined("Ahmed al-Sharaa", "أحمد الشرع"))
    ['Ahmed Alsharaa']
    """
    words, own = name.split(), native.split()
    if len(words) != len(own):
        return
    joined = [
        _joined(word) if i and theirs.startswith(_ARTICLE) else word
        for i, (word, theirs) in enumerate(zip(words, own, strict=True))
    ]
    if joined != words:
        yield " ".join(joined)


def _joined(word: str) -> str:
    written = _WRITTEN.match(word.casefold())
    bare = word[written.end() :] if written else word
    return word if not written and is_with_article(word) else f"Al{bare.lower()}"
