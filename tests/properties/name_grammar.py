"""Texts in which edits really happen: names, variants, acronyms, titles, punctuation and noise, composed at random."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from normalize import Normalizer
from normalize.names.glossary.read import read

DESK = Path(__file__).resolve().parent.parent / "cases" / "desk.yaml"
ENTRIES = read(DESK)

_forms = sorted({text for e in ENTRIES for text in (*e.right_forms, *(a.text for a in e.aliases))})
_acronyms = sorted(
    {text for e in ENTRIES if e.acronym for text in (e.acronym, *(a.text for a in e.acronyms))} | {"CHG", "RNF"}
)
_people = [form for e in ENTRIES if e.kind == "person" for form in (*e.right_forms, *(a.text for a in e.aliases))]
_families = sorted({form.split()[-1] for form in _people})
_misspelt = [
    "Pandjshir", "Khandahar", "Hekmatjar", "Zelenskiy", "Kandehar", "Ahmet Massoud", "Vladimir Putine", "Italian",
    "Pakistani", "Ahmed", "Salah", "Amiri", "Luristan",
]  # fmt: skip
_compounds = ["anti-Taliban", "anti-Italiban", "pro-Poutine", "ex-Taliban", "anti-Russain", "anti-Russian"]
_titles = ["President", "Mr", "Commander", "the spokesman", "Sheikh", "former"]
_noise = [
    "the", "said", "in", "yesterday", "Rhode Island", "poutine", "chili", "@ Panchir", "#Panchir", "panchir.net",
    "https://x.org/Panchir", "`Panchir`", "Panchir_News", "(", ")", "“", "”", "’s", "'s", "a- he", "12", "…",
    "Los vecinos volvieron a sus casas", "İ", "\u200f", "\ud800", "\0", "Ελλάδα", "پنجشیر", "中文",
]  # fmt: skip
_gaps = [" ", " ", " ", " ", " ", ", ", ". ", "\n", "\r\n", "\u00a0", "-", "", " // ", " (", ") ", "’s ", "'s "]

plain_names = st.sampled_from(_forms + _families + _misspelt + _acronyms + _compounds)


@st.composite
def written_names(draw: st.DrawFn) -> str:
    """A name as texts write it: in some letter case, perhaps with a title, other white space, or a slip."""
    name = draw(plain_names)
    how = draw(st.sampled_from(["as is", "as is", "as is", "upper", "lower", "title", "slip", "gap", "titled"]))
    if how in ("upper", "lower", "title"):
        return str(getattr(name, how)())
    if how == "slip":
        at = draw(st.integers(0, len(name) - 1))
        return name[:at] + draw(st.sampled_from(["", "h", "e", "\u0301", "ï"])) + name[at + 1 :]
    if how == "gap":
        return name.replace(" ", draw(st.sampled_from(["\n", "\u00a0", "  ", "-", "\r\n", "’", ". "])))
    if how == "titled":
        return f"{draw(st.sampled_from(_titles))} {name}"
    return name


@st.composite
def marked_names(draw: st.DrawFn) -> str:
    """A name with a joiner or a mark of another script inside a word, as copying from mixed text leaves them."""
    name = draw(plain_names)
    at = draw(st.integers(1, len(name)))
    return name[:at] + draw(st.sampled_from(["\u200c", "\u200d", "\u064b", "\u0670"])) + name[at + 1 :]


def _definition(pair: tuple[str, str]) -> str:
    return f"{pair[0]} ({pair[1]})"


definitions = st.tuples(st.sampled_from([e.canonical for e in ENTRIES if e.acronym]), st.sampled_from(_acronyms))
_twins = st.sampled_from(
    [
        "anti-Italiban and anti-Taliban",
        "the anti-Russain, anti-Russian",
        "Al Qaeda or Al-Qaeda",
        "Panchir, Kandehar",
        "the United Nations; the ONU",
    ]
)
pieces = st.one_of(
    _twins,
    written_names(),
    written_names(),
    definitions.map(_definition),
    st.sampled_from(_noise),
    st.text(max_size=6),
)


@st.composite
def news(draw: st.DrawFn) -> str:
    """A text out of pieces and gaps."""
    parts = draw(st.lists(st.tuples(pieces, st.sampled_from(_gaps)), min_size=1, max_size=14))
    return "".join(piece + gap for piece, gap in parts)


anything = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Lu", "Ll", "Lo", "Zs", "Po", "Pd"]), max_size=60),
    st.text(st.sampled_from("İıßŉǰΐﬀ\u0301\u0307\u200b\u200c\u200d\u200e\u202e\ud83d\udc00\r\n\0-'’aA. "), max_size=40),
)
texts = st.one_of(news(), news(), anything)


def desk(**options: object) -> Normalizer:
    """A normalizer with the glossary of the cases."""
    return Normalizer(glossaries=[DESK], **options)  # type: ignore[arg-type]
