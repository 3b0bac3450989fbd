"""The file of judgements: read, added to, and what is wrong with it said with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import JudgementError
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Reach, Scope, Verdict

GOOD = {"verdict": "reject", "text": "Panchir", "replacement": "Panjshir", "scope": {"reach": "always"}}
SAID = store.from_dict(GOOD)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
named = st.none() | words.filter(bool)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    reach = draw(st.sampled_from(Reach))
    if reach is Reach.ALWAYS:
        return Scope.always()
    if reach is Reach.CORPUS:
        return Scope.of_corpus(draw(words.filter(bool)))
    path, record, corpus = draw(words.filter(bool)), draw(st.none() | st.integers(0, 9)), draw(named)
    if reach is Reach.DOCUMENT:
        return Scope.of_document(path, record, corpus)
    start, length = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    before, behind = draw(st.tuples(words, words) | st.just((None, None)))
    return Scope(reach, corpus, path, record, draw(named), start, start + length, before, behind)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    verdict = draw(st.sampled_from(Verdict))
    replacement = draw(words if verdict is Verdict.ACCEPT else st.none() | words)
    put = draw(words) if verdict is Verdict.EDIT else None
    asked = (draw(named), draw(words), replacement, draw(named))
    return Judgement(verdict, *asked, draw(scopes()), put, draw(words), draw(words), draw(words), draw(named))


@settings(max_examples=40, deadline=None)
@given(st.lists(judgements(), max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, said: list[Judgement]) -> None:
    path = tmp_path_factory.mktemp("said") / store.NAME
    for one in said:
        store.append(path, [one])
    assert (store.read(path) if said else []) == said
    store.write(path, said)
    assert store.read(path) == said
    for line in path.read_bytes().splitlines():
        value = json.loads(line)
        assert list(value) == sorted(value)
        assert None not in value.values()


@settings(max_examples=40, deadline=None)
@given(st.lists(judgements(), max_size=6))
def test_the_last_on_a_question_counts(said: list[Judgement]) -> None:
    latest = store.latest([*said, *said[:1]])
    assert len({one.question for one in latest}) == len(latest) == len({one.question for one in said})
    assert latest[-1:] == said[:1]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not a line of JSON"),
        ("<<<<<<< mine", "not a line of JSON"),
        ("[]", "must be an object"),
        (json.dumps({**GOOD, "verdict": "yes"}), "'verdict' must be accept, reject, edit, not 'yes'"),
        (json.dumps({**GOOD, "verdikt": "yes"}), "has no 'verdikt'"),
        (json.dumps({**GOOD, "text": 3}), "'text' must be a text"),
        (json.dumps({"verdict": "reject", "text": "a"}), "needs 'scope'"),
        (json.dumps({**GOOD, "scope": {"reach": "here"}}), "'reach' must be this, document, corpus, always"),
        (json.dumps({**GOOD, "scope": {"reach": "corpus"}}), "needs 'corpus'"),
        (json.dumps({**GOOD, "scope": {"reach": "always", "path": "a"}}), "has no 'path'"),
        (json.dumps({**GOOD, "scope": {"reach": "this", "path": "a", "start": 2, "end": 1}}), "no span"),
        (json.dumps({**GOOD, "scope": {"reach": "this", "path": "a", "start": True, "end": 1}}), "whole number"),
        (json.dumps({**GOOD, "verdict": "edit"}), "'put'"),
        (json.dumps({**GOOD, "verdict": "accept", "replacement": None}), "no replacement to accept"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / store.NAME
    path.write_text(f"{json.dumps(GOOD)}\n\n{line}\n{json.dumps(GOOD)}\n")
    with pytest.raises(JudgementError) as error:
        store.read(path)
    assert f"{path}:3: " in str(error.value)
    assert problem in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="cannot read the judgements: No such file"):
        store.read(tmp_path / store.NAME)


def test_a_line_that_a_crash_cut_off_counts_as_not_written(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    store.append(path, [SAID])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:20])
    assert store.read(path) == [SAID]
    store.append(path, [SAID])
    assert path.read_bytes() == whole * 2


def test_a_last_line_without_an_end_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    path.write_text(json.dumps(GOOD))
    store.append(path, [SAID])
    assert store.read(path) == [SAID, SAID]


def test_nothing_to_add_makes_no_file(tmp_path: Path) -> None:
    store.append(tmp_path / "deep" / store.NAME, [])
    assert not (tmp_path / "deep").exists()
    store.append(tmp_path / "deep" / store.NAME, [SAID])
    assert store.read(tmp_path / "deep" / store.NAME) == [SAID]


def test_what_utf_8_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="cannot be remembered"):
        store.append(tmp_path / store.NAME, [Judgement(Verdict.REJECT, None, "\ud800", "a", None, Scope.always())])


@pytest.mark.parametrize(
    "last",
    [b'{"verdict":"accept","text":"precious",}', b"glossary: mine", b'{"a":1}\r{"b":2}', b'{"verdict":"accept"}'],
)
def test_what_somebody_wrote_by_hand_is_never_cut_off(last, tmp_path):
    path = tmp_path / "judgements.jsonl"
    before = store.dump([SAID]) + last
    path.write_bytes(before)
    with pytest.raises(JudgementError, match=r"judgements\.jsonl:2: not a judgement: .*; mend the line first"):
        store.append(path, [SAID])
    assert path.read_bytes() == before
    with pytest.raises(JudgementError, match=r"judgements\.jsonl:[23]:"):
        store.read(path)
