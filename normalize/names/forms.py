"""The surface forms of an entry: those that are listed, and those that follow from its native forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from normalize.names.form import BY_LETTERS, Form, family_name, words_of
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.headings import heading, straight
from normalize.names.romanisation.arabic import is_article_joined, is_with_article
from normalize.names.romanisation.chinese import count_of_syllables
from normalize.names.romanisation.declensions import declined
from normalize.names.romanisation.habits import is_read, unwritten
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.romanisation.spellings import Made, spellings
from normalize.words.fold import fold
from normalize.words.known import KNOWN, zipf
from normalize.words.likeness import are_alike, similarity

_BY_CHANCE = 0.2  # likeness by which one right form may be nearer to an exonym than another by chance
_ONE_NAME = 0.8  # least likeness of an exonym and a right form with as many words for them to be one name
_FAMILY_FIRST = frozenset(["ja", "ko", "zh", "hu", "vi"])  # languages that put family names first
_TRANSLATED = frozenset(["organisation", "group"])  # whose names mean something
_SHORT = 5  # letters below which a spelling that was made is a word of some language too often


def _target(entry: Entry, text: str, lang: str | None) -> str | None:
    """The right form for an alias: the one with as many words and the closest spelling; of a foreign name of a place
    that is another word the canonical one (Nordmazedonien is not Macedonia).

    Only an exonym (of a place, or in another language) or a joint changes the number of words; else None.
    """
    words, rights = words_of(text), entry.right_forms
    if entry.kind == "person":  # what a catalogue turns round is for lists, and not to be put into a text
        rights = tuple(form for form in rights if straight(form) == form)
        if not rights:
            return None
    if len(rights) == 1 and len(words) == len(words_of(rights[0])):  # as for most: there is no other
        return rights[0]
    if text in entry.overruled and (entry.kind != "person" or len(words) == len(words_of(entry.canonical))):
        return entry.canonical
    as_many = [form for form in rights if _has_as_many_names(text, form)] if entry.kind == "person" else ()
    if as_many and any(map(is_article_joined, text.split()[1:])):
        return as_many[0]
    foreign = lang is not None and lang != entry.language
    equals = [f for f in rights if len(words_of(f)) == len(words)]
    if entry.kind == "place" and foreign and len(words_of(entry.canonical)) != len(words):
        joined = "".join(map(fold, words))
        equals = [f for f in equals if are_alike("".join(map(fold, words_of(f))), joined, _ONE_NAME)]
    if len(equals) == 1:
        return equals[0]
    if equals:
        shared = {form: sum(map(similarity, words, words_of(form))) / len(words) for form in equals}
        best = max(equals, key=shared.__getitem__)
        # Another word for a place has letters in common with any name by chance: Reino Unido is no Great Britain.
        by_chance = shared[best] < shared.get(entry.canonical, 0.0) + _BY_CHANCE
        other = entry.kind == "place" and foreign and entry.canonical in equals and by_chance
        return entry.canonical if other else best
    glued = "".join(map(fold, words))
    for form in rights:
        if "".join(map(fold, words_of(form))) == glued:
            return form
    if as_many:
        return as_many[0]
    if lang == "zh" and entry.kind == "person" and count_of_syllables(text) == len(words_of(entry.canonical)):
        return entry.canonical  # Li Guangyao is Lee Kuan Yew
    exonym = entry.kind == "place" or (foreign and entry.kind != "person")
    return entry.canonical if exonym else None


def _has_as_many_names(text: str, form: str) -> bool:
    """Whether a hyphen in one of two names joins what belongs together: syllables (*Teng Hsiao-ping*), or an article to
    the word that has it in the other, too (*Ahmad Alsharaa* for *Ahmed al-Sharaa*)."""
    if "-" not in text and "-" not in form:  # as most are
        return False
    ours, theirs = text.split(), form.split()
    if len(ours) != len(theirs):
        return False
    return all(is_with_article(a) == is_with_article(b) for a, b in zip(ours[1:], theirs[1:], strict=True))


def forms_of(entry: Entry) -> Iterator[Form]:
    """Every surface form of an entry by which running text may name it, acronyms apart, and what has no letter: a
    number that some list calls a place by stands for itself in most texts."""
    for text in filter(has_letter, entry.right_forms):
        yield Form(entry, text, "right", text)
    rights, targets = entry.right_forms, dict[str, str | None]()
    accepted = {alias.text.casefold() for alias in entry.aliases if alias.lang == entry.language}
    for alias in (a for a in _as_texts_have_them(entry) if a.text not in rights and has_letter(a.text)):
        # What English accepts is no error for being French, too; with its marks, for Pékin is no English word.
        lang = entry.language if accepted and alias.text.casefold() in accepted else alias.lang
        target = targets[alias.text] = None if _is_headed(entry, alias.text) else _target(entry, alias.text, lang)
        yield Form(entry, alias.text, "alias", target, lang, careful=_is_romanised_word(entry, alias.text, lang))
    if entry.kind == "person":
        yield from _family_forms(entry, targets)


def _is_headed(entry: Entry, text: str) -> bool:
    """Whether an alias of a person is a catalogue heading, which no text has as it is: turned round, or dated."""
    if entry.kind != "person" or heading(text) is None:
        return False
    return straight(text) != text or any(map(str.isdecimal, text))


def _family_forms(entry: Entry, targets: Mapping[str, str | None]) -> Iterator[Form]:
    """The family names of a person's forms; ``targets`` are the right forms of aliases."""
    seen: set[str] = set()
    for text, lang in [*((f, None) for f in entry.right_forms), *((a.text, a.lang) for a in entry.aliases)]:
        family = family_name(text)
        if not family or family in seen:
            continue
        name = straight(text)
        # What a person's form stands for does not depend on its language.
        target = targets[name] if name in targets else _target(entry, name, lang)
        right = target and family_name(target)
        if not right or len(words_of(family)) != len(words_of(right)):
            continue
        if name != text and fold(family) == fold(words_of(target or "")[0]):
            continue  # Sun, Yat-sen: the right form has the family name in front, too
        if right != family and not are_alike(family, right, _ONE_NAME):
            # Li Guangyao, who is Lee Kuan Yew, is no Yew by the end of his name; nor is Xi, Jinping, as catalogues have
            # him, a Jinping, or Karzai Hamid a Hamid.
            turned = lang in _FAMILY_FIRST or name != text
            if turned or _is_turned(words_of(text), words_of(target or "")):
                continue
        seen.add(family)
        yield Form(entry, family, "family", right, lang)


def _as_texts_have_them(entry: Entry) -> Iterable[Alias]:
    """The aliases of an entry; those of a person that an authority file turns round come as running text has them, too,
    unless the glossary turns the right form round as well."""
    if entry.kind != "person" or straight(entry.canonical) != entry.canonical:
        return entry.aliases
    headed = [(alias, found) for alias in entry.aliases if (found := heading(alias.text))]
    turned = dict.fromkeys(Alias(found.straight, alias.lang) for alias, found in headed if found.is_spelled_out)
    if not turned:
        return entry.aliases
    told = {alias.text for alias in turned if alias.lang}
    known = {alias.text for alias in entry.aliases}
    return (*entry.aliases, *(a for a in turned if a.text not in known and (a.lang or a.text not in told)))


def _is_romanised_word(entry: Entry, text: str, lang: str | None) -> bool:
    """Whether a form is another word for a body or a people, romanised from a script that tells no tones or vowels:
    *Zhonggong* is a party and a school of qigong, *Shihang* a bank and a given name."""
    if entry.kind not in _TRANSLATED or lang not in unwritten() or not text.isascii():
        return False
    return max(similarity(text, right) for right in entry.right_forms) < _ONE_NAME


def has_letter(text: str) -> bool:
    """Whether a form can be a name: it has a letter of some script.

    >>> has_letter("7-Eleven"), has_letter("00100"), has_letter("上海")
    (True, False, True)
    """
    return any(map(str.isalpha, text))


def made_forms(entries: Iterable[Entry], listed: Collection[str]) -> Iterator[tuple[str, Form]]:
    """The forms of entries that follow from their native forms, by phrase, where none of the ``listed`` phrases is one.

    What is a word, too, is careful.
    """
    for entry in entries:
        for form in (*_canonical_elsewhere(entry), *_native(entry), *_made(entry)):
            key = " ".join(map(fold, words_of(form.text)))
            if key in listed:
                continue
            single = " " not in key and form.role != "family" and not is_foreign_script(key)
            doubtful = single and _is_doubtful(key, entry.language)
            yield key, form._replace(careful=True) if doubtful and not form.careful else form


def all_forms(entry: Entry) -> Iterator[Form]:
    """Every form of an entry but family names: right ones, listed ones, and those made from its native forms."""
    listed = [form for form in forms_of(entry) if form.role != "family"]
    phrases = {" ".join(map(fold, words_of(form.text))) for form in listed}
    yield from listed
    yield from (form for _, form in made_forms([entry], phrases) if form.role != "family")


def _canonical_elsewhere(entry: Entry) -> Iterator[Form]:
    """The canonical forms of other languages."""
    for name in entry.names:
        if name.text not in entry.right_forms and has_letter(name.text):
            target = _target(entry, name.text, name.lang)
            yield Form(entry, name.text, "alias", target, name.lang, origin=f"the canonical form in {name.lang}")


def _native(entry: Entry) -> Iterator[Form]:
    """The forms in other scripts, in all their cases: a translation may leave them as they were."""
    for native in (n for n in entry.native if has_letter(n.text)):
        spelled = is_read(native.lang)  # else its words are not those of the canonical form
        target = (_target(entry, native.text, native.lang) if spelled else None) or entry.canonical
        yield Form(entry, native.text, "alias", target, native.lang, origin=f"its native form in {native.lang}")
        for text in declined(native.text, native.lang or ""):
            yield Form(entry, text, "alias", target, native.lang, origin=f"{native.lang}: a case of {native.text}")


def _is_doubtful(key: str, language: str) -> bool:
    return len(key) < _SHORT or zipf(key, language) >= KNOWN


def _made(entry: Entry) -> Iterator[Form]:
    """One form for each spelling, marks apart, and the family names of these.

    One that several languages have is of none. What English may write is accepted, as listed spellings are. One that
    only a sister language has (*Oleksandr Blok*) may be somebody there, unless readers know nobody of its family name.
    """
    found: dict[str, list[Made]] = defaultdict(list)
    for made in spellings(entry):
        found[fold(made.text)].append(made)
    own = _words_by_place(entry, [made.text for same in found.values() for made in same if made.lang == entry.language])
    for same in found.values():
        languages = dict.fromkeys(made.lang for made in same)
        text = same[0].text
        if _is_mixed(text, own):
            languages[entry.language] = None
        lang = entry.language if entry.language in languages else same[0].lang if len(languages) == 1 else None
        plain = text.replace("'", "")  # the soft sign cuts no name in two
        target = _target(entry, plain, lang)
        if target is None:
            continue
        family, right = family_name(plain), family_name(target)
        derived = all(made.derived for made in same)
        if derived and entry.kind == "place" and _is_doubtful(fold(text), entry.language):
            continue  # what Wade and Giles made of a small town is a word somewhere: Pole, Pate
        # What characters spell may be any other name of their language.
        by_letters = all(made.is_by_letters for made in same)
        careful = by_letters or (derived and _is_doubtful(family or "", entry.language))
        origin = BY_LETTERS if by_letters else _origin(same)
        form = Form(entry, text, "alias", target, lang, origin=origin, careful=careful)
        yield form
        reversed_ = _is_reversed(words_of(form.text), words_of(target), lang)
        as_long = len(words_of(plain)) == len(words_of(target)) and len(words_of(family or "")) == len(
            words_of(right or "")
        )
        cut = by_letters and any(native.lang in _FAMILY_FIRST for native in entry.native)  # its family name is first
        if entry.kind == "person" and family and right and as_long and not reversed_ and not cut:
            marked = " ".join(text.split(" ")[-len(family.split(" ")) :])
            yield Form(entry, marked, "family", right, lang, origin=form.origin, careful=by_letters)


def _is_reversed(words: Sequence[str], target: Sequence[str], lang: str | None) -> bool:
    """Whether the family name stands first, perhaps respelled."""
    if fold(words[0]) == fold(target[-1]):
        return True
    if lang not in _FAMILY_FIRST or len(words) != len(target):
        return False
    return similarity(words[0], target[-1]) > similarity(words[0], target[0])


def _is_turned(words: Sequence[str], target: Sequence[str]) -> bool:
    """Whether the first word is the target's last one and the last word its first one, perhaps respelled."""
    if len(words) != len(target):
        return False
    (first, last), (given, family) = (words[0], words[-1]), (target[0], target[-1])
    straight = similarity(first, given) + similarity(last, family)
    turned = similarity(first, family) + similarity(last, given)
    return turned > max(straight, 2 * _ONE_NAME)


def _words_by_place(entry: Entry, made: Sequence[str]) -> Mapping[int, list[set[str]]]:
    """The words, folded, that the glossary's own language may write at each place of a name, by the number of words."""
    found: dict[int, list[set[str]]] = {}
    for text in (*entry.right_forms, *made) if made else ():
        words = list(map(fold, words_of(text)))
        for place, word in zip(found.setdefault(len(words), [set() for _ in words]), words, strict=True):
            place.add(word)
    return found


def _is_mixed(text: str, own: Mapping[int, list[set[str]]]) -> bool:
    """Whether each word is one that the glossary's own language may write there: *Valery Poliakov* has the given name
    as the press writes it, and the family name as passports do."""
    words = list(map(fold, words_of(text)))
    places = own.get(len(words), ())
    return bool(places) and all(word in place for word, place in zip(words, places, strict=True))


def _origin(same: Sequence[Made]) -> str:
    """From which language's form, and by which habits, spellings were made: as in ``ru: fr, pt``."""
    if len(same) == 1:
        return f"{same[0].source}: {same[0].habit}"
    habits: dict[str, dict[str, None]] = defaultdict(dict)
    for made in same:
        habits[made.source][made.habit] = None
    return "; ".join(f"{source}: {', '.join(names)}" for source, names in habits.items())
