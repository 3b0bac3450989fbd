"""Single foreign words and pairs of them inside a sentence of the target language.

The sequence model cannot see them: a switch there and back costs more than two words weigh. They count where the target
language does not know the word at all, another one has it among its everyday words, and neither a name nor a slip of
the pen explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from normalize.languages import tables
from normalize.languages.lexicon import Lexicon
from normalize.languages.passage import Passage
from normalize.storage import memos
from normalize.text.tokens import Tokens

_STRONG = 2.5
_SEVERAL = 10.0  # evidence of two words or more
_UNKNOWN = 2e-7  # share below which a word is none of the target language's: names and quotations of corpora lie there
_EVERYDAY = 5e-6  # share of a word that most speakers of its language know
_FOREIGN = 1000  # times commoner than in the target language is a single word: loans (*saudade*) are some hundred times
_SHORTEST = 5  # letters of a single word
_NAMING = 2  # words between a term and the word that says it is one
_KNOWN = 1e-6  # share of a word that is likely to be misspelt
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def briefs(
    tokens: Tokens, telling: Sequence[int], lexicon: Lexicon, is_free: Callable[[int], bool]
) -> Iterator[Passage]:
    """Foreign words that stand alone or in pairs, in text order; ``is_free`` says which words may belong to one."""
    for first, last in _runs(tokens, telling, is_free):
        best = _language(tuple(tokens.words[first : last + 1]), lexicon)
        if best is None or _touches_name(tokens, first, last, lexicon) or _is_term(tokens, first, lexicon.target):
            continue
        yield Passage(first, _with_object(tokens, last, best[0], lexicon), best[0], best[1], None, False)


def _runs(tokens: Tokens, telling: Sequence[int], is_free: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Runs of small telling words between plain blanks."""
    first = last = -2
    for i in telling:
        if not tokens.words[i].islower() or not is_free(i):
            continue
        if i == last + 1 and tokens.separators[i] == " ":
            last = i
            continue
        if first >= 0:
            yield first, last
        first = last = i
    if first >= 0:
        yield first, last


def _touches_name(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a capital, a number, a hyphen or an apostrophe joins the words to something else."""
    for i, joint in ((first - 1, first), (last + 1, last + 1)):
        if not 0 <= i < len(tokens.words):
            continue
        separator = tokens.separators[joint]
        if separator in ("-", "'", "’", "/", ".", "@", "_", "#"):
            return True
        if separator == " " and not tokens.words[i].islower():
            opens = i < first and tokens.opens_sentence(i) and not tokens.words[i].isupper()
            if not (opens and lexicon.own_share(tokens.words[i]) >= _KNOWN):
                return True
    return False


def _with_object(tokens: Tokens, last: int, lang: str, lexicon: Lexicon) -> int:
    """The last word of a passage, a preposition and a name behind it included: *viaje a Asia*."""
    words, seps = tokens.words, tokens.separators
    if last + 2 >= len(words) or seps[last + 1] != " " or seps[last + 2] != " " or words[last + 2].islower():
        return last
    joins = lexicon.is_function_word(words[last + 1], lang) and not _is_far_commoner(words[last + 1], lang, lexicon)
    return last + 2 if joins and lexicon.share(words[last + 2], lang) else last


def _is_far_commoner(word: str, lang: str, lexicon: Lexicon) -> bool:
    """Whether a word is far commoner in the target language."""
    return lexicon.vector(word)[lexicon.languages.index(lang)] <= -_STRONG


def _is_term(tokens: Tokens, first: int, target: str) -> bool:
    """Whether a word such as *called* stands shortly before: what follows is a term, and explained."""
    before = tokens.words[max(0, first - _NAMING) : first]
    return not tables.frame("terms", target).isdisjoint(map(str.lower, before))


@lru_cache(maxsize=memos.REPEATED)
def _language(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, float] | None:
    """The language of some words, with the evidence; None where it is too little."""
    if not any(_is_unknown(word, lexicon) for word in words):
        return None
    vectors = [lexicon.unlimited(word) for word in words]
    least = [-_STRONG if len(words) > 1 and not lexicon.own_share(word) else _STRONG for word in words]
    common = [
        k
        for k in range(len(lexicon.languages))
        if all(vector[k] >= enough for vector, enough in zip(vectors, least, strict=True))
    ]
    if not common:
        return None
    best = max(common, key=lambda k: (sum(vector[k] for vector in vectors), -k))
    lang, evidence = lexicon.languages[best], sum(vector[best] for vector in vectors)
    if lang in tables.quoted() or lang in tables.romanised():
        return None
    shares = [lexicon.share(word, lang) for word in words]
    if len(words) > 1:
        return (lang, evidence) if evidence >= _SEVERAL and max(shares) >= _EVERYDAY else None
    (word,), (share,) = words, shares
    known = share >= _EVERYDAY and lexicon.own_share(word) * _FOREIGN <= share
    return (lang, evidence) if known and len(word) >= _SHORTEST and not _is_slip(word, lexicon) else None


def _is_unknown(word: str, lexicon: Lexicon) -> bool:
    return lexicon.own_share(word) < _UNKNOWN


def _is_slip(word: str, lexicon: Lexicon) -> bool:
    """Whether one letter too many, too few, another one or two exchanged ones make a known word of the target."""
    return any(lexicon.own_share(form) >= _KNOWN for form in _one_away(tables.unaccented(word)))


def _one_away(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)
