"""Deciding and taking back: what is on disk, what the lists say, and that no scope leaks."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from review_support import CHANGES, DISPLAY, UNSAFE, Corpus, small

from normalize.errors import JudgementError
from normalize.judgements import store
from normalize.judgements.judgement import Reach, Verdict
from normalize.model import Applicability
from normalize.review import filters, shown
from normalize.review.filters import Filter, Sort, State, View, missed, order_of
from normalize.review.proposal_desk import Decision, Desk, checked

OPEN = Filter(states=frozenset(["open"]))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return small(tmp_path).desk()


def number(desk: Desk, text: str) -> int:
    return next(at for at, proposal in enumerate(desk.proposals) if proposal.text == text)


def said(desk: Desk, text: str) -> list[str | None]:
    """The verdict at each place of a text."""
    return [None if one is None else one.verdict.value for one in desk.verdicts(number(desk, text))]


def decide(desk: Desk, text: str, verdict: Verdict, reach: Reach, at: int = 0, put: str | None = None) -> None:
    proposal = desk.proposals[number(desk, text)]
    desk.decide(number(desk, text), proposal.places[at], Decision(verdict, reach, put))


class TestGrouping:
    def test_what_waits_for_a_person_comes_first(self, desk: Desk) -> None:
        assert [proposal.text for proposal in desk.proposals] == ["Panchir", "odd", "Kabbul", "Kiev"]
        panchir = desk.proposals[0]
        assert [(p.path, p.start) for p in panchir.places] == [
            ("a.txt", 3),
            ("a.txt", 23),
            ("south/b.txt", 0),
            ("south/c.txt", 13),
        ]
        assert panchir.documents == 3

    def test_the_least_sure_place_speaks(self, tmp_path: Path) -> None:
        corpus = Corpus(tmp_path, {"Panchir": ("Panjshir", DISPLAY)})
        corpus.add("a.txt", "Panchir")
        corpus.changes["Panchir"] = ("Panjshir", UNSAFE)
        corpus.add("b.txt", "Panchir")
        (proposal,) = corpus.desk().proposals
        assert proposal.applicability is UNSAFE


class TestScopes:
    @pytest.mark.parametrize(
        ("reach", "expected"),
        [
            (Reach.THIS, ["accept", None, None, None]),
            (Reach.DOCUMENT, ["accept", "accept", None, None]),
            (Reach.CORPUS, ["accept"] * 4),
            (Reach.ALWAYS, ["accept"] * 4),
        ],
    )
    def test_each_reaches_as_far_as_it_says(self, desk: Desk, reach: Reach, expected: list[str | None]) -> None:
        decide(desk, "Panchir", Verdict.ACCEPT, reach)
        assert said(desk, "Panchir") == expected
        assert said(desk, "Kabbul") == [None] * 3

    def test_the_narrower_one_wins(self, desk: Desk) -> None:
        decide(desk, "Panchir", Verdict.REJECT, Reach.THIS, at=1)
        decide(desk, "Panchir", Verdict.ACCEPT, Reach.CORPUS)
        assert said(desk, "Panchir") == ["accept", "reject", "accept", "accept"]
        assert desk.state(number(desk, "Panchir")) is State.MIXED

    def test_a_place_is_remembered_with_what_stands_around_it(self, desk: Desk) -> None:
        decide(desk, "Panchir", Verdict.EDIT, Reach.THIS, at=2, put="the valley")
        (one,) = store.read(desk.room.path)
        assert (one.scope.path, one.scope.start, one.scope.before) == ("south/b.txt", 0, "")
        assert one.scope.behind == ". An odd road to Kabbul.\n"
        assert (one.put, one.who, one.id) == ("the valley", "a tester", desk.proposals[0].places[2].id)

    def test_without_a_replacement_nothing_is_accepted(self, desk: Desk) -> None:
        with pytest.raises(JudgementError, match="edit it"):
            checked(Decision(Verdict.ACCEPT, Reach.THIS), desk.proposals[number(desk, "odd")])

    def test_another_corpus_is_not_concerned(self, desk: Desk, tmp_path: Path) -> None:
        decide(desk, "Panchir", Verdict.REJECT, Reach.CORPUS)
        (one,) = store.read(desk.room.path)
        text = store.dump([one]).replace(b'"corpus":"corpus"', b'"corpus":"another"')
        desk.room.path.write_bytes(text)
        assert said(small(tmp_path).desk(), "Panchir") == [None] * 4


class TestBulk:
    def test_the_counts_are_what_happens(self, desk: Desk) -> None:
        decide(desk, "Panchir", Verdict.REJECT, Reach.THIS)
        asked = Filter(folder="south")
        for reach, places, outside in ((Reach.THIS, 4, 0), (Reach.DOCUMENT, 4, 0), (Reach.CORPUS, 6, 2)):
            decision = Decision(Verdict.ACCEPT, reach)
            impact = desk.impact(asked, decision)
            assert (impact.proposals, impact.places, impact.outside, impact.without) == (2, places, outside, 1)
            before = [said(desk, text) for text in CHANGES]
            assert desk.decide_all(asked, decision) is not None
            after = [said(desk, text) for text in CHANGES]
            changed = sum(a != b for old, new in zip(before, after, strict=True) for a, b in zip(old, new, strict=True))
            assert changed == places
            desk.undo()
            assert [said(desk, text) for text in CHANGES] == before

    def test_one_undo_takes_all_back_byte_for_byte(self, desk: Desk) -> None:
        decide(desk, "Kiev", Verdict.REJECT, Reach.CORPUS)
        before = desk.room.path.read_bytes()
        desk.decide_all(Filter(), Decision(Verdict.REJECT, Reach.CORPUS))
        assert desk.view(OPEN).hits == []
        step = desk.undo()
        assert step is not None
        assert step.told == "3 judgements: rejected"
        assert desk.room.path.read_bytes() == before

    def test_what_is_said_already_is_not_said_again(self, desk: Desk) -> None:
        decision = Decision(Verdict.REJECT, Reach.CORPUS)
        desk.decide_all(Filter(), decision)
        size = desk.room.path.stat().st_size
        assert desk.impact(Filter(), decision).places == 0
        assert desk.decide_all(Filter(), decision) is None
        assert desk.room.path.stat().st_size == size


class TestUndo:
    def test_across_processes(self, desk: Desk, tmp_path: Path) -> None:
        decide(desk, "Panchir", Verdict.ACCEPT, Reach.CORPUS)
        decide(desk, "Panchir", Verdict.REJECT, Reach.CORPUS)
        again = small(tmp_path).desk()
        assert said(again, "Panchir") == ["reject"] * 4
        assert again.undo() is not None
        assert said(again, "Panchir") == ["accept"] * 4
        assert again.undo() is not None
        assert again.undo() is None
        assert again.left() == again.waiting == 2

    def test_judgements_on_clusters_are_left_alone(self, desk: Desk) -> None:
        line = (
            b'{"replacement":"Kabul","scope":{"corpus":"corpus","reach":"corpus"},"text":"Cabul","verdict":"accept"}\n'
        )
        decide(desk, "Panchir", Verdict.ACCEPT, Reach.CORPUS)
        desk.room.path.write_bytes(desk.room.path.read_bytes() + line)
        assert desk.undo() is not None
        assert desk.room.path.read_bytes() == line


def test_lists_and_counts_are_those_of_a_slow_reference(tmp_path: Path) -> None:
    """Random decisions and filters: what is kept up to date is what counting anew would say."""
    chance = random.Random(7)
    corpus = Corpus(tmp_path, {f"w{n}w": (f"v{n}", chance.choice(list(Applicability))) for n in range(25)})
    for n in range(12):
        words = " ".join(chance.choices(list(corpus.changes), k=9))
        corpus.add(f"f{n % 3}/{n}.txt", words)
    desk = corpus.desk()
    asked = [
        OPEN,
        Filter(applicability=frozenset(["unsafe", "safe"]), sort=Sort.TEXT),
        Filter(folder="f1", search="W1", states=frozenset(["open", "accepted"])),
    ]
    for _ in range(60):
        for one in asked:
            view, anew = desk.view(one), View(one, order_of(desk.proposals, one.sort), desk.proposals)
            for position, at in enumerate(anew.order):
                anew.add(position, desk.state(at))
            assert view.hits == anew.hits
            assert view.bins == anew.bins
            assert {n: +c for n, c in view.facets.items()} == {n: +c for n, c in anew.facets.items()}
        at = chance.randrange(len(desk.proposals))
        verdict = chance.choice([Verdict.ACCEPT, Verdict.REJECT])
        reach = chance.choice(list(Reach))
        if chance.random() < 0.2:
            desk.undo()
        else:
            desk.decide(at, chance.choice(desk.proposals[at].places), Decision(verdict, reach))


def test_a_decision_counts_one_proposal_anew_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path, {f"w{n}w": ("v", UNSAFE) for n in range(2_000)})
    corpus.add("a.txt", " ".join(corpus.changes))
    desk = corpus.desk()
    desk.view(OPEN)
    asked = Counter[str]()
    monkeypatch.setattr(filters, "missed", lambda *given: asked.update(["missed"]) or missed(*given))
    desk.decide(1_000, desk.proposals[1_000].places[0], Decision(Verdict.REJECT, Reach.CORPUS))
    assert len(desk.view(OPEN).hits) == 1_999
    assert asked["missed"] == 2  # out as open, in as rejected


class TestShown:
    def test_both_sides_with_what_else_is_changed(self, desk: Desk) -> None:
        decide(desk, "Kabbul", Verdict.ACCEPT, Reach.CORPUS)
        (first, *_) = shown.detail(desk, 0, 0, {})["places"]
        assert first["source"] == [("In ", ""), ("Panchir", "here"), (" and ", ""), ("Kabbul", "other"), (".", "")]
        assert first["clean"] == [("In ", ""), ("Panjshir", "here"), (" and ", ""), ("Kabul", "other"), (".", "")]
        assert (first["line"], first["column"]) == (1, 4)

    def test_what_was_rejected_stays(self, desk: Desk) -> None:
        decide(desk, "Panchir", Verdict.REJECT, Reach.CORPUS)
        assert ("Panchir", "here") in shown.place(desk, 0, 0)["clean"]

    def test_a_file_that_changed_says_so(self, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Something else.", encoding="utf-8")
        assert "changed since" in shown.place(desk, 0, 0)["gone"]
        (tmp_path / "south/b.txt").unlink()
        assert "b.txt" in shown.place(desk, 0, 2)["gone"]

    def test_a_long_line_is_cut_between_words(self, tmp_path: Path) -> None:
        corpus = Corpus(tmp_path, {"Panchir": ("Panjshir", UNSAFE)})
        corpus.add("a.txt", "before " * 100 + "Panchir" + " behind" * 100)
        source = shown.place(corpus.desk(), 0, 0)["source"]
        text = "".join(part for part, _ in source)
        assert text.startswith("… before ")
        assert text.endswith(" behind …")
        assert len(text) < 300

    def test_a_text_without_a_blank_is_cut(self, tmp_path: Path) -> None:
        corpus = Corpus(tmp_path, {"x" * 500_000: ("y" * 500_000, UNSAFE)})
        corpus.add("a.txt", "x" * 500_000)
        told = shown.detail(corpus.desk(), 0, 0, {})
        assert len(str(told)) < 8_000
        assert "(499,400 more)" in told["text"]
