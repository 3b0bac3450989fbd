"""Clusters found without a glossary, beside the glossaries that ship: they are never contradicted."""

from __future__ import annotations

from dataclasses import replace

from normalize.discovery.adopt import Adopted, adopt
from normalize.discovery.cluster import Cluster, Member, Role
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index

INDEX = Index(
    [
        Entry("panjshir", "Panjshir", "place", "afghanistan", aliases=(Alias("Panchir", "fr"), Alias("Panshir"))),
        Entry("al-qaeda", "Al-Qaeda", "group", "afghanistan", aliases=(Alias("Al-Qaida", "en"),)),
        Entry("ahmad-massoud", "Ahmad Massoud", "person", "afghanistan"),
        Entry("mali", "Mali", "place", "world"),
        Entry("malle", "Malle", "place", "world"),
        Entry("kherson", "Kherson", "place", "world"),
        Entry("front", "National Front", "organisation", "world", acronym="NF"),
    ]
)


def cluster(*forms: str, name: str = "") -> Cluster:
    """A cluster of forms, of which the first is proposed."""
    members = tuple(Member(form, 9 - at, 1, why="the form proposed") for at, form in enumerate(forms))
    return Cluster(name or forms[0].lower().replace(" ", "-"), forms[0], "other", "the majority", members)


def adopted(*clusters: Cluster) -> Adopted:
    return adopt(clusters, INDEX)


def test_two_variants_of_an_entry_become_its_form() -> None:
    made = adopted(cluster("Panchir", "Panshir"))
    (one,) = made.clusters
    assert (one.id, one.onto, one.canonical, one.kind) == ("panjshir", "panjshir", "Panjshir", "place")
    assert (one.settles, made.took) == (17, 1)
    assert {member.form: member.why for member in one.members}[
        "Panchir"
    ] == "a spelling of Panjshir, as a glossary has it"


def test_the_right_form_of_an_entry_is_not_made_a_variant() -> None:
    (one,) = adopted(cluster("Al Qaeda", "Al-Qaeda")).clusters
    assert (one.onto, one.canonical) == ("al-qaeda", "Al-Qaeda")


def test_what_agrees_with_an_entry_or_is_new_stays_as_it_is() -> None:
    agrees, new = cluster("Kherson", "Cherson"), cluster("Volkhov", "Wolchow")
    made = adopted(agrees, new)
    assert (made.clusters, made.took, made.left_out) == ([agrees, new], 0, [])


def test_a_family_name_takes_the_form_of_the_person_without_being_one() -> None:
    (one,) = adopted(cluster("Masoud", "Massoud")).clusters
    assert (one.onto, one.canonical) == (None, "Massoud")


def test_names_of_two_entries_are_left_out_and_told() -> None:
    torn = cluster("Mali", "Malle")
    made = adopted(torn)
    assert (made.clusters, made.left_out) == ([], [torn])


def test_an_id_that_another_entity_has_is_made_another_one() -> None:
    (one,) = adopted(cluster("Volkhov", "Wolchow", name="kherson")).clusters
    assert (one.id, one.onto) == ("kherson-2", None)


def test_two_clusters_of_one_entry_have_two_ids() -> None:
    made = adopted(cluster("Panchir", "Panchiir"), cluster("Panshir", "Panshiir"))
    assert {one.canonical for one in made.clusters} == {"Panjshir"}
    assert len({one.id for one in made.clusters}) == 2


def test_an_acronym_goes_with_its_entry() -> None:
    body = cluster("Front National", "National Front")
    short = Member("FN", 3, 1, role=Role.ACRONYM)
    (one,) = adopted(replace(body, acronym="FN", members=(*body.members, short))).clusters
    assert (one.onto, one.canonical, one.acronym) == ("front", "National Front", "NF")


def test_an_entry_that_the_user_goes_on_with_is_left_alone() -> None:
    mine = replace(cluster("Panchir", "Panshir"), id="mine", onto="mine")
    assert adopted(mine).clusters == [mine]
