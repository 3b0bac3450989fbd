"""spaCy: the component ``normalize`` links names to glossary entries, and a tokenizer cleans texts first.

Both are found by spaCy itself: ``nlp.add_pipe("normalize")``, and ``@tokenizers = "normalize.CleaningTokenizer.v1"`` in
a configuration. What they know is in extension attributes:

- of a span that was linked: ``canonical``, ``language`` (whose spelling it is), ``replacement`` (the right form, where
  it is in another one) and ``evidence`` (why);
- of any span: ``original_start`` and ``original_end``, code points of the text that was given, and ``original_text``;
- of a document: ``original_text``, and ``normalize_edits``, the edits that were made in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.integrations.rows import edit_row
from normalize.model import OffsetMap
from normalize.names.entities import EntityMention
from normalize.normalizer import Normalizer

with required("spacy", "spacy"):
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans

SPANS_KEY = "normalize"
_LINKED = ("canonical", "language", "replacement", "evidence")


def _offsets(doc: Doc) -> OffsetMap:
    edits = doc._.normalize_edits
    return OffsetMap(tuple((e["start"], e["end"], e["new_start"], e["new_end"]) for e in edits))


def _original_start(span: Span) -> int:
    return _offsets(span.doc).to_original(span.start_char)


def _original_end(span: Span) -> int:
    return _offsets(span.doc).to_original(span.end_char)


def _original_text(span: Span) -> str:
    text: str = span.doc._.original_text
    return text[_original_start(span) : _original_end(span)]


def _original_text_of(doc: Doc) -> str:
    text: str = doc.user_data.get("normalize_original", doc.text)
    return text


def _add_attributes() -> None:
    """Make the extension attributes known to spaCy; once a process."""
    for name in _LINKED:
        Span.set_extension(name, default=None, force=True)
    Span.set_extension("original_start", getter=_original_start, force=True)
    Span.set_extension("original_end", getter=_original_end, force=True)
    Span.set_extension("original_text", getter=_original_text, force=True)
    Doc.set_extension("original_text", getter=_original_text_of, force=True)
    Doc.set_extension("normalize_edits", getter=lambda doc: doc.user_data.get("normalize_edits", []), force=True)


_add_attributes()


class EntryLinker:
    """A component that finds the mentions of glossary entries: right forms, variants, and those that may be ones.

    Each is a span of ``doc.spans[spans_key]`` with the kind of the entry for label and its id for ``kb_id_``;
    with ``annotate_ents`` they are entities of the document, too, and go before those that overlap them. The text is
    not changed: :class:`CleaningTokenizer` does that.
    """

    def __init__(self, normalizer: Normalizer, spans_key: str = SPANS_KEY, annotate_ents: bool = False) -> None:
        self.normalizer, self.spans_key, self.annotate_ents = normalizer, spans_key, annotate_ents

    def __call__(self, doc: Doc) -> Doc:
        """The document with its mentions."""
        spans = [_span(doc, mention) for mention in self.normalizer.mentions(doc.text)]
        doc.spans[self.spans_key] = spans
        if self.annotate_ents:
            taken = {token.i for span in spans for token in span}
            others = [ent for ent in doc.ents if taken.isdisjoint(range(ent.start, ent.end))]
            doc.set_ents(filter_spans([*spans, *others]))
        return doc

    # The configuration of the pipeline holds all that the component is made of.
    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing besides the configuration is to be kept."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EntryLinker:
        """The component as its configuration made it."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing besides the configuration is to be kept."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntryLinker:
        """The component as its configuration made it."""
        return self


def _span(doc: Doc, mention: EntityMention) -> Span:
    """A mention as a span of whole tokens."""
    place = (mention.start, mention.end, mention.kind.upper())
    span = doc.char_span(*place, kb_id=mention.entry, alignment_mode="expand")
    span._.canonical, span._.language, span._.replacement = mention.canonical, mention.lang, mention.replacement
    span._.evidence = mention.finding.message if mention.finding else "in its right form"
    for edit in doc._.normalize_edits:  # what a CleaningTokenizer has repaired there
        if edit["entry"] == mention.entry and (edit["new_start"], edit["new_end"]) == (mention.start, mention.end):
            span._.language, span._.evidence = edit["lang"], edit["message"]
    return span


@Language.factory(
    "normalize",
    assigns=["doc.spans", *(f"span._.{name}" for name in _LINKED)],
    default_config={
        "glossaries": [],
        "target": "en",
        "select": [],
        "ignore": [],
        "profile": None,
        "spans_key": SPANS_KEY,
        "annotate_ents": False,
    },
)
def make_linker(
    nlp: Language,
    name: str,
    glossaries: list[str],
    target: str,
    select: list[str],
    ignore: list[str],
    profile: str | None,
    spans_key: str,
    annotate_ents: bool,
) -> EntryLinker:
    """The component ``normalize``, made of its part of a pipeline's configuration.

    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("normalize", config={"glossaries": ["afghanistan"]})
    >>> doc = nlp("in the Panchir Valley")
    >>> [span] = doc.spans["normalize"]
    >>> span.text, span.label_, span.kb_id_, span._.canonical, span._.language
    ('Panchir', 'PLACE', 'panjshir', 'Panjshir', 'fr')
    """
    chosen = Normalizer(glossaries, target, select=select, ignore=ignore, profile=profile)
    return EntryLinker(chosen, spans_key, annotate_ents)


class CleaningTokenizer:
    """A tokenizer that repairs a text, and has another tokenizer cut what came of it.

    ``doc.text`` is the repaired text; spans know where they stand in the original.

    >>> nlp = spacy.blank("en")
    >>> nlp.tokenizer = CleaningTokenizer(nlp.tokenizer, glossaries=["afghanistan"])
    >>> doc = nlp("from the Panchir Valley to Kabul")
    >>> doc.text, doc[5:6].text, doc[5:6]._.original_start
    ('from the Panjshir Valley to Kabul', 'Kabul', 27)
    """

    def __init__(self, tokenizer: Callable[[str], Doc], normalizer: Normalizer | None = None, **settings: Any) -> None:
        self.tokenizer = tokenizer
        self.normalizer = normalizer_of(normalizer, settings)

    def __call__(self, text: str) -> Doc:
        """The repaired text as a document."""
        result = self.normalizer.normalize(text)
        doc = self.tokenizer(result.text)
        doc.user_data["normalize_original"] = text
        doc.user_data["normalize_edits"] = [edit_row(edit) for edit in result.edits]
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """A document for each text, in order."""
        return map(self, texts)

    def __getattr__(self, name: str) -> Any:
        """Saving, loading, rules and exceptions are those of the tokenizer that cuts."""
        if name in ("tokenizer", "normalizer"):  # not there yet: a copy is being made
            raise AttributeError(name)
        return getattr(self.tokenizer, name)


@spacy.registry.tokenizers("normalize.CleaningTokenizer.v1")
def make_tokenizer(
    glossaries: Sequence[str] = (),
    target: str = "en",
    translator: str | None = None,
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    tokenizer: Callable[[Language], Callable[[str], Doc]] | None = None,
) -> Callable[[Language], CleaningTokenizer]:
    """What makes the tokenizer of a pipeline from its configuration; ``tokenizer`` cuts, by default spaCy's own."""
    normalizer = Normalizer(glossaries, target, translator, unsafe=unsafe, select=select, ignore=ignore)

    def make(nlp: Language) -> CleaningTokenizer:
        cutting = tokenizer or spacy.registry.tokenizers.get("spacy.Tokenizer.v1")()
        return CleaningTokenizer(cutting(nlp), normalizer)

    return make
