"""What glossaries know is not proposed again; what is near to it is proposed onto it; the draft is used as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from discovery_support import cluster_with, forms, found_in
from test_discovery_clusters import BODIES, SIEGE

from normalize import Normalizer
from normalize.discovery.draft import write_clusters


@pytest.fixture
def glossary(tmp_path: Path) -> str:
    """A glossary of one's own with a place of the corpus, a person whom it never writes right, and a body."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        "glossary: mine\nlanguage: en\nentries:\n"
        "  - {id: chernihiv-ua, canonical: Chernihiv, kind: place, aliases: [{fr: Tchernihiv}]}\n"
        "  - {id: jumblatt, canonical: Walid Jumblatt, kind: person}\n"
        "  - {id: popular, canonical: Popular Front for the Liberation of Palestine, kind: organisation,"
        " acronym: PFLP}\n",
        "utf-8",
    )
    return str(path)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder for the corpus."""
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def test_known_forms_are_not_proposed_again(texts: Path, glossary: str) -> None:
    cluster = cluster_with(found_in(texts, SIEGE, (glossary,)), "Tschernihiw")
    assert cluster is not None
    assert (cluster.id, cluster.onto, cluster.canonical) == ("chernihiv-ua", "chernihiv-ua", "Chernihiv")
    assert forms(cluster) == {"Tschernihiw"}


def test_a_name_that_the_corpus_never_writes_right_is_proposed_onto_its_entry(texts: Path, glossary: str) -> None:
    cluster = cluster_with(
        found_in(texts, {"a.txt": "They met Walid Joumblatt today.\n"}, (glossary,)), "Walid Joumblatt"
    )
    assert cluster is not None
    assert (cluster.onto, forms(cluster)) == ("jumblatt", {"Walid Joumblatt"})


def test_acronyms_are_proposed_onto_their_body(texts: Path, glossary: str) -> None:
    found = found_in(texts, BODIES, (glossary,))
    cluster = cluster_with(found, "FPLP")
    assert cluster is not None
    assert (cluster.onto, cluster.acronym, forms(cluster)) == ("popular", "PFLP", {"FPLP"})
    assert len({c.id for c in found.clusters}) == len(found.clusters)


def test_what_a_corpus_defines_goes_before_another_body_with_the_letters(texts: Path) -> None:
    """That “CNA” is an agency elsewhere says nothing of a council that the documents spell out."""
    long = "The National Council of Azarou ({0}) met. The {0} signed a truce, and the {0} calls it dead.\n"
    written = {f"{i}.txt": long.format(form) for i, form in enumerate(["NCA", "NCA", "CNA"])}
    cluster = cluster_with(found_in(texts, written, ("shipped",)), "CNA")
    assert cluster is not None
    assert (cluster.canonical, cluster.acronym, cluster.onto) == ("National Council of Azarou", "NCA", None)


def test_a_family_name_is_no_form_of_a_person_whom_nobody_names(texts: Path) -> None:
    """Whose it is, the documents say: the glossary’s Karim Khalili is another one."""
    text = "Commander Ghulam Sarwar {0} came with sixty men. {0} spoke to reporters.\n"
    written = {f"{i}.txt": text.format(form) for i, form in enumerate(["Khalily", *["Khalili"] * 4])}
    for _ in range(2):
        cluster = cluster_with(found_in(texts, written, ("shipped",)), "Khalily")
        assert cluster is not None
        assert (cluster.canonical, cluster.onto) == ("Khalili", None)
        written["9.txt"] = "Karim Khalili spoke on Monday. Khalili said so.\n"


def test_two_entries_of_a_glossary_stay_two(texts: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text(
        "glossary: two\nlanguage: en\nentries:\n"
        "  - {id: one, canonical: Chernihiv, kind: place}\n  - {id: two, canonical: Tchernihiv, kind: place}\n",
        "utf-8",
    )
    for cluster in found_in(texts, SIEGE, (str(path),)).clusters:
        assert not {"Chernihiv", "Tchernihiv"} & forms(cluster)


def test_the_draft_is_a_glossary_that_repairs(texts: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    write_clusters(draft, found_in(texts, SIEGE | {f"x{name}": text for name, text in BODIES.items()}).clusters)
    repaired = Normalizer(glossaries=[str(draft)], translator=None)
    text = "The Popular Front for the Liberation of Palestine (FPLP) spoke in Tchernihiv. The FPLP left Chernihiv."
    assert repaired.normalize(text).text == text.replace("FPLP", "PFLP").replace("Tchernihiv", "Chernihiv")
