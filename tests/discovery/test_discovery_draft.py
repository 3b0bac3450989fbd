"""A draft: what is written is read again, and its glossary is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.discovery.cluster import Apart, Cluster, Context, Member, Role, in_order
from normalize.discovery.draft import read_clusters, write_clusters
from normalize.errors import InputError
from normalize.names.glossary.read import read


def cluster(**given: object) -> Cluster:
    """A cluster of a river with three spellings."""
    context = Context("a.txt", None, None, 4, 11, "the ", "Wolchow", " froze")
    members = (Member("Volkhov", 9, 3), Member("Wolchow", 2, 1, {"de": 2}, (context,), "same sounds", "de"))
    values: dict[str, object] = {
        "id": "volkhov",
        "canonical": "Volkhov",
        "kind": "place",
        "reason": "the majority",
        "members": members,
        "apart": (Apart("Volkhovsky", "derived from it"),),
    }
    return Cluster(**{**values, **given})  # type: ignore[arg-type]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    clusters = [cluster(), cluster(id="x", onto="x", acronym="VF", members=(Member("FV", 1, 1, role=Role.ACRONYM),))]
    write_clusters(tmp_path / "draft.yaml", clusters)
    assert read_clusters(tmp_path / "draft.yaml") == clusters
    assert read_clusters(tmp_path / "draft.jsonl") == clusters


def test_the_glossary_is_one(tmp_path: Path) -> None:
    write_clusters(tmp_path / "draft.yaml", [cluster(reason="two\nlines: [ “and” #")])
    (entry,) = read(tmp_path / "draft.yaml", 1, "en")
    assert (entry.id, entry.canonical, entry.kind) == ("volkhov", "Volkhov", "place")
    assert [(a.text, a.lang) for a in entry.aliases] == [("Wolchow", "de")]


def test_a_draft_without_clusters_is_a_glossary(tmp_path: Path) -> None:
    write_clusters(tmp_path / "draft.yaml", [])
    assert not list(read(tmp_path / "draft.yaml", 1, "en"))
    assert not read_clusters(tmp_path / "draft.yaml")


@pytest.mark.parametrize(
    "line", ["[]", "{}", '{"id": 1, "canonical": "", "kind": "", "reason": "", "members": []}', "x"]
)
def test_what_is_no_cluster_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "draft.jsonl").write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"draft\.jsonl:2: not a cluster"):
        read_clusters(tmp_path / "draft.yaml")


def test_a_missing_draft_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the clusters"):
        read_clusters(tmp_path / "draft.yaml")


def test_what_settles_most_comes_first() -> None:
    small = cluster(id="a", members=(Member("Volkhov", 900, 3), Member("Wolchow", 1, 1)))
    assert [c.id for c in in_order([small, cluster()])] == ["volkhov", "a"]


def test_a_comment_names_what_was_kept_apart(tmp_path: Path) -> None:
    """It may be a spelling after all: whoever reads the draft alone must see it."""
    near = tuple(Apart(f"Karz{i}ndeh", "alike") for i in range(5))
    write_clusters(tmp_path / "draft.yaml", [cluster(apart=near)])
    assert "kept apart: Karz0ndeh, Karz1ndeh, Karz2ndeh, …; " in (tmp_path / "draft.yaml").read_text("utf-8")
