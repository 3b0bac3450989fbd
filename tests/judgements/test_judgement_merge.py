"""Several people's files as one."""

from __future__ import annotations

from dataclasses import replace

from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.judgements.merge import merged, told
from normalize.judgements.store import latest

YES = Judgement(
    Verdict.ACCEPT,
    "N302",
    "Panchir",
    "Panjshir",
    "panjshir",
    Scope.of_corpus("archive"),
    who="Ada",
    when="2026-01-01T00:00:00Z",
)
NO = replace(YES, verdict=Verdict.REJECT, who="Ben", when="2026-01-02T00:00:00Z", why="as quoted")
OTHER = replace(YES, text="Panshir")


def test_what_both_say_is_there_once_in_the_order_of_time() -> None:
    found = merged({"a": [OTHER, YES], "b": [YES]})
    assert set(found.judgements) == {OTHER, YES}
    assert len(found.judgements) == 2
    assert found.conflicts == ()


def test_the_order_of_the_files_does_not_count() -> None:
    one, other = merged({"a": [YES, OTHER], "b": [NO]}), merged({"b": [NO], "a": [YES, OTHER]})
    assert one.judgements == other.judgements
    assert [c.taken for c in one.conflicts] == [c.taken for c in other.conflicts] == [NO]


def test_a_conflict_shows_both_answers_and_takes_the_later() -> None:
    found = merged({"a": [NO], "b": [YES]})
    (conflict,) = found.conflicts
    assert (dict(conflict.answers), conflict.taken) == ({"a": NO, "b": YES}, NO)
    assert latest(found.judgements) == [NO]


def test_who_changed_his_mind_does_not_contradict_who_kept_the_copy() -> None:
    found = merged({"a": [YES], "b": [YES, NO]})
    assert found.conflicts == ()
    assert latest(found.judgements) == [NO]


def test_two_edits_contradict_by_what_they_put() -> None:
    one, other = (replace(YES, verdict=Verdict.EDIT, put=put) for put in ("Panjsher", "Panshir"))
    assert len(merged({"a": [one], "b": [other]}).conflicts) == 1
    assert merged({"a": [one], "b": [replace(one, who="Ben")]}).conflicts == ()


def test_a_judgement_in_words() -> None:
    assert told(NO) == (
        "reject “Panchir” → “Panjshir” (N302, panjshir) in the corpus archive, by Ben, 2026-01-02T00:00:00Z: as quoted"
    )
