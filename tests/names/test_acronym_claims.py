"""What a document claims of foreign acronyms: by which clause, and how sure it is."""

from __future__ import annotations

import pytest

from normalize import Document
from normalize.model import Applicability
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE

MISSION = Entry(
    "mission",
    "African Mission in Lorania",
    "organisation",
    acronym="AMIL",
    aliases=(Alias("Mission de l'Union loranienne", "fr"), Alias("Ліга океанічного миру", "uk")),
)
UNION = Entry(
    "union",
    "Lorani Football Union",
    "organisation",
    acronym="LFU",
    acronyms=(Alias("OPS", "fr"), Alias("ZQK", "es"), Alias("ABQ", "es")),
    aliases=(
        Alias("Лоранский футбольный союз", "ru"),
        Alias("Lorani Football Zone"),
        Alias("Ligue Franco-Zonale", "fr"),
    ),
)
AGENCY = Entry("agency", "Qarmat Beat Agency", "organisation", acronym="ABQ", related=("qarmat",))
QARMAT = Entry("qarmat", "Qarmat", "place")


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker([MISSION, UNION, AGENCY, QARMAT])


Claims = list[tuple[str, str | None, str, Applicability]]


def claims(linker: Linker, text: str) -> Claims:
    found = linker.link(Document(text), tokenize(text), Protected()).findings
    return [(f.text, f.replacement, f.evidence["clause"], f.applicability) for f in found if f.text.isupper()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The initials of “Ліга океанічного миру”, which English has for nothing, but three letters.
        ("The African Mission in Lorania met. The LOM said so.", [("LOM", "AMIL", "made-abroad", UNSAFE)]),
        ("The African Mission in Lorania met. LIMA, AMIL.", []),
        # AMIL the other way round: four letters, and an article in front of them.
        ("The African Mission in Lorania met. The LIMA said so.", []),  # a town, too
        ("The Lorani Football Union met. The LFS said so.", [("LFS", "LFU", "made-abroad", UNSAFE)]),
        ("The Lorani Football Union met. The LFZ said so.", []),  # the initials of its English alias
        ("The LFS said so.", []),
        ("The Lorani Football Union met. OPS said so.", [("OPS", "LFU", "listed", Applicability.DISPLAY)]),
    ],
)
def test_initials_of_other_languages(linker: Linker, text: str, expected: Claims) -> None:
    assert claims(linker, text) == expected


def test_four_letters_that_english_has_for_nothing_are_sure() -> None:
    entry = Entry(
        "mission", "African Mission in Lorania", "organisation", acronym="AMIL",
        aliases=(Alias("Mission zonale de Qarmat pour la vérité", "fr"),),
    )  # fmt: skip
    linker = Linker([entry])
    assert claims(linker, "The African Mission in Lorania met. The MZQV left.") == [
        ("MZQV", "AMIL", "made-abroad", SAFE)
    ]
    assert claims(linker, "The African Mission in Lorania met. MZQV left.") == [("MZQV", "AMIL", "made-abroad", UNSAFE)]
    assert claims(linker, "Nobody met. The MZQV left.") == []


def test_letters_that_mean_something_else_are_a_bodys_where_it_acts(linker: Linker) -> None:
    named = "The Lorani Football Union met."
    assert claims(linker, f"{named} The OPS said so.") == [("OPS", "LFU", "listed-and-spoken-of", SAFE)]
    assert claims(linker, f"{named} So it is according to the OPS.") == [("OPS", "LFU", "listed-and-spoken-of", SAFE)]
    assert claims(linker, f"{named} They joined the OPS team.") == [("OPS", "LFU", "listed-and-spoken-of", UNSAFE)]
    assert claims(linker, f"{named} The ZQK team won.") == [("ZQK", "LFU", "listed-and-named", SAFE)]


def test_an_acronym_that_is_another_bodys_is_proposed_where_nothing_speaks_for_that(linker: Linker) -> None:
    named = "The Lorani Football Union met."
    assert claims(linker, f"{named} The ABQ said so.") == [("ABQ", "LFU", "listed-and-spoken-of", UNSAFE)]
    assert claims(linker, f"{named} The ABQ said so in Qarmat.") == []
    assert claims(linker, f"{named} The Qarmat Beat Agency came. The ABQ said so.") == []


ABROAD = [
    Entry(
        "league", "League of Zwilk", "organisation", acronym="LZ", acronyms=(Alias("ZQLV", "fr"), Alias("ZQK", "fr"))
    ),
    Entry("fund", "Qarmat Pension Fund", "organisation", acronym="QPF", acronyms=(Alias("FPQX", "fr"),)),
    Entry("court", "Court of Zwilk", "organisation", acronym="CZ", acronyms=(Alias("ZQLVK", "es"), Alias("КЮЗ", "ru"))),
    Entry("bank", "Bank of Qarmat", "organisation", acronym="BQ", acronyms=(Alias("QXZB", "pt"),)),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left the ZQLV.", [("ZQLV", "LZ", "listed", UNSAFE)]),
        # Two of one language and of different bodies; three letters are sure where they are spoken of, too.
        (
            "They left the ZQLV for the FPQX.",
            [("ZQLV", "LZ", "listed-and-shining", SAFE), ("FPQX", "QPF", "listed-and-shining", SAFE)],
        ),
        (
            "They left the ZQK for the FPQX.",
            [("ZQK", "LZ", "listed-and-shining", SAFE), ("FPQX", "QPF", "listed-and-shining", SAFE)],
        ),
        (
            "They left ZQK for the ZQLV.",
            [("ZQK", "LZ", "listed", Applicability.DISPLAY), ("ZQLV", "LZ", "listed", UNSAFE)],
        ),
        # A word of the body's name that few have.
        ("In Zwilk they left the ZQLV.", [("ZQLV", "LZ", "listed-and-shining", SAFE)]),
        # More letters than chance makes.
        ("They left the ZQLVK.", [("ZQLVK", "CZ", "listed-and-shining", SAFE)]),
        # Letters of another alphabet, one by one.
        ("The Court of Zwilk met. The KYUZ said so.", [("KYUZ", "CZ", "listed-and-named", SAFE)]),
        # The initials of words in another order: nobody else's acronym.
        ("Qasim's Xeric Zoo of Bern shut. In Zwilk the BZQX left.", []),
        ("Qasim's Xeric Zoo of Bern shut, said the QXZB of Qarmat.", []),
        ("Bern's Xeric Zoo of Qasim shut, said the QXZB of Qarmat.", [("QXZB", "BXZQ", "reordered", UNSAFE)]),
    ],
)  # fmt: skip
def test_what_else_speaks_for_a_listed_acronym(text: str, expected: Claims) -> None:
    assert claims(Linker(ABROAD), text) == expected


def test_one_that_its_language_writes_like_a_word() -> None:
    linker = Linker(ABROAD)

    def found(text: str) -> list[tuple[str, str | None, Applicability]]:
        told = linker.link(Document(text), tokenize(text), Protected()).findings
        return [(f.text, f.replacement, f.applicability) for f in told if f.evidence["clause"] != "listed-and-named"]

    assert found("The Zqlv met the FPQX.") == [("Zqlv", "LZ", SAFE), ("FPQX", "QPF", SAFE)]
    assert found("The Zqlv met.") == [("Zqlv", "LZ", UNSAFE)]
    assert found("Ana Zqlv met the FPQX. Zqlv Pereira left.") == [("FPQX", "QPF", UNSAFE)]
    assert found("The zqlv met.") == []


def test_a_long_form_that_goes_on_to_a_state_is_not_the_state() -> None:
    """*Machine Workers of America (UE)* is no United States, though *Estados Unidos* has these initials."""
    states = Entry("states", "Zwilk", "place", acronym="ZW", acronyms=(Alias("QZ", "es"),))
    assert claims(Linker([states]), "The Machine Workers of Zwilk (QZ) met.") == [
        ("QZ", "ZW", "listed", Applicability.DISPLAY)
    ]
    assert claims(Linker([states]), "They came to Zwilk (QZ).") == [("QZ", "ZW", "long-form-beside", SAFE)]


def test_letters_of_a_state_need_more_than_its_name() -> None:
    """Any text speaks of states: *BAE* is no UAE beside the United Arab Emirates."""
    acronyms = (Alias("ZQK", "tr"), Alias("ZQLV", "fr"))
    state = Entry("state", "Zwilk", "place", acronym="ZW", acronyms=acronyms)
    body = Entry("league", "League of Qarmat", "organisation", acronym="LQ", acronyms=(Alias("QLXV", "tr"),))
    linker = Linker([state, body])
    assert claims(linker, "The ZQK group sold jets to Zwilk.") == [("ZQK", "ZW", "listed-and-named", UNSAFE)]
    assert claims(linker, "The ZQLV sold jets. In Zwilk they flew.") == [("ZQLV", "ZW", "listed-and-named", SAFE)]
    assert claims(linker, "The ZQK and the QLXV sold jets to Zwilk.")[0] == ("ZQK", "ZW", "listed-and-named", SAFE)
    assert claims(linker, "They sold jets to Zwilk (ZQW).") == []


def test_what_the_text_explains_speaks_for_no_language() -> None:
    linker = Linker(ABROAD)
    text = "The fine print quiz of Xeno (FPQX) met. They left the ZQLV."
    assert claims(linker, text) == [("ZQLV", "LZ", "listed", UNSAFE)]
