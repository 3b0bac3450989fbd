"""Folders with everything at once: repairs of hygiene, evidence of other documents, lines that go, foreign text.

What is counted, what is looked up and what is edited is one text: so a second run makes no edit.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from name_grammar import desk, plain_names

from normalize import Document, Normalizer, Result
from normalize.evidence.profile import Profile
from normalize.run import pipeline, prepare

CONTROLS = {"T505": "safe"}
DROP = desk(furniture="drop", hygiene=CONTROLS)
DROP_ALL = desk(furniture="drop", hygiene=CONTROLS, foreign="drop", translator="phrases")
_NO_SHRINKING = [Phase.explicit, Phase.generate]

FOOTERS = (
    ("Ships & ports, every day", "Ships &amp; ports, every day", "Ships &amp;amp; ports, every day"),
    ("The paper for harbours and islands", "The paper for har\u00adbours and is\u00adlands"),
    ("The Harbour Post of the coast", "The H\u0430rbour Post of the coast", "The Harbour\u200b Post of the coast"),
    ("All the news from Panchir", "All the news from Panjshir", "All the news from Pan\u00adchir"),
)
_known = ["Skip to content", "Read more", "Read more```", "Lire aussi : Le Panchir", "With AFP", "\u202cRead also"]
_dirt = ["\u202c", "\u2067", "&amp;", "\x02", "```", "`", "~~~", "é", "â€™", "\ud83d", "#", "_", "<b"]
_words = ["the", "said", "in", "(ONU)", "president", "and", "anti-Taliban", "@Panchir", "panchir.net", "`Panchir`", "“"]
_names = plain_names.filter(lambda name: max(name) < "\u0590")  # half of a line that goes may order its other half
_foreign = ["Los vecinos volvieron a sus casas después de la tormenta.", "六﮾㳨㨂", "Жители вернулись домой.", "پنجشیر"]
_ends = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A line of an article, perhaps with dirt in it."""
    words = " ".join(draw(st.lists(st.one_of(_names, st.sampled_from(_words), st.text(max_size=3)), max_size=7)))
    return (
        draw(st.sampled_from(["", *_dirt]))
        + words
        + draw(st.sampled_from([" was closed for three more days.", *_dirt, ""]))
    )


@st.composite
def folders(draw: st.DrawFn) -> list[str]:
    """A few documents with one footer, which some of them spell with signs that nobody sees."""
    footer = draw(st.sampled_from(FOOTERS))
    line = st.one_of(
        sentences(), sentences(), st.sampled_from(_known), st.sampled_from(_foreign), st.sampled_from(_dirt)
    )
    documents = []
    for number in range(draw(st.integers(1, 5))):
        lines = [*draw(st.lists(line, max_size=5)), f"The ferry number {number} stayed in port for the day."]
        lines += draw(st.lists(line, max_size=2)) + [draw(st.sampled_from(footer))] * draw(st.integers(0, 1))
        documents.append("".join(piece + draw(_ends) for piece in lines))
    return documents


def run_all(normalizer: Normalizer, folder: Sequence[str]) -> list[Result]:
    """What a run over a folder makes of its documents."""
    profile = Profile()
    for text in folder:
        prepare.survey(Document(text), normalizer.settings, profile)
    around = normalizer.settings.linker.folder(profile)
    return [pipeline.run(Document(text), normalizer.settings, around) for text in folder]


def edits_of_a_second_run(normalizer: Normalizer, folder: Sequence[str]) -> list[tuple[str, str, str]]:
    once = run_all(normalizer, folder)
    again = run_all(normalizer, [result.text for result in once])
    return [(e.before, e.after, e.finding.rule) for result in again for e in result.edits]


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    phases=_NO_SHRINKING,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(folders())
@example([f"The ferry number {i} stayed in port for the day.\n{FOOTERS[0][i % 3]}\n" for i in range(5)])
@example(["Read more```\n\u202c MOSCOW, commander Maulvi Fassihuddin, w\udf45o was killed fighting in the"])
@example(
    [
        "Skip to content\n" + f"The ferry number {i} stayed.\nAll the news from Pan{x}ir\n"
        for i, x in enumerate(["ch", "ch", "jsh"])
    ]
)
@example(["Kabul is calm.\rLire aussi : Panchir\r\n~~~United Nations (ONU) stayed.\r\n"])
@example(["`\rSkip to content\r\n```\rThe ferry stayed in port.\r\nShips &amp;amp; ports\r\n"])
def test_a_second_run_with_lines_dropped_changes_nothing(folder):
    assert edits_of_a_second_run(DROP, folder) == []


@settings(
    max_examples=80, deadline=None, derandomize=True, phases=_NO_SHRINKING, suppress_health_check=[HealthCheck.too_slow]
)
@given(folders())
@example(["\u2067\n六﮾㳨㨂\na"])
@example(["The ferry stayed in port for the day.\nRead more\r\nLos casas después de la tormenta.\n"])
@example(["The ferry stayed in port.\nLos vecinos volvieron a sus casas después de la tormenta ```\n\x02\r\n"])
def test_a_second_run_with_foreign_text_dropped_changes_nothing(folder):
    assert edits_of_a_second_run(DROP_ALL, folder) == []


@pytest.mark.parametrize("footer", FOOTERS[:3])
def test_a_footer_goes_however_it_is_spelled(footer):
    folder = [f"The ferry number {i} stayed in port for the whole day.\n{footer[i % len(footer)]}\n" for i in range(6)]
    assert [result.text.count("\n") for result in run_all(DROP, folder)] == [1] * 6
