"""Family names by themselves, beside clusters of the full names that have them."""

from __future__ import annotations

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
