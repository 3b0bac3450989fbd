"""Finding the spans of a text that name an entry, exactly or by likeness.

What some words name is worked out once for each sequence of words, in a tree of the words as written: its branches grow
as texts go down them, and a text that says the same again walks down in one look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from normalize.evidence.wanted import Wants
from normalize.names.family_forms import FamilyForms
from normalize.names.following import Behind, Following, Path
from normalize.names.form import PARTICLES, Form
from normalize.names.surfaces import Surface
from normalize.names.thresholds import RUNNING_TEXT
from normalize.names.vocabulary import Options, Vocabulary
from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.known import COMMON, zipf
from normalize.words.sound_distance import is_within, outline, sameness

# What may stand between two words of one name.
_JOINT = pattern(r"[ \u00a0\u2009\u202f]{1,2}|[ \t]*\r?\n[ \t]*|[-‐‑–'’‘`ʻʼ]|[-‐‑]['’‘`ʻʼ]")
_POINT = pattern(r"\. ?")  # behind an initial
APOSTROPHES = "'’‘`´ʻʼ"  # they may stand for a sound which Latin letters have none for: Mas'ud, Kas'yanov
_APOSTROPHES = frozenset(APOSTROPHES)
_QUOTES, _OPENING = pattern("['’‘‚‛`´]"), "‘"  # single quotation marks, and the one that is mostly none but that
_ENDINGS = frozenset(["s", "t", "d", "m", "re", "ve", "ll"])  # of English words, behind an apostrophe


class Mention(NamedTuple):
    """Words ``first``..``last`` of a document (both included), at ``start``..``end``, and what they may name."""

    first: int
    last: int
    start: int
    end: int
    surface: Surface

    @property
    def text(self) -> str:
        return self.surface.text

    @property
    def spelled(self) -> str:
        """The text as it was read: without apostrophes within words."""
        return self.surface.spelled

    @property
    def forms(self) -> Sequence[Form]:
        """The forms of entries that the words may be."""
        return self.surface.forms

    @property
    def score(self) -> float:
        """The mean similarity of the words, 1.0 where each is a word of the form."""
        return self.surface.score

    @property
    def anchored(self) -> bool:
        """Whether one of the words is the form's own and not a word that many names share."""
        return self.surface.anchored

    @property
    def exact(self) -> bool:
        return self.surface.exact

    @property
    def is_read(self) -> bool:
        """Whether it is in another script and was read as an entry's name."""
        return any(form.role == "read" for form in self.forms)

    @property
    def words(self) -> int:
        """How many words the name has, as it was read."""
        return self.surface.words


class Naming:
    """What the first words of a sequence name: the longest name, exact before near.

    ``surfaces`` are the texts that were seen of it: they differ in what stands between the words.
    """

    __slots__ = ("anchored", "forms", "preference", "score", "surfaces", "words")

    def __init__(self, words: int, forms: Sequence[Form], score: float, anchored: bool) -> None:
        self.words, self.forms, self.score, self.anchored = words, forms, score, anchored
        self.preference = _preference(words, score, _has_right(forms))
        self.surfaces: dict[str, Surface] = {}

    def surface(self, text: str, spelled: str | None = None) -> Surface:
        """The surface form of these words as written, and as ``spelled`` where they were read otherwise."""
        found = self.surfaces.get(text)
        if found is None:
            found = self.surfaces[text] = Surface(text, self.words, self.forms, self.score, self.anchored, spelled)
        return found


class Step:
    """Some words in sequence: what they name, and the beginnings of longer names that they may be.

    ``next`` leads to the sequences with one more word, as far as texts had them; None where no name goes on so. Where
    ``pending`` the first word may be meant for others that names begin with; ``meant`` says of those that were looked
    at whether it is.
    """

    __slots__ = ("meant", "naming", "next", "paths", "pending", "words")

    def __init__(self, words: tuple[str, ...], naming: Naming | None, paths: tuple[Path, ...]) -> None:
        self.words, self.naming, self.paths, self.pending = words, naming, paths, False
        self.meant: dict[str, bool] = {}
        self.next: dict[str, Step | None] = {}

    @property
    def may_go_on(self) -> bool:
        """Whether a name may have more words."""
        return self.pending or bool(self.paths)


class Openings(dict[str, "Step | None"]):
    """The tree of names by their words as written: the first word to its step, None for most words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self._behind = lru_cache(maxsize=memos.BEHIND)(self._behind_of)
        self._steps = 0

    def __missing__(self, word: str) -> Step | None:
        self._count()
        opener = self.vocabulary.opener(word)
        step = None
        if opener is not None:
            paths: list[Path] = [(option, score, (score,)) for option, score in opener.options]
            step = self._step((word,), None, paths, opener.alone)
            if opener.pending:
                step = step or Step((word,), None, ())
                step.pending = True
        self[word] = step
        return step

    def after(self, step: Step, word: str) -> Step | None:
        """The step with one more word."""
        try:
            return step.next[word]
        except KeyError:
            found = step.next[word] = self._longer(step, word)
            return found

    def _longer(self, step: Step, word: str) -> Step | None:
        self._count()
        folded, capital, index = fold(word), word[0].isupper(), self.vocabulary.index
        paths = [*self._going_on(step, word, folded, capital)] if step.paths else []
        if step.pending and (capital or folded in index.lower_openers):
            paths += self._behind_near(step, word)
        return self._step((*step.words, word), step.naming, paths, alone=False) if paths else None

    def _going_on(self, step: Step, word: str, folded: str, capital: bool) -> Iterator[Path]:
        """The paths of a step with a word more, or with one that it is like or sounds like."""
        if not (capital or self._goes_on(step, folded)):
            return
        behind = self._behind(step)
        if not behind.may_have(word, folded, capital):
            return
        options = self.vocabulary.options(word)
        going_on = [pair for pair in options if pair[0] in behind.words]  # no name goes on with another
        sounds = capital and outline(word) in behind.outlines
        for key, total, each in behind.paths:
            following = behind.of[key]
            for option, score in (*going_on, *(_sounding(following, word, options) if sounds else ())):
                if following.has(option):
                    yield f"{key} {option}", total + score, (*each, score)

    def _behind_near(self, step: Step, word: str) -> Iterator[Path]:
        """The paths of what the first word of a step is like, or has the sounds of, with a word more."""
        first, preceding = step.words[0], self.vocabulary.index.preceding
        options = self.vocabulary.options(word)
        seconds = [(*option, openers) for option in options if (openers := preceding.get(option[0]))]
        if not seconds:
            return
        like = self.vocabulary.near_among(first, frozenset[str]().union(*(openers for *_, openers in seconds)))
        for second, score, openers in seconds if like else ():
            for other, near in like:
                if other in openers and self._may_mean(step, other):
                    yield f"{other} {second}", near + score, (near, score)

    def _may_mean(self, step: Step, other: str) -> bool:
        """Whether another word is among those that the first word of a step is most like, or has its sounds."""
        meant = step.meant.get(other)
        if meant is None:
            word = step.words[0]
            same_sounds = outline(other) == outline(word)
            meant = self.vocabulary.is_near(word, other) or (same_sounds and sounds_like(word, other))
            step.meant[other] = meant
        return meant

    def _goes_on(self, step: Step, folded: str) -> bool:
        """Whether a word goes on from a step as it is, which most do not: two look-ups, before all that may is read."""
        index = self.vocabulary.index
        longer = (f"{phrase} {folded}" for phrase, *_ in step.paths)
        return any(phrase in index.phrases or phrase in index.beginnings for phrase in longer)

    def _behind_of(self, step: Step) -> Behind:
        """What may stand behind a step."""
        return Behind(step.paths, self.vocabulary.index.following([path[0] for path in step.paths]))

    def _step(self, words: tuple[str, ...], naming: Naming | None, paths: Sequence[Path], alone: bool) -> Step | None:
        index = self.vocabulary.index
        best = naming
        for path in paths:
            # Most phrases need not be read: they would not be preferred, were they right forms.
            if best is None or _preference(len(words), path[1] / len(words), is_right=True) > best.preference:
                found = _complete(words, path, self.vocabulary, alone)
                if found and (best is None or found.preference > best.preference):
                    best = found
        begun = tuple(path for path in paths if path[0] in index.beginnings)
        return Step(words, best, begun) if begun or best is not naming else None

    def _count(self) -> None:
        self._steps += 1
        if self._steps > memos.TEXT_FORMS:
            self.clear()
            self._steps = 1


class NameWords(Wants):
    """The words that may open a name."""

    def __init__(self, openings: Openings) -> None:
        self._openings = openings
        self._lower = openings.vocabulary.index.lower_openers

    def wants_separator(self, separator: str) -> bool:
        """Whether a word may go on behind a separator."""
        return separator in _APOSTROPHES

    def wants(self, form: str) -> bool:
        """Whether a name may begin with a word form."""
        if form[0].islower() and form not in self._lower and form.isascii() and form.islower():
            return False  # as most are: the tree need not remember it
        return self._openings[form] is not None


class _Read(NamedTuple):
    """What words name, and the number of the last one."""

    naming: Naming
    last: int

    @property
    def preference(self) -> tuple[int, bool, float]:
        """Longer before shorter, exact before near."""
        return self.last, self.naming.score == 1.0, self.naming.score


def find_mentions(
    tokens: Tokens,
    openings: Openings,
    protected: Protected,
    hits: Iterable[int] | None = None,
    apostrophes: Iterable[int] | None = None,
) -> list[Mention]:
    """The mentions of a document in text order, without overlaps: at each place the longest, exact before near.

    ``hits`` are the numbers of the words that may open a name, and ``apostrophes`` those of the separators that are
    one, where they are known.
    """
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    joints = inner_apostrophes(tokens, apostrophes)
    if hits is None:
        hits = compress(count(), map(openings.__getitem__, words))
    if joints:
        hits = sorted({*hits, *(joint - 1 for joint in joints)})
    found: list[Mention] = []
    behind = 0
    for i in hits:
        if i < behind or i in joints:
            continue
        read = _named(tokens, i, openings, joints)
        if read is None:
            continue
        naming, last = read
        start, end = starts[i], ends[last] + (last in joints and _ends_in_apostrophe(tokens, i, last))
        if not protected.covers(start, end):
            text = words[i] if last == i else tokens.text[start:end]
            spelled = _without(tokens, i, last, joints) if naming.words <= last - i else None
            found.append(Mention(i, last, start, end, naming.surface(text, spelled)))
            behind = last + 1
    return found


def inner_apostrophes(tokens: Tokens, apostrophes: Iterable[int] | None = None) -> frozenset[int]:
    """The numbers of the words that an apostrophe joins to the one in front of them: *Mas'ud*, *Sha’ban*.

    ``apostrophes`` are the numbers of the separators that are one, where they are known.

    >>> from normalize.text.tokens import tokenize
    >>> tokens = tokenize("Isma'il's aide didn't see N'Golo, said l'Humanite")
    >>> [tokens.words[i] for i in inner_apostrophes(tokens)]
    ['il']
    """
    words, separators = tokens.words, tokens.separators
    places = (i for i, gap in enumerate(separators) if gap in _APOSTROPHES) if apostrophes is None else apostrophes
    return frozenset(
        i
        for i in places
        if 0 < i < len(words) and words[i][0].islower() and words[i] not in _ENDINGS and words[i - 1][0].isupper()
    )


def _ends_in_apostrophe(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an apostrophe behind some words is the last letter of one, *Ja'ja'*, and no quotation mark: none opens in
    front of it in its line."""
    gaps = tokens.separators
    behind, mark = gaps[last + 1], gaps[last]
    if not behind.startswith(mark) or (behind == mark and last + 1 < len(tokens.words)):
        return False
    for i in range(first, -1, -1):
        if _QUOTES.search(gaps[i]) and (i == 0 or gaps[i] not in _APOSTROPHES or gaps[i] == _OPENING):
            return False
        if "\n" in gaps[i]:
            break
    return True


def _named(tokens: Tokens, i: int, openings: Openings, joints: frozenset[int]) -> _Read | None:
    """What the words from word ``i`` on name: cut at apostrophes, or read across them, whichever says more. No name
    ends within a word."""
    plain = _naming(tokens, i, openings)
    if not joints:
        return plain
    if plain is not None and plain.last + 1 in joints:
        plain = None
    joined = _naming(tokens, i, openings, joints)
    if plain is None or joined is None:
        return plain or joined
    return max(plain, joined, key=lambda read: read.preference)


def _naming(tokens: Tokens, i: int, openings: Openings, joints: frozenset[int] = frozenset()) -> _Read | None:
    """What the words from word ``i`` on name; words are read across ``joints``."""
    words, separators = tokens.words, tokens.separators
    word, last = _word(words, i, joints)
    step = openings[word]
    if step is None or separators[i].endswith("_") or separators[last + 1].startswith("_"):
        return None
    lasts, end = [last], len(words) - 1
    while step.may_go_on and last < end and _joins(word, separators[last + 1]):
        word, last = _word(words, last + 1, joints)
        longer = openings.after(step, word)
        if longer is None:
            break
        lasts.append(last)
        step = longer
    return None if step.naming is None else _Read(step.naming, lasts[step.naming.words - 1])


def _word(words: Sequence[str], i: int, joints: frozenset[int]) -> tuple[str, int]:
    """Word ``i`` with what is joined to it, and the number of its last part."""
    if i + 1 not in joints:
        return words[i], i
    last = i + 1
    while last + 1 in joints:
        last += 1
    return "".join(words[i : last + 1]), last


def _without(tokens: Tokens, first: int, last: int, joints: frozenset[int]) -> str:
    """Some words as they stand, but for the apostrophes within them."""
    parts = [tokens.words[first]]
    for i in range(first + 1, last + 1):
        parts += ("" if i in joints else tokens.separators[i], tokens.words[i])
    return "".join(parts)


def _joins(word: str, separator: str) -> bool:
    """Whether a separator can stand inside a name, behind this word."""
    return separator == " " or _is_joint(separator) or (len(word) == 1 and _POINT.fullmatch(separator) is not None)


@lru_cache(maxsize=memos.SEPARATORS)
def _is_joint(separator: str) -> bool:
    return _JOINT.fullmatch(separator) is not None


def _sounding(following: Following, word: str, options: Options) -> Iterator[tuple[str, float]]:
    """The words behind a beginning that sound like one though their letters have little in common."""
    known = {option for option, _ in options}
    for other in following.of_outline(outline(word)):
        if other not in known and sounds_like(word, other):
            yield other, max(RUNNING_TEXT.near, sameness(word, other))


def _has_right(forms: Sequence[Form]) -> bool:
    return not isinstance(forms, FamilyForms) and any(form.role == "right" for form in forms)


def _preference(words: int, score: float, is_right: bool) -> tuple[float, float]:
    """Longer before shorter, exact before near, like a right form before as like a variant."""
    return words + (0.5 if score == 1.0 else 0.0), score + (RUNNING_TEXT.right if is_right else 0.0)


def _complete(words: Sequence[str], path: Path, vocabulary: Vocabulary, alone: bool) -> Naming | None:
    """The name that some words are, given a phrase that they may be read as."""
    key, total, each = path
    n = len(words)
    exact = total == n
    if not (exact or _holds(words, key, each, alone)):
        return None
    forms = vocabulary.index.phrases.get(key, ())
    if forms and words[0][:1].islower() and fold(words[0]) not in PARTICLES:
        forms = tuple(form for form in forms if form.text[:1].islower() and (n > 1 or form.is_small))
    elif all(word[:1].islower() for word in words):
        return None
    if not exact:
        forms = tuple(form for form in forms if not form.entry.careful or _may_be_told(words, key, form))
    if not forms:
        return None
    anchored = any(
        s == 1.0 and zipf(w, vocabulary.language) < (COMMON if i == n - 1 else RUNNING_TEXT.rare)
        for i, (w, s) in enumerate(zip(words, each, strict=True))
    )
    return Naming(n, forms, total / n, anchored)


def _may_be_told(words: Sequence[str], key: str, form: Form) -> bool:
    """Whether likeness may tell an entry that needs support: a place with the same sounds, where places stand."""
    return form.entry.kind == "place" and all(
        is_within(word, other, RUNNING_TEXT.sounds_of_place) for word, other in zip(words, key.split(" "), strict=True)
    )


def _holds(words: Sequence[str], key: str, each: Sequence[float], alone: bool) -> bool:
    """Whether likeness may make a name of words with these similarities: one among several must be the same, or all
    must sound the same."""
    if len(each) == 1:
        return alone
    if min(each) < RUNNING_TEXT.pair:
        return False
    return max(each) == 1.0 or all(map(sounds_like, words, key.split(" ")))


def sounds_like(word: str, other: str) -> bool:
    """Whether two words may be spellings of one name by their sounds."""
    return is_within(word, other, RUNNING_TEXT.sounds)
