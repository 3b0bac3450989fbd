"""Folders with everything at once: repairs of hygiene, evidence of other documents, lines that go, foreign text.

What is counted, what is looked up and what is edited is one text: so a second run makes no edit.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from name_grammar import desk, news

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
_known = ["Skip to content", "Read more", "Read more```", "Lire aussi : Le Panchir", "With AFP", "\u202cRead also", "` Share"]
_dirt = ["\u202c", "\u2067", "&amp;", "\x02", "```", "`", "~~~", "پنجشیر", "中文", "é", "â€™", "\ud83d", "#", "_", "<b"]
_foreign = ["Los vecinos volvieron a sus casas después de la tormenta.", "六﮾㳨㨂", "Жители вернулись домой."]
_ends = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A line of an article, perhaps with dirt in it."""
    words = draw(news()).replace("\n", " ").replace("\r", " ")
    return draw(st.sampled_from(["", *_dirt])) + words + draw(st.sampled_from([" was closed for three more days.", *_dirt, ""]))


@st.composite
def folders(draw: st.DrawFn) -> list[str]:
    """A few documents with one footer, which some of them spell with signs that nobody sees."""
    footer = draw(st.sampled_from(FOOTERS))
    line = st.one_of(sentences(), sentences(), st.sampled_from(_known), st.sampled_from(_foreign), st.sampled_from(_dirt))
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
        prepare.survey(Document(text), normalizer.settings, (), profile)
    around = normalizer.settings.linker.folder(profile)
    return [pipeline.run(Document(text), normalizer.settings, around) for text in folder]


def edits_of_a_second_run(normalizer: Normalizer, folder: Sequence[str]) -> list[tuple[str, str, str]]:
    once = run_all(normalizer, folder)
    again = run_all(normalizer, [result.text for result in once])
    return [(e.before, e.after, e.finding.rule) for result in again for e in result.edits]


@settings(max_examples=150, deadline=None, phases=_NO_SHRINKING, suppress_health_check=[HealthCheck.too_slow])
@given(folders())
def test_a_second_run_with_lines_dropped_changes_nothing(folder):
    assert edits_of_a_second_run(DROP, folder) == []


@settings(max_examples=100, deadline=None, phases=_NO_SHRINKING, suppress_health_check=[HealthCheck.too_slow])
@given(folders())
def test_a_second_run_with_foreign_text_dropped_changes_nothing(folder):
    assert edits_of_a_second_run(DROP_ALL, folder) == []


@pytest.mark.parametrize("footer", FOOTERS[:3])
def test_a_footer_goes_however_it_is_spelled(footer):
    folder = [f"The ferry number {i} stayed in port for the whole day.\n{footer[i % len(footer)]}\n" for i in range(6)]
    assert [result.text.count("\n") for result in run_all(DROP, folder)] == [1] * 6
