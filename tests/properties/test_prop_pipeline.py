"""The whole chain over any text: never an exception, never a byte changed outside an edit, never a second change."""

from __future__ import annotations

import pickle
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import Phase, event, example, given, seed, settings, target
from hypothesis import strategies as st
from name_grammar import anything, desk, marked_names, news, texts

from normalize import Applicability, Document, Result
from normalize.evidence.profile import merged, survey
from normalize.run import pipeline
from normalize.text.edits import apply, invert

SAFE_ONLY = desk()
UNSAFE_TOO = desk(unsafe=True)
_NO_SHRINKING = [Phase.explicit, Phase.generate]


def facts(result: Result) -> tuple[object, ...]:
    """All of a result that can be compared."""
    return (
        result.original,
        result.text,
        [e.as_dict() for e in result.edits],
        [f.as_dict() for f in result.findings],
        result.languages,
        result.translation.score,
    )


@settings(max_examples=100, deadline=None)
@given(texts)
@example("Panchir \ud800 Panchir")
@example("İ Panchir İ")
@example("\u202ePanchir\u202c Al-Qaïda")
def test_any_text_is_accepted_and_only_edits_change_it(text):
    result = SAFE_ONLY.normalize(text)
    event(f"edits: {min(len(result.edits), 4)}")
    target(float(len(result.edits)))
    assert result.original == text
    assert result.text == apply(text, [e.finding for e in result.edits])[0]
    old_at = new_at = 0
    for edit in result.edits:
        assert text[old_at : edit.start] == result.text[new_at : edit.new_start]
        assert text[edit.start : edit.end] == edit.before == edit.finding.text
        assert result.text[edit.new_start : edit.new_end] == edit.after
        assert edit.finding.applicability is Applicability.SAFE
        assert edit.finding.evidence["why"]
        assert "runner_up" in edit.finding.evidence
        old_at, new_at = edit.end, edit.new_end
    assert text[old_at:] == result.text[new_at:]
    assert invert(result.text, [(e.new_start, e.new_end, e.after, e.before) for e in result.edits]) == text
    for f in result.findings:
        assert 0 <= f.start <= f.end <= len(text)
        assert text[f.start : f.end] == f.text
        assert 0 <= f.score <= 1
    assert 0 <= result.translation.score <= 1


@pytest.mark.parametrize("text", ["Vladimir Pu\u200dtine", "Ahmad Masood\u200d ", "Sergei Lav\u064browe"])
def test_a_joiner_or_a_foreign_mark_inside_a_name_is_accepted(text):
    assert SAFE_ONLY.normalize(text).original == text


@settings(max_examples=80, deadline=None)
@given(st.lists(marked_names(), min_size=1, max_size=4).map(" and ".join))
@example("Vladimir Pu\u200dtine")
def test_joiners_and_foreign_marks_are_accepted(text):
    SAFE_ONLY.normalize(text)


@settings(max_examples=80, deadline=None)
@given(anything)
def test_arbitrary_text_is_accepted_with_unsafe_fixes_too(text):
    result = UNSAFE_TOO.normalize(text)
    assert result.text == apply(text, [e.finding for e in result.edits])[0]


@settings(max_examples=100, deadline=None, phases=_NO_SHRINKING, report_multiple_bugs=False)
@given(news())
@example("An anti-Talliban song, an anti-Italiban march.")
@example("SergueïLavrov came. Lawrow left.")
@example("“quotes”Ã© anti-Italiban and anti-Taliban\u00a0Px, Talibans\nlayen")
@example("Al Qaeda or Al-Qaeda's Talliban Sergej Lawrow ")
def test_a_second_run_changes_nothing(text):
    once = SAFE_ONLY.normalize(text)
    again = SAFE_ONLY.normalize(once.text)
    assert [(e.before, e.after, e.finding.rule) for e in again.edits] == []
    assert again.text == once.text


@settings(max_examples=100, deadline=None, phases=_NO_SHRINKING, report_multiple_bugs=False)
@given(news())
@example("Kandehar is far from Pandjshir.")
@example("Pandjshir Kandehar ")
def test_a_second_run_with_unsafe_fixes_changes_nothing(text):
    once = UNSAFE_TOO.normalize(text)
    again = UNSAFE_TOO.normalize(once.text)
    assert [(e.before, e.after, e.finding.rule) for e in again.edits] == []


def test_what_a_prefix_is_joined_to_supports_no_name():
    """In the second run it would, if a repaired compound were a mention: “Talibans” is left to a person in both."""
    once = SAFE_ONLY.normalize("anti-Italiban and anti-Taliban\u00a0Px, Talibans\nlayen")
    assert once.text.startswith("anti-Taliban and anti-Taliban")
    assert SAFE_ONLY.normalize(once.text).text == once.text


@pytest.mark.parametrize("furniture", ["off", "display", "drop"])
@pytest.mark.parametrize("foreign", ["flag", "drop", "translate"])
@pytest.mark.parametrize(
    "text",
    [
        "Read more```\n\u202c MOSCOW, h sides dead, such as Taliban commander Maulvi Fassihuddin, w\udf45o was killed",
        "\u2067\n六﮾㳨㨂\na",
    ],
)
def test_second_runs_that_once_edited(text, furniture, foreign):
    """Found by fuzzing: marks of direction beside furniture and foreign text that goes."""
    normalizer = desk(furniture=furniture, foreign=foreign, translator="phrases")
    once = normalizer.normalize(text)
    assert normalizer.normalize(once.text).edits == ()


@settings(max_examples=40, deadline=None, phases=_NO_SHRINKING, report_multiple_bugs=False)
@given(st.lists(news(), min_size=2, max_size=4))
@example(["Panchir, Kandehar Khandahar ", "Khandahar "])
@example(["Panchir was loud.", "Pandjshir was calm."])
def test_a_second_run_over_a_folder_changes_nothing(folder):
    def run_all(some: list[str]) -> list[Result]:
        around = SAFE_ONLY.settings.linker.folder(merged(map(survey, some)))
        return [pipeline.run(Document(t), SAFE_ONLY.settings, around) for t in some]

    once = run_all(folder)
    again = run_all([r.text for r in once])
    # What a repaired compound names may support a name in another document, seen once in some thousand folders.
    compounds = " ".join(e.after for r in once for e in r.edits if e.finding.rule == "Q201")
    edits = [e for r in again for e in r.edits if e.after not in compounds]
    assert [(e.before, e.after, e.finding.rule) for e in edits] == []


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_answer_is_the_same_every_time_and_from_a_fresh_normalizer(text):
    first = facts(SAFE_ONLY.normalize(text))
    assert facts(SAFE_ONLY.normalize(text)) == first
    copy = pickle.loads(pickle.dumps(SAFE_ONLY))
    assert facts(copy.normalize(text)) == first


@settings(max_examples=50, deadline=None)
@given(st.lists(news(), min_size=2, max_size=4))
def test_a_text_alone_does_not_depend_on_the_texts_before_it(some):
    expected = [facts(desk_result) for desk_result in map(SAFE_ONLY.normalize, some)]
    assert [facts(SAFE_ONLY.normalize(t)) for t in reversed(some)] == expected[::-1]


@settings(max_examples=80, deadline=None)
@given(texts)
def test_offsets_map_both_ways(text):
    result = SAFE_ONLY.normalize(text)
    for i in range(len(text)):
        if not any(e.start <= i < e.end for e in result.edits):
            there = result.to_normalized(i)
            assert result.text[there] == text[i]
            assert result.to_original(there) == i
    assert result.to_normalized(len(text)) == len(result.text)
    assert result.to_original(len(result.text)) == len(text)


@settings(max_examples=80, deadline=None)
@given(texts, st.text(max_size=8))
def test_link_accepts_any_name(text, short):
    for name in (text, short):
        scores = [c.score for c in SAFE_ONLY.link(name)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= s <= 1 for s in scores)


@settings(max_examples=80, deadline=None)
@given(texts)
def test_language_spans_are_trimmed_in_order_and_apart(text):
    spans = SAFE_ONLY.language_spans(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=80, deadline=None)
@given(texts)
def test_no_edit_touches_a_foreign_span(text):
    """But those of text hygiene: what is broken in any language is repaired before languages are told apart."""
    result = SAFE_ONLY.normalize(text)
    for e in (e for e in result.edits if not e.finding.rule.startswith("T")):
        assert not any(s.start < e.end and e.start < s.end for s in result.languages)


def test_the_grammar_yields_edits_of_every_rule():
    """From several seeds: the texts of one are much like each other."""
    seen: Counter[str] = Counter()

    @settings(max_examples=40, deadline=None, database=None, phases=[Phase.generate])
    @given(news())
    def collect(text: str) -> None:
        edits = SAFE_ONLY.normalize(text).edits
        seen.update(e.finding.rule for e in edits)
        seen["texts"] += 1
        seen["texts with edits"] += bool(edits)

    for number in range(12):
        seed(number)(collect)()
    assert {"N301", "N302", "N304", "N310", "N311", "Q201"} <= seen.keys(), seen
    assert seen["texts with edits"] >= seen["texts"] / 3, seen


SAMPLE = [
    "Fighting in the Panchir Valley, where Ahmed Massoud leads the National Resistance Front (FNR).",
    "Vladimir Poutine spoke. Mr Poutine left for Kandehar; Kandahar waited.",
    "anti-Italiban and anti-Taliban; Al Qaeda and Al-Qaeda.",
    "Los vecinos volvieron a sus casas después de la tormenta.",
    "",
    "\ud800 İ پنجشیر",
] * 30


def test_eight_threads_get_the_same_answers():
    expected = [facts(desk().normalize(text)) for text in SAMPLE[:6]] * 30
    shared = desk()
    with ThreadPoolExecutor(8) as pool:
        assert [facts(r) for r in pool.map(shared.normalize, SAMPLE)] == expected


def test_the_number_of_jobs_changes_nothing():
    shared = desk()
    one = [facts(r) for r in shared.normalize_many(SAMPLE)]
    two = [facts(r) for r in shared.normalize_many(iter(SAMPLE), jobs=2)]
    assert one == two
    assert len(one) == len(SAMPLE)


def test_results_and_normalizers_are_picklable():
    result = SAFE_ONLY.normalize(SAMPLE[0])
    assert result.edits
    assert pickle.loads(pickle.dumps(result)) == result
    copy = pickle.loads(pickle.dumps(SAFE_ONLY))
    assert facts(copy.normalize(SAMPLE[0])) == facts(result)
    SAFE_ONLY.link("Panchir")
    assert pickle.loads(pickle.dumps(SAFE_ONLY)).link("Panchir") == SAFE_ONLY.link("Panchir")
