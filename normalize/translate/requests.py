"""From the foreign spans of a text to requests: which of them are to be translated, and the names inside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from normalize.languages.lexicon import lexicon
from normalize.languages.place import kind_of
from normalize.languages.tables import list_of, script_of_language
from normalize.model import Applicability, Document, Finding, LanguageSpan
from normalize.names.form import PARTICLES
from normalize.names.linker import Linker
from normalize.settings.policy import TRANSLATE, Policy
from normalize.text.protected import protected_spans
from normalize.text.tokens import Tokens, tokenize
from normalize.translate.model import Kind, Request, Term
from normalize.words.fold import fold
from normalize.words.known import zipf

_RARE = 2.8  # zipf frequency below which a capitalised word is taken for a name that a model may not know
ALL_NOUNS = ("de", "lb")  # languages in which a capital tells nothing
_CASED = ("latin", "cyrillic", "greek")
_HEADLINE = 0.6  # share of capitalised words from which capitals tell nothing either
_LONGEST = 20_000  # code points; a longer span is no passage but a document in another language


def requests_of(
    text: str, spans: Iterable[LanguageSpan], linker: Linker, target: str, policy: Policy
) -> dict[LanguageSpan, Request]:
    """What a translator is to be asked about a text, by span: those of certain language that the policy translates.

    Beside its translation a half of a bilingual line needs none, so with ``bilingual`` it is not asked for.
    """
    found = {}
    for span in spans:
        if policy.of(span.lang) != TRANSLATE or not span.certain or span.end - span.start > _LONGEST:
            continue
        kind = kind_of(text, span)
        if not (policy.bilingual and kind is Kind.HALF):
            words = text[span.start : span.end]
            found[span] = Request(words, span.lang, target, kind, terms_of(words, span.lang, linker, target))
    return found


def terms_of(text: str, lang: str, linker: Linker, target: str) -> tuple[Term, ...]:
    """The names of a foreign text with the forms that they have in the target language, in text order, apart.

    Glossary names by the linker, which counts the aliases of that language as listed; then URLs and the like, and
    capitalised words that are rare in both languages, as they stand.
    """
    tokens = tokenize(text)
    protected = protected_spans(text)
    mentions = linker.mentions(tokens, protected)
    linked = linker.link(Document(text), tokens, protected, None, {lang}, mentions)
    entries = linker.index.entries
    mapped = [
        Term(f.start, f.end, f.replacement)
        for f in linked.findings
        if f.replacement
        and (f.applicability is Applicability.SAFE or (f.score == 1.0 and _is_listed_there(f, lang)))
        and not (f.entry and f.entry in entries and _is_grammar(f.text, lang, target, {entries[f.entry].kind}))
    ]
    exact = [
        Term(m.start, m.end, m.text)
        for m in mentions
        if m.exact and not _is_grammar(m.text, lang, target, {form.entry.kind for form in m.forms})
    ]
    fixed = [Term(a, b, text[a:b]) for a, b in protected.spans]
    unknown = [Term(a, b, text[a:b]) for a, b in _unknown_names(tokens, lang, target)]
    return _apart([*mapped, *fixed, *exact, *unknown])


def _is_listed_there(found: Finding, lang: str) -> bool:
    """Whether a form is one of the language; what frames a name in the target's text (*de*) is plain in this one."""
    return found.lang == lang or (found.lang is None and found.evidence.get("clause") == "inside-another-name")


def _is_grammar(text: str, lang: str, target: str, kinds: set[str]) -> bool:
    """Whether a name is also a function word of the language: *El*, *Das*. Countries are as frequent."""
    return "place" not in kinds and lexicon(target).is_function_word(text, lang)


def _apart(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those that touch none before them in the list, in text order."""
    kept: list[Term] = []
    for term in terms:
        at = bisect_right(kept, term.start, key=lambda other: other.start)
        left_free = at == 0 or kept[at - 1].end <= term.start
        if left_free and (at == len(kept) or term.end <= kept[at].start):
            kept.insert(at, term)
    return tuple(kept)


def _unknown_names(tokens: Tokens, lang: str, target: str) -> Iterator[tuple[int, int]]:
    """Capitalised words inside sentences, one of which is rare in both languages: a model would make up another."""
    words = tokens.words
    capitals = [word[:1].isupper() for word in words]
    if lang in ALL_NOUNS or script_of_language(lang) not in _CASED or sum(capitals) > _HEADLINE * len(words):
        return
    i = 0
    while i < len(words):
        if not capitals[i] or tokens.opens_sentence(i):
            i += 1
            continue
        last = i
        while last + 1 < len(words) and tokens.separators[last + 1] == " ":
            if capitals[last + 1]:
                last += 1
            elif fold(words[last + 1]) in PARTICLES and last + 2 < len(words) and capitals[last + 2]:
                last += 2
            else:
                break
        if any(_is_rare(word, lang, target) for word in words[i : last + 1]):
            yield tokens.starts[i], tokens.ends[last]
        i = last + 1


def _is_rare(word: str, lang: str, target: str) -> bool:
    known = zipf(word, list_of(lang), "small")
    return len(word) > 2 and word[:1].isupper() and known < _RARE and zipf(word, target) < _RARE
