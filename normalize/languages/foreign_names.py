"""Foreign names that no list holds: titles of works, institutions, dishes, cells of tables, told by their frame.

A foreign name is no foreign text. It begins with a capital where no sentence begins, or stands in a frame of English
words that announces one, or is one of several terms of an enumeration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from normalize.languages import tables
from normalize.languages.lexicon import TELLING
from normalize.languages.passage import Passage
from normalize.languages.sequence import CLOSING
from normalize.languages.windows import divides
from normalize.text.lines import breaks_line
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

if TYPE_CHECKING:
    from normalize.languages.line import Line

_LONGEST_CITED = 5  # words of a title in quotation marks
_LONGEST = 7  # words of a title: one that is longer reads as a sentence
_NEAR = 2  # words between a title and the word that announces it
_SPEECH = 4  # words between a quotation and the verb of saying
_DISH = 12  # words between a dish and the word that tells of food
_TERM = 5  # words of a term in an enumeration
SEEN = _TERM + 1  # words on both sides of a window that what is found in it may depend on
_EVERYDAY = 1e-4  # share of the commonest words that name things: those above are pronouns, adverbs, verbs
_STOP = pattern(r"[.!?;|·()\[\]]|//")
_SENTENCE = pattern(r"[.!?]\W*\s|[|·]|//")
_CLOSE_QUOTE = pattern(r"[.,]?[\"”»“’›]")
_OPEN_QUOTE = pattern(r"[\"“«„‘‚‹]$")
_SPOKEN = pattern(r"[.!?…,]")
_YEAR = pattern(r"[12]\d{3}$")
_EMPHASIS = ("*", "_")
_COLUMN = pattern(r"[|;\t]|\s{3,}")
_LISTING = pattern(r"\s*,\s*$|^\s$")
_LISTED = frozenset(["and", "or"])
_JOINING = frozenset(["and", "or", "a", "an", "the", "with", "some", "of"])


def is_name(line: Line, first: int, last: int, k: int) -> bool:
    """Whether a passage in language ``k`` is (the rest of) a name, by its capitals or by what stands around it."""
    if last - first >= 2 * _LONGEST:
        return False
    if line.is_whole(first, last):
        return is_cell(line, first, last)
    if _is_dish(line, first, last, k):
        return True
    if last - first >= _LONGEST:
        return False
    if first and line.costs[first] > CLOSING and line.words[first - 1][:1].isupper():
        return line.vectors[first - 1][k] >= TELLING and not line.shouted
    if not line.words[first][:1].isupper():
        return _is_tail(line, first, last)
    inside = not line.shouted and not _opens(line, first)
    return inside or _is_announced(line, first) or _is_cited(line, first, last)


def _is_tail(line: Line, first: int, last: int) -> bool:
    """Whether a passage ends a name whose first words both languages have: *Ordre national* de la Légion d'honneur."""
    if line.words[first] not in tables.particles() or not first or line.costs[first] <= CLOSING:
        return False
    if not any(line.words[i][:1].isupper() for i in range(first, last + 1)):
        return False
    before = range(first - 1, max(-1, first - 1 - _NEAR), -1)
    joined = (i for i in before if all(line.seps[j] == " " for j in range(i + 1, first + 1)))
    return any(line.words[i][:1].isupper() for i in joined)


def _opens(line: Line, i: int) -> bool:
    """Whether the place of a word explains its capital."""
    separator = line.seps[i]
    return separator.strip() != ";" and (divides(separator) or line.tokens.opens_sentence(line.window.first + i))


def is_cell(line: Line, first: int, last: int) -> bool:
    """Whether the words of a line stand in a row of a table: beside them only numbers, each in a column of its own."""
    numbers = [*range(first), *range(last + 1, len(line.words))]
    numbers += [i for i in range(first, last + 1) if line.words[i].isdigit()]
    columns = any(_COLUMN.search(line.seps[i]) for i in range(1, len(line.words)))
    return bool(numbers) and columns and line.words[first][:1].isupper()


def _is_announced(line: Line, first: int) -> bool:
    """Whether a word such as *novel* stands shortly before."""
    works = tables.frame("works", line.lexicon.target)
    nearest = range(first, max(0, first - _NEAR), -1)
    near = [tables.plain(line.words[i - 1]) for i in nearest if not _STOP.search("".join(line.seps[i : first + 1]))]
    return not works.isdisjoint(near)


def _is_cited(line: Line, first: int, last: int) -> bool:
    """Whether a passage stands in quotation marks as a title does: no marks of a sentence, nobody who says it.

    The song *“La vie en rose”*, but *“Ya basta,” she said*; emphasis and a year in brackets are frames as well.
    """
    before, behind = line.seps[first], line.seps[last + 1]
    if before[-1:] in _EMPHASIS and behind[:1] == before[-1:]:
        return True
    if "(" in behind and last + 1 < len(line.words) and _YEAR.match(line.words[last + 1]):
        return True
    if not _OPEN_QUOTE.search(before):
        return False
    if first > 1 and line.words[first - 1] in _LISTED and _CLOSE_QUOTE.match(line.seps[first - 1]):
        return True
    if any(_SPOKEN.search(line.seps[i]) for i in range(first + 1, last + 1)):
        return False
    if behind[:1].isspace() or _SPOKEN.match(behind) or ":" in before or last - first >= _LONGEST_CITED:
        return False
    around = (*line.words[max(0, first - _SPEECH) : first], *line.words[last + 1 : last + 1 + _SPEECH])
    return tables.frame("speech", line.lexicon.target).isdisjoint(map(str.lower, around))


def _is_dish(line: Line, first: int, last: int, k: int) -> bool:
    """Whether a passage names things to eat, or other things that are enumerated: short terms of content words."""
    if not _are_terms(line, first, last, k):
        return False
    target = line.lexicon.target
    around = list(map(tables.plain, _sentence(line.words, line.seps, first, last)))
    if not tables.frame("food", target).isdisjoint(around):
        return tables.frame("speech", target).isdisjoint(around)
    if any("," in line.seps[i] for i in range(first + 1, last + 1)):
        return last + 1 < len(line.words) and line.words[last + 1] in _JOINING
    return is_listed(line.tokens, line.window.first + first, line.window.first + last)


def _are_terms(line: Line, first: int, last: int, k: int) -> bool:
    """Whether all words of a passage are content words or join names, few of them between two commas."""
    lang, length = line.lexicon.languages[k], 0
    for i in range(first, last + 1):
        length = 1 if "," in line.seps[i] else length + 1
        joins = line.words[i] in tables.particles()
        if length > _TERM or not (joins or line.lexicon.share(line.words[i], lang) < _EVERYDAY):
            return False
    return True


def is_fed(tokens: Tokens, passage: Passage, target: str) -> bool:
    """Whether a word of food stands in the sentence of a passage of a word or two."""
    around = _sentence(tokens.words, tokens.separators, passage.first, passage.last)
    return not tables.frame("food", target).isdisjoint(map(tables.plain, around))


def _sentence(words: Sequence[str], seps: Sequence[str], first: int, last: int) -> Iterator[str]:
    """The words around a passage that stand in its sentence."""
    for i in range(first - 1, max(-1, first - 1 - _DISH), -1):
        if _SENTENCE.search(seps[i + 1]) or breaks_line(seps[i + 1]):
            break
        yield words[i]
    for i in range(last + 1, min(len(words), last + 1 + _DISH)):
        if _SENTENCE.search(seps[i]) or breaks_line(seps[i]):
            break
        yield words[i]


def without_terms(found: Sequence[Passage], tokens: Tokens) -> list[Passage]:
    """Without the short passages that are enumerated: *patatas bravas, pulpo a la gallega and arroz con leche*.

    What English sentences enumerate in another language are terms: dishes, plants, titles.
    """
    terms: set[Passage] = set()
    for one, other in pairwise(found):
        short = max(one.last - one.first, other.last - other.first) < _TERM
        if short and not (one.line or other.line) and _enumerates(tokens, one.last + 1, other.first):
            terms |= {one, other}
    return [passage for passage in found if passage not in terms]


def is_listed(tokens: Tokens, first: int, last: int) -> bool:
    """Whether *and* joins some words to what commas separate: *bigos, pierogi ruskie and barszcz czerwony*."""
    near = range(max(1, first - _TERM), min(last + 1 + _TERM, len(tokens.words)))
    commas = any("," in tokens.separators[i] for i in near)
    joint = (tokens.words[first - 1] if first else "", tokens.words[last + 1] if last + 1 < len(tokens.words) else "")
    return commas and not _LISTED.isdisjoint(joint)


def _enumerates(tokens: Tokens, start: int, end: int) -> bool:
    """Whether nothing but commas and words such as *and* stand between two passages."""
    if end - start > 3 or not _JOINING.issuperset(tokens.words[start:end]):
        return False
    return all(map(_LISTING.search, tokens.separators[start : end + 1]))
