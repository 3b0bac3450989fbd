"""Family names by themselves, beside clusters of the full names that have them."""

from __future__ import annotations

from pathlib import Path

from discovery_support import cluster_with, forms, found_in

from normalize.discovery.canonical import NOTHING_TELLS
from normalize.discovery.cluster import Cluster, Member
from normalize.discovery.families import choices_in_full


def cluster(*forms: str, reason: str = f"seen most (1 mention); {NOTHING_TELLS}") -> Cluster:
    return Cluster(forms[0].lower(), forms[0], "person", reason, tuple(Member(form, 1, 1) for form in forms))


FAMILY = cluster("Tolubev", "Tolubew")
ARMAN = cluster("Arman Tolubew", "Arman Tolubev")
BORIS = cluster("Boris Tolubev", "Boris Tolubew")


def test_the_full_names_say_how_it_is_written_or_that_it_is_both() -> None:
    assert [choice.form for choice in choices_in_full(FAMILY, [FAMILY, ARMAN])] == ["Tolubew"]
    assert [choice.form for choice in choices_in_full(FAMILY, [BORIS, FAMILY, ARMAN])] == ["Tolubev", "Tolubew"]


def test_where_something_else_tells_or_no_full_name_has_both_nothing_is_said() -> None:
    told = cluster("Tolubev", "Tolubew", reason="the majority (9 of 10 mentions)")
    assert choices_in_full(told, [ARMAN]) == []
    assert choices_in_full(FAMILY, [cluster("Arman Tolubew", "Armen Tolubew"), cluster("Kherson", "Cherson")]) == []


LED = (
    "The fighters belong to a council that is led by {0}, the chieftain of the north. On Monday they said that {1} "
    "promised an inquiry, and that after a day in the capital {1} returned to the camp.\n"
)


def led(*names: tuple[str, str]) -> dict[str, str]:
    return {f"{i}.txt": LED.format(full, family) for i, (full, family) in enumerate(names)}


def test_a_particle_between_the_words_is_one_in_small_letters_and_in_large_ones(tmp_path: Path) -> None:
    """Else the family name alone is proposed, and what comes of it is a third spelling of the full one."""
    ours, theirs = ("Moussa ag Wankoye", "Wankoye"), ("Musa Ag Wankoy", "Wankoy")
    full = cluster_with(found_in(tmp_path, led(ours, ours, theirs)), "Musa Ag Wankoy")
    assert full is not None
    assert (full.canonical, full.kind) == ("Moussa ag Wankoye", "person")
    assert forms(full) == {"Moussa ag Wankoye", "Musa Ag Wankoy"}


def test_what_longer_names_have_of_a_form_is_written_otherwise_too(tmp_path: Path) -> None:
    """Where no cluster has the longer name: where one has, it counts there."""
    shared = ("Radmila Wankoye", "Wankoye")
    texts = led(*[shared] * 4, ("Dragan Wankoy", "Wankoy"))
    alone = cluster_with(found_in(tmp_path, texts), "Wankoy")
    assert alone is not None
    assert [(m.form, m.count, m.within) for m in alone.members] == [("Wankoye", 8, 4), ("Wankoy", 2, 1)]
    assert (alone.settles, alone.mentions) == (3, 15)


def test_a_village_is_a_place(tmp_path: Path) -> None:
    text = "About 80 families left the village of {0}. Nobody stayed behind on the day when {0} burned.\n"
    texts = {f"{i}.txt": text.format(name) for i, name in enumerate(["Inadougou", "Inadougou", "Inadugu"])}
    village = cluster_with(found_in(tmp_path, texts), "Inadugu")
    assert village is not None
    assert village.kind == "place"
