"""Clusters of a draft: changed by pure functions, decided, written at once, taken back byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from review_support import Clock
from starlette.testclient import TestClient

from normalize.discovery import draft, edit
from normalize.discovery.cluster import Apart, Cluster, Context, Member, Role, as_dict, from_dict, in_order
from normalize.discovery.draft import HISTORY, read_clusters, write_clusters
from normalize.errors import ConfigError, InputError
from normalize.judgements import store
from normalize.judgements.judgement import Verdict
from normalize.names.glossary.read import read
from normalize.review import cluster_desk
from normalize.review.app import create
from normalize.review.cluster_answers import Clusters
from normalize.review.cluster_desk import ClusterDesk
from normalize.review.steps import Room

PANJSHIR = Cluster(
    "panjshir",
    "Panjshir",
    "place",
    "usage",
    (
        Member("Panjshir", 27, 9, {"en": 27}, (Context("a.txt", None, None, 3, 11, "In ", "Panjshir", "."),)),
        Member("Panchir", 13, 4, {"fr": 4, "en": 9}),
        Member("Panshir", 5, 2),
    ),
)
FRONT = Cluster(
    "front",
    "National Resistance Front",
    "organisation",
    "beside it",
    (
        Member("National Resistance Front", 8, 5),
        Member("NRF", 20, 6, role=Role.ACRONYM),
        Member("FNR", 6, 2, lang="fr", role=Role.ACRONYM),
    ),
    acronym="NRF",
)
KNOWN = Cluster("kabul", "Kabul", "place", "known", (Member("Cabul", 3, 1),), onto="kabul")
ALL = in_order([PANJSHIR, FRONT, KNOWN])


def forms(clusters: list[Cluster]) -> dict[str, list[str]]:
    return {cluster.id: [member.form for member in cluster.members] for cluster in clusters}


class TestEdits:
    def test_drop(self) -> None:
        (changed,) = edit.drop([PANJSHIR], "panjshir", {"Panshir"})
        assert [member.form for member in changed.members] == ["Panjshir", "Panchir"]
        assert changed.apart[0].form_or_id == "Panshir"

    def test_the_canonical_form_is_dropped(self) -> None:
        (changed,) = edit.drop([PANJSHIR], "panjshir", {"Panjshir"})
        assert changed.canonical == "Panchir"

    def test_split(self) -> None:
        changed = edit.split(ALL, "panjshir", {"Panchir", "Panshir"})
        assert forms(changed)["panchir"] == ["Panchir", "Panshir"]
        assert forms(changed)["panjshir"] == ["Panjshir"]
        new = edit.named(changed, "panchir")
        assert (new.canonical, new.kind, new.settles) == ("Panchir", "place", 5)

    def test_split_of_acronyms(self) -> None:
        changed = edit.split(ALL, "front", {"NRF", "FNR"})
        assert edit.named(changed, "nrf").acronym == "NRF"
        assert edit.named(changed, "front").acronym is None

    def test_what_is_split_off_is_of_the_same_corpus(self) -> None:
        mine = replace(PANJSHIR, corpus="news")
        assert {cluster.corpus for cluster in edit.split([mine], "panjshir", {"Panchir"})} == {"news"}

    def test_an_id_that_is_taken(self) -> None:
        other = Cluster("panchir", "Panchir Airlines", "organisation", "", (Member("Panchir Airlines", 2, 1),))
        changed = edit.split([PANJSHIR, other], "panjshir", {"Panchir"})
        assert set(forms(changed)) == {"panjshir", "panchir", "panchir-2"}

    def test_merge_is_the_way_back(self) -> None:
        changed = edit.merge(edit.split(ALL, "panjshir", {"Panchir"}), "panjshir", "panchir")
        assert sorted(forms(changed)["panjshir"]) == sorted(forms(ALL)["panjshir"])
        assert edit.named(changed, "panjshir").apart == ()

    def test_merge_keeps_what_a_glossary_has(self) -> None:
        (changed,) = edit.merge([PANJSHIR, KNOWN], "panjshir", "kabul")
        assert (changed.id, changed.canonical, changed.onto) == ("kabul", "Kabul", "kabul")
        assert len(changed.members) == 4

    def test_what_was_kept_apart_is_taken_in(self) -> None:
        """With what is known of it, also where it is made the canonical form; what was dropped is the same."""
        far = Member("Banjschir", 7, 2, {"de": 7}, lang="de")
        near = replace(PANJSHIR, apart=(Apart("Banjschir", "too little speaks for it", far), Apart("front", "no")))
        (taken,) = edit.take([near], "panjshir", " Banjschir ")
        assert taken.members[-1] == replace(far, why="chosen by a person")
        assert (taken.settles, [one.form_or_id for one in taken.apart]) == (PANJSHIR.settles + 7, ["front"])
        (renamed,) = edit.rename([near], "panjshir", "Banjschir")
        assert (renamed.canonical, renamed.mentions) == ("Banjschir", PANJSHIR.mentions + 7)
        assert forms(edit.rename([renamed], "panjshir", "Panjshir"))["panjshir"][-1] == "Banjschir"
        dropped = edit.drop([PANJSHIR], "panjshir", {"Panshir"})
        assert forms(edit.take(dropped, "panjshir", "Panshir")) == forms([PANJSHIR])
        assert from_dict(as_dict(near)) == near

    def test_rename(self) -> None:
        assert edit.rename(ALL, "panjshir", " Panchir ")[0].canonical == "Panchir"
        assert edit.named(edit.rename(ALL, "front", "FNR"), "front").acronym == "FNR"
        assert edit.named(edit.rename(ALL, "front", "FNR"), "front").canonical == "National Resistance Front"

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda: edit.drop(ALL, "nothing", {"x"}), "no cluster"),
            (lambda: edit.drop(ALL, "panjshir", {"Kabul"}), "choose forms"),
            (lambda: edit.split(ALL, "panjshir", set()), "choose forms"),
            (lambda: edit.drop(ALL, "kabul", {"Cabul"}), "one form at least"),
            (lambda: edit.merge(ALL, "kabul", "kabul"), "with itself"),
            (lambda: edit.rename(ALL, "kabul", "Kaboul"), "changed there"),
            (lambda: edit.rename(ALL, "front", "  "), "empty"),
            (lambda: edit.take(ALL, "front", "Kaboul"), "no form “Kaboul” was kept apart"),
            (lambda: edit.take(ALL, "front", "Cabul"), "is in the cluster “Kabul”: merge"),
            (lambda: edit.of_kind(ALL, "front", "p"), "kinds are person, place"),
            (lambda: edit.of_kind(ALL, "front", ""), "no kind"),
            (lambda: edit.of_kind(ALL, "kabul", "person"), "changed there"),
        ],
    )
    def test_what_cannot_be(self, change: Callable[[], object], told: str) -> None:
        with pytest.raises(ConfigError, match=told):
            change()


@pytest.fixture
def desk(tmp_path: Path) -> ClusterDesk:
    write_clusters(tmp_path / "draft.yaml", ALL, "de")
    return opened(tmp_path)


def opened(folder: Path) -> ClusterDesk:
    return ClusterDesk(folder / "draft.yaml", Room(folder / "judgements.jsonl", "news", "a tester", Clock()))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.read_bytes()}


class TestDesk:
    def test_every_step_is_on_disk_and_taken_back_byte_for_byte(self, desk: ClusterDesk, tmp_path: Path) -> None:
        states = [files(tmp_path)]
        steps: list[Callable[[], object]] = [
            lambda: desk.split(named("panjshir"), {"Panchir"}),
            lambda: desk.decide(named("panjshir"), Verdict.ACCEPT),
            lambda: desk.rename(named("panchir"), "Panjchir"),
            lambda: desk.merge(named("front"), named("panchir")),
            lambda: desk.drop(named("front"), {"FNR", "Panchir"}),
            lambda: desk.decide(named("kabul"), Verdict.REJECT, "another town"),
        ]

        def named(identifier: str) -> Cluster:
            return edit.named(desk.clusters, identifier)

        for step in steps:
            step()
            states.append(files(tmp_path))
        assert len({str(state) for state in states}) == len(states)
        assert "kabul" not in forms(read_clusters(tmp_path / "draft.yaml"))
        for before in reversed(states[:-1]):
            assert opened(tmp_path).undo() is not None  # a process of its own each time
            assert files(tmp_path) == before
        assert opened(tmp_path).undo() is None

    def test_the_draft_stays_a_glossary_of_its_language(self, desk: ClusterDesk, tmp_path: Path) -> None:
        desk.drop(desk.clusters[0], {"Panshir"})
        entries = read(tmp_path / "draft.yaml", target="de")
        assert {entry.language for entry in entries} == {"de"}

    def test_what_is_accepted_and_rejected_is_remembered(self, desk: ClusterDesk) -> None:
        front = edit.named(desk.clusters, "front")
        desk.decide(front, Verdict.ACCEPT)
        desk.decide(edit.named(desk.clusters, "kabul"), Verdict.REJECT)
        said = [(j.verdict.value, j.rule, j.text, j.replacement, j.entry) for j in desk.room.judgements()]
        assert said == [("accept", None, "FNR", "NRF", "front"), ("reject", "cluster", "Cabul", "Kabul", "kabul")]
        assert (desk.state(front).value, desk.left()) == ("accepted", 1)

    def test_a_history_that_a_crash_cut_off(self, desk: ClusterDesk, tmp_path: Path) -> None:
        desk.drop(desk.clusters[0], {"Panshir"})
        history = (tmp_path / "draft.yaml").with_suffix(HISTORY)
        history.write_bytes(history.read_bytes() + b'{"told": "half a li')
        assert opened(tmp_path).undo() is not None
        assert opened(tmp_path).clusters == ALL

    def test_what_another_program_changed_stays(self, desk: ClusterDesk, tmp_path: Path) -> None:
        kabul, panjshir = edit.named(desk.clusters, "kabul"), edit.named(desk.clusters, "panjshir")
        opened(tmp_path).drop(panjshir, {"Panshir"})
        desk.decide(kabul, Verdict.REJECT)
        assert forms(read_clusters(tmp_path / "draft.yaml")) == {
            "panjshir": ["Panjshir", "Panchir"],
            "front": ["National Resistance Front", "NRF", "FNR"],
        }
        with pytest.raises(ConfigError, match="look at it again"):
            desk.drop(panjshir, {"Panchir"})
        other = opened(tmp_path)
        other.split(edit.named(other.clusters, "panjshir"), {"Panchir"})
        assert desk.undo() is not None  # of the other program's
        assert "panchir" not in forms(read_clusters(tmp_path / "draft.yaml"))

    def test_what_was_written_by_hand_stays(self, desk: ClusterDesk, tmp_path: Path) -> None:
        desk.drop(edit.named(desk.clusters, "panjshir"), {"Panshir"})
        draft = tmp_path / "draft.yaml"
        draft.write_bytes(draft.read_bytes() + b"  - {id: mine, canonical: Mine, kind: place}\n")
        before = files(tmp_path)
        for change in (desk.undo, lambda: desk.decide(edit.named(desk.clusters, "kabul"), Verdict.REJECT)):
            with pytest.raises(InputError, match=r"draft\.yaml: was edited by hand"):
                change()
        with pytest.raises(InputError, match="edited by hand"):
            opened(tmp_path)
        assert files(tmp_path) == before

    def test_a_draft_of_another_name_is_not_edited(self, desk: ClusterDesk, tmp_path: Path) -> None:
        for suffix in (".yaml", ".jsonl"):
            (tmp_path / f"draft{suffix}").rename(tmp_path / f"people{suffix}")
        renamed = ClusterDesk(tmp_path / "people.yaml", desk.room)
        assert renamed.drop(edit.named(renamed.clusters, "panjshir"), {"Panshir"})

    @pytest.mark.parametrize("what", ["accept", "reject", "split", "undo a split", "undo a reject"])
    def test_a_crash_leaves_all_of_a_step_or_nothing(
        self, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        changes: dict[str, Callable[[ClusterDesk], object]] = {
            "accept": lambda desk: desk.decide(edit.named(desk.clusters, "front"), Verdict.ACCEPT),
            "reject": lambda desk: desk.decide(edit.named(desk.clusters, "kabul"), Verdict.REJECT),
            "split": lambda desk: desk.split(edit.named(desk.clusters, "panjshir"), {"Panchir"}),
        }
        change = changes[what.split()[-1]]
        for writes in range(9):
            folder = tmp_path / str(writes)
            folder.mkdir()
            write_clusters(folder / "draft.yaml", ALL, "de")
            desk, before = opened(folder), files(folder)
            if what.startswith("undo"):
                change(desk)
            made = files(folder)
            if not crashes(ClusterDesk.undo if what.startswith("undo") else change, desk, writes, monkeypatch):
                assert writes >= 2
                return
            opened(folder)
            left = files(folder)
            if what == "accept" and writes:  # it was taken; there is no history that takes it back
                left.pop("judgements.jsonl")
            assert left in (before, made)
        pytest.fail("never ended")


class Crash(BaseException):
    """The end of a process."""


def crashes(
    change: Callable[[ClusterDesk], object], desk: ClusterDesk, writes: int, monkeypatch: pytest.MonkeyPatch
) -> bool:
    """Whether a change comes to more than so many writes: then it ends there."""
    left = [writes]

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def write(*given: object, **more: object) -> object:
            if not left[0]:
                raise Crash
            left[0] -= 1
            return real(*given, **more)

        return write

    with monkeypatch.context() as patched:
        for module in (cluster_desk, draft, store):
            for name in ("write_atomic", "append_lines"):
                if hasattr(module, name):
                    patched.setattr(module, name, dying(getattr(module, name)))
        try:
            change(desk)
        except Crash:
            return True
    return False


def test_over_http(desk: ClusterDesk) -> None:
    client = TestClient(create(Clusters(desk), {}, ""), base_url="http://127.0.0.1:8000")

    def post(question: str, **body: Any) -> Any:
        return client.post(f"/api/{question}", json=body).json()

    def listed(**filter_: Any) -> list[str]:
        answer = client.get("/api/list", params={"filter": json.dumps(filter_)}).json()
        return [row["id"] for row in answer["rows"]]

    assert listed() == ["panjshir", "front", "kabul"]
    assert listed(kinds=["place"], search="CAB") == ["kabul"]
    assert listed(languages=["fr"]) == ["panjshir"]
    item = client.get("/api/item", params={"id": "panjshir"}).json()
    assert [member["form"] for member in item["members"]] == ["Panjshir", "Panchir", "Panshir"]
    assert post("split", id="panjshir", forms=["Panshir"])["told"] == "“Panshir” split off “Panjshir”"
    assert post("merge", id="panjshir", other="panshir")["told"] == "“Panshir” merged into “Panjshir”"
    assert post("drop", id="panjshir", forms=["Panshir"])["left"] == 3
    apart = client.get("/api/item", params={"id": "panjshir"}).json()["apart"]
    assert [(one["form"], one["mentions"]) for one in apart] == [("Panshir", 5)]
    assert post("take", id="panjshir", form="Panshir")["told"] == "“Panshir” taken into “Panjshir”"
    assert post("kind", id="panjshir", kind="person")["told"] == "“Panjshir”: person"
    assert client.get("/api/item", params={"id": "panjshir"}).json()["kind"] == "person"
    assert "person" in client.get("/api/about").json()["kinds"]
    assert "is no kind" in post("kind", id="panjshir", kind="people")["error"]
    assert post("undo")["told"] == "taken back: “Panjshir”: person"
    assert post("decide", id="panjshir", verdict="accept")["left"] == 2
    assert listed(states=["open"]) == ["front", "kabul"]
    assert "accepted, rejected or renamed" in post("decide", id="front", verdict="edit")["error"]
    assert "no cluster" in post("drop", id="x", forms=[])["error"]
    assert "choose forms" in post("drop", id="front", forms=["x"])["error"]
    assert post("undo")["told"] == "taken back: “Panjshir” accepted"
