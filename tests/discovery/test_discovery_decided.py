"""What was decided on clusters: rejected ones stay out of later drafts, whatever form these propose."""

from __future__ import annotations

from pathlib import Path

from normalize.discovery.cluster import Cluster, Member
from normalize.discovery.decided import questions, without_rejected
from normalize.discovery.draft import write_clusters
from normalize.discovery.in_use import open_drafts
from normalize.judgements.judgement import CLUSTER, Judgement, Scope, Verdict

RIVER = Scope.of_corpus("river")


def cluster(*forms: str) -> Cluster:
    members = tuple(Member(form, 2, 1) for form in forms)
    return Cluster(forms[0].lower(), forms[0], "place", "the majority", members, corpus="river")


def said(one: Cluster, verdict: Verdict = Verdict.REJECT, when: str = "2026-01-01T00:00:00Z") -> list[Judgement]:
    rule = CLUSTER if verdict is Verdict.REJECT else None
    return [Judgement(verdict, rule, form, put, one.id, RIVER, when=when) for form, put in questions(one)]


def test_a_rejected_cluster_stays_out_with_another_form_or_fewer() -> None:
    rejected = said(cluster("Volkhov", "Wolchow", "Volchov"))
    for again in (
        cluster("Volkhov", "Wolchow"),
        cluster("Wolchow", "Volkhov", "Volchov"),
        cluster("Volchov", "Wolchow"),
    ):
        assert without_rejected([again], rejected, "river") == []


def test_a_form_more_is_a_new_question() -> None:
    more = cluster("Volkhov", "Wolchow", "Volhov")
    assert without_rejected([more], said(cluster("Volkhov", "Wolchow")), "river") == [more]


def test_another_corpus_and_a_later_acceptance_do_not_keep_it_out() -> None:
    one = cluster("Volkhov", "Wolchow")
    assert without_rejected([one], said(one), "sea") == [one]
    later = said(one, Verdict.ACCEPT, "2026-01-02T00:00:00Z")
    assert without_rejected([one], [*said(one), *later], "river") == [one]


def test_open_clusters_of_a_draft_in_use_are_told(tmp_path: Path) -> None:
    river, town = cluster("Volkhov", "Wolchow"), cluster("Kherson", "Cherson")
    draft = tmp_path / "draft.yaml"
    write_clusters(draft, [river, town])
    (told,) = open_drafts(["shipped", str(draft)], said(river, Verdict.ACCEPT))
    assert told.startswith(f"1 open cluster in {draft} is used as it stands")
    assert "2 open clusters" in next(open_drafts([str(draft)], []))
    both = [*said(river, Verdict.ACCEPT), *said(town, Verdict.ACCEPT)]
    assert not list(open_drafts([str(draft)], both))


def test_a_glossary_with_another_file_beside_it_is_no_draft(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("glossary: mine\nentries: []\n", "utf-8")
    assert not list(open_drafts([str(mine), "none"], []))
    mine.with_suffix(".jsonl").write_text('{"text": "a record"}\n', "utf-8")
    assert not list(open_drafts([str(mine)], []))
