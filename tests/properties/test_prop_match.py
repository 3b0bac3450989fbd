"""What ``match`` says of a name alone and what a run does with it in a text do not contradict each other."""

from __future__ import annotations

from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from normalize import Applicability, Document, Finding
from normalize.names import rules
from normalize.names.glossary.entry import Entry
from normalize.names.linker import Linker
from normalize.names.matcher import Matcher
from normalize.names.setup import build_linker
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize

SAFE = Applicability.SAFE


@cache
def linker() -> Linker:
    return build_linker(["afghanistan", "leaders", "organisations", "world"], "en")


@cache
def matcher() -> Matcher:
    return Matcher(linker())


@cache
def forms() -> list[str]:
    return sorted(
        {
            text
            for e in linker().index.entries.values()
            for text in (*e.right_forms, *(a.text for a in e.aliases))
            if text.isascii()
        }
    )


@st.composite
def names(draw: st.DrawFn) -> str:
    """A form of an entry, as listed or with a slip, in the letter case of a cell."""
    name = draw(st.sampled_from(forms()))
    if draw(st.booleans()):
        at = draw(st.integers(1, len(name) - 1)) if len(name) > 1 else 0
        name = name[:at] + draw(st.sampled_from(["", "h", "e", "y", "ou", "k"])) + name[at + 1 :]
    return name


def run(text: str) -> list[Finding]:
    return list(linker().link(Document(text), tokenize(text), protected_spans(text)).findings)


def supported(name: str, entry: Entry) -> tuple[str, int]:
    """A text that names the entry and those related to it, then the name; and where the name starts in it."""
    known = linker().index.entries
    others = [known[i].canonical for i in entry.related if i in known][:3]
    before = "".join(f"There is {other}.\n" for other in (entry.canonical, *others)) + "It says: "
    return f"{before}{name}.", len(before)


@settings(deadline=None, max_examples=50)
@given(names())
def test_a_safe_match_is_never_another_entry_in_a_text_that_speaks_for_it(name: str) -> None:
    match = matcher().match(name)
    assume(match.applicability is SAFE and match.best is not None)
    assert match.best is not None
    text, start = supported(name, linker().index.entries[match.best.entry])
    done = [f for f in run(text) if f.applicability is SAFE and f.start <= start and f.end >= start + len(name)]
    assert {f.entry for f in done} <= {match.best.entry}


@settings(deadline=None)
@given(st.deferred(lambda: st.sampled_from(forms())))
def test_a_listed_form_is_as_safe_in_a_cell_as_in_a_text_of_nothing_but_it(name: str) -> None:
    match = matcher().match(name)
    assume(match.best is not None and match.best.rule == rules.LISTED.code)
    done = [f for f in run(name) if (f.start, f.end) == (0, len(name)) and f.replacement is not None]
    if match.applicability is SAFE:
        assert all(f.applicability is SAFE or f.rule not in (rules.LISTED.code, rules.AMBIGUOUS.code) for f in done)
    else:
        assert not any(f.applicability is SAFE for f in done)
