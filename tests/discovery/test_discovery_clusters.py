"""What is clustered and what is kept apart, each in a corpus of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from discovery_support import cluster_with, forms, found_in

SIEGE = {
    "a.txt": "The siege of Tchernihiv went on. Shells fell in Tchernihiv. The mayor of Tchernihiv spoke of the dead.\n",
    "b.txt": "The siege of Chernihiv went on. Roads to Chernihiv were cut. Trains left Chernihiv. Chernihiv waited.\n",
    "c.txt": "In Tschernihiw the bridges are down. A convoy that reached Chernihiv on Monday has left the city.\n",
}


def test_spellings_of_a_place(tmp_path: Path) -> None:
    found = found_in(tmp_path, SIEGE)
    cluster = cluster_with(found, "Tchernihiv")
    assert cluster is not None
    assert forms(cluster) == {"Chernihiv", "Tchernihiv", "Tschernihiw"}
    assert (cluster.canonical, cluster.kind, cluster.settles, cluster.mentions) == ("Chernihiv", "place", 4, 9)
    assert cluster.reason == "seen most (5 mentions); nothing else tells"
    counts = {member.form: (member.count, member.documents) for member in cluster.members}
    assert counts == {"Chernihiv": (5, 2), "Tchernihiv": (3, 1), "Tschernihiw": (1, 1)}
    assert all(member.why for member in cluster.members)


def test_contexts_are_places_of_the_text_as_it_was_read(tmp_path: Path) -> None:
    texts = {
        "a.txt": "\u00adA con\u00advoy left.\r\n" + SIEGE["a.txt"],
        "b.txt": SIEGE["b.txt"],
        "c.txt": SIEGE["c.txt"],
    }
    found = found_in(tmp_path, texts)
    contexts = [context for cluster in found.clusters for member in cluster.members for context in member.contexts]
    assert contexts
    for context in contexts:
        text = (tmp_path / context.path).read_bytes().decode()
        assert text[context.start : context.end] == context.text
        assert context.before.split()[-1:] == text[: context.start].split()[-1:]
    assert all(len(member.contexts) <= 3 for cluster in found.clusters for member in cluster.members)


BODIES = {
    "a.txt": "The Popular Front for the Liberation of Palestine (FPLP) met. The FPLP spoke of talks. The FPLP left.\n",
    "b.txt": "The Popular Front for the Liberation of Palestine (PFLP) met. The Democratic Front for the Liberation of "
    "Palestine (DFLP) stayed away, and so did the DFLP in Damascus. The PFLP did not answer.\n",
    "c.txt": "Spokesmen of the Democratic Front for the Liberation of Palestine (FDLP) denied it.\n",
}


def test_acronyms_in_other_orders_stand_with_their_long_form(tmp_path: Path) -> None:
    found = found_in(tmp_path, BODIES)
    popular, democratic = cluster_with(found, "FPLP"), cluster_with(found, "FDLP")
    assert popular is not None
    assert democratic is not None
    assert forms(popular) == {"Popular Front for the Liberation of Palestine", "FPLP", "PFLP"}
    assert forms(democratic) == {"Democratic Front for the Liberation of Palestine", "FDLP", "DFLP"}
    assert (popular.acronym, democratic.acronym) == ("PFLP", "DFLP")
    assert popular.kind == "organisation"
    assert [(a.form_or_id, "one letter apart" in a.why) for a in popular.apart] == [
        ("DFLP", True),
        ("FDLP", True),
    ]


def test_long_forms_of_two_languages_are_one_body(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Fighters of the Front national de libération (FNL) crossed the river. The FNL denied it.\n",
        "b.txt": "The National Liberation Front (NLF) crossed the river. The NLF denied it.\n",
        "c.txt": "The National Liberation Front (FNL) took the bridge.\n",
    }
    cluster = cluster_with(found_in(tmp_path, texts), "FNL")
    assert cluster is not None
    assert forms(cluster) == {"National Liberation Front", "Front national de libération", "FNL", "NLF"}
    assert (cluster.canonical, cluster.acronym) == ("National Liberation Front", "NLF")


def test_an_acronym_of_two_bodies_is_neither_s(tmp_path: Path) -> None:
    texts = {
        "a.txt": "The National Labour Federation (NLF) and the Federation of National Labour (FNL) met.\n",
        "b.txt": "The National Labour Federation (FNL) met. The Front for New Lebanon (FNL) did not.\n",
    }
    found = found_in(tmp_path, texts)
    assert all("FNL" not in forms(cluster) for cluster in found.clusters)


def test_father_and_son_are_two(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Yasser Abed Rabbo spoke. George Bush, the father of President George W. Bush, flew to Kuwait. Later "
        "George Walker Bush thanked George Bush.\n",
        "b.txt": "George H. Bush was an ambassador. George W. Bush was a governor.\n",
    }
    found = found_in(tmp_path, texts)
    for cluster in found.clusters:
        assert len(forms(cluster) & {"George Bush", "George W. Bush", "George H. Bush"}) <= 1


def test_kin_with_one_more_name_are_kept_apart(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Walid Jumblatt, the son of Kamal Jumblatt, spoke. Mohammad Walid Jumblatt is his son.\n",
        "b.txt": "Walid Joumblatt met the envoys. Walid Joumblatt was silent.\n",
    }
    found = found_in(tmp_path, texts)
    cluster = cluster_with(found, "Walid Joumblatt")
    assert cluster is not None
    assert forms(cluster) == {"Walid Joumblatt", "Walid Jumblatt"}
    assert any("kin" in apart.why for apart in cluster.apart)


def test_father_and_son_are_told_to_be_kept_apart(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Walid Jumblatt, the son of Kamal Jumblatt, spoke. Walid Kamal Jumblatt is his son.\n",
        "b.txt": "Walid Joumblatt met the envoys. Walid Joumblatt was silent.\n",
    }
    cluster = cluster_with(found_in(tmp_path, texts), "Walid Joumblatt")
    assert cluster is not None
    assert forms(cluster) == {"Walid Jumblatt", "Walid Joumblatt"}
    assert [(a.form_or_id, a.why) for a in cluster.apart] == [
        ("Walid Kamal Jumblatt", "a document has both and speaks of kin (Walid Jumblatt)")
    ]


def test_a_given_name_in_front_is_one_more_form_where_nobody_else_is_called_so(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Fathi Hammad spoke. Envoys met Mohammad Fathi Hammad in Cairo.\n",
        "b.txt": "Fathi Hammad left.\n",
    }
    cluster = cluster_with(found_in(tmp_path, texts), "Fathi Hammad")
    assert cluster is not None
    assert forms(cluster) == {"Fathi Hammad", "Mohammad Fathi Hammad"}


def test_village_and_district_are_two(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Fires burned in Khanasir village. Men left Khanasir village on foot.\n",
        "b.txt": "Roads through Hanasir district were cut. The clinic of Hanasir district was shut.\n",
    }
    assert cluster_with(found_in(tmp_path, texts), "Hanasir") is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Austria", "Australia"),
        ("Niger", "Nigeria"),
        ("Slovakia", "Slovenia"),
        ("Gambia", "Zambia"),
        ("Tajik", "Tajiks"),
        ("Pakistan", "Pakistani"),
        ("Ivanov", "Ivanova"),
        ("Marco Rubio", "Marc Rubin"),
        ("North Kivu", "South Kivu"),
        ("Charles II", "Charles III"),
        ("Guangdong", "Guangxi"),
        ("Federal Court", "Federal High Court"),
        ("Sunday", "Monday"),
    ],
)
def test_names_that_are_merely_alike_are_two(tmp_path: Path, a: str, b: str) -> None:
    texts = {
        "a.txt": f"Envoys spoke of {a} twice. A letter from {a} came.\n",
        "b.txt": f"Reports told of {b} again. The news of {b} spread.\n",
        "c.txt": f"A record of {a} was found. Another page is about {b}.\n",
    }
    found = found_in(tmp_path, texts)
    assert all(not {a, b} <= forms(cluster) for cluster in found.clusters)


def test_a_corrupted_compound_stands_with_the_right_one(tmp_path: Path) -> None:
    texts = {"a.txt": "An anti-Kremlin rally met. The anti-Krremlin march ended. Guards of the Kremlin watched.\n"}
    cluster = cluster_with(found_in(tmp_path, texts), "anti-Krremlin")
    assert cluster is not None
    assert (cluster.canonical, forms(cluster)) == ("anti-Kremlin", {"anti-Kremlin", "anti-Krremlin"})


def test_a_form_that_may_be_two_names_is_neither_s(tmp_path: Path) -> None:
    texts = {"a.txt": "An anti-Krremlin march met. An anti-Kremlin rally met. The anti-Gremlin club met.\n"}
    assert cluster_with(found_in(tmp_path, texts), "anti-Krremlin") is None


def test_files_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("{]\n", "utf-8")
    found = found_in(tmp_path, SIEGE)
    assert any("x.jsonl" in error for error in found.errors)
    assert cluster_with(found, "Tchernihiv") is not None


@pytest.mark.parametrize(
    ("around", "kind"),
    [
        ("Reporters waited for {0} by the door. Later Urrutxaga said no.", "person"),
        ("Reporters waited for {0} by the door. Nobody had asked Mrs Urrutxaga.", "person"),
        ("Reporters waited for {0}, who came late.", "person"),
        ("Reporters waited for {0}, mayor of the town.", "person"),
        ("Reporters waited for its coach {0} by the door.", "person"),
        ("“We lost,” said {0} by the door.", "person"),
        ("Reporters waited for the host {0} by the door.", "other"),
        ("Reporters waited for {0} by the door. It rained in Urrutxaga all day.", "other"),
        ("Reporters waited for {0} by the door.", "other"),
    ],
)
def test_a_person_is_told_by_what_the_text_calls_one(tmp_path: Path, around: str, kind: str) -> None:
    """A given name that no list has; the surname alone, a title, or what stands behind a comma tells."""
    texts = {f"{form[-3:]}.txt": around.format(form) + "\n" for form in ("Begoña Urrutxaga", "Begoña Urrutchaga")}
    texts["more.txt"] = (
        "It was Begoña Urrutxaga again. Letters reached Begoña Urrutxaga, and they asked Urrutxaga why.\n"
    )
    cluster = cluster_with(found_in(tmp_path, texts), "Begoña Urrutxaga")
    assert cluster is not None
    assert cluster.kind == kind


def test_a_family_name_where_nothing_else_tells_is_written_as_in_the_full_name(tmp_path: Path) -> None:
    alone = "Fighters loyal to {} crossed rivers. Soldiers behind {} burned villages. Guards around {} fired rockets.\n"
    texts = {
        "a.txt": f"General Arman Tolubev spoke. {alone.format(*['Tolubev'] * 3)}",
        "b.txt": f"General Arman Tolubew spoke. General Arman Tolubew waited. Arman Tolubew left. "
        f"{alone.format(*['Tolubew'] * 3)}",
    }
    found = found_in(tmp_path, texts)
    assert {cluster.canonical: cluster.reason for cluster in found.clusters} == {
        "Arman Tolubew": "the majority (3 of 4 mentions)",
        "Tolubew": "as in Arman Tolubew",
    }
