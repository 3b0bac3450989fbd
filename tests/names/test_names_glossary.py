"""Reading glossaries: what is accepted, what is refused, and where the message points."""

from __future__ import annotations

import subprocess
import sys

import pytest
import shipped_entries
from environment import PATIENCE

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Alias, Entry, Office, merge
from normalize.names.glossary.read import combine, locate, read, shipped
from normalize.names.setup import build_linker

ONE = "glossary: g\nentries:\n  - id: a\n    canonical: Alpha\n    kind: place\n"


@pytest.fixture
def write(tmp_path):
    def _write(content: str | bytes, name: str = "g.yaml"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


def test_all_fields(write):
    text = """\
glossary: north
language: fr
licence: CC0-1.0
entries:
  - id: lora
    canonical: Lora Valley
    kind: place
    aliases: [Loora Valley, {de: Loratal}, {it: [Val Lora, Valle Lora]}, Lora Valley]
    short: [Lora]
    acronym: LV
    acronyms: {it: [VL], de: LT}
    related: [other]
    not: [Lora Valley Bank]
    match: the Loora Valley
    no_match: []
    source: an atlas
    note: kept for people
"""
    (entry,) = read(write(text), rank=3)
    assert entry == Entry(
        id="lora",
        canonical="Lora Valley",
        kind="place",
        glossary="north",
        language="fr",
        aliases=(Alias("Loora Valley"), Alias("Loratal", "de"), Alias("Val Lora", "it"), Alias("Valle Lora", "it")),
        short=("Lora",),
        acronym="LV",
        acronyms=(Alias("VL", "it"), Alias("LT", "de")),
        related=("other",),
        never=("Lora Valley Bank",),
        match=("the Loora Valley",),
        no_match=(),
        source="an atlas",
        rank=3,
    )
    assert entry.place.endswith("g.yaml:5")


def test_forms_of_other_languages_and_scripts(write):
    text = """\
entries:
  - id: beijing
    canonical: {en: Beijing, fr: Pékin, de: Peking}
    kind: place
    native: {zh: 北京, ja: [北京, ペキン]}
    accepted: [Peking, {fr: Beijing}]
    careful: true
    wikidata: Q956
    from: 1949-10-01
    until: 2030
"""
    (entry,) = read(write(text))
    assert entry == Entry(
        id="beijing",
        canonical="Beijing",
        kind="place",
        glossary="g",
        aliases=(Alias("Peking", "en"), Alias("Beijing", "fr")),
        names=(Alias("Pékin", "fr"), Alias("Peking", "de")),
        native=(Alias("北京", "zh"), Alias("北京", "ja"), Alias("ペキン", "ja")),
        wikidata="Q956",
        since="1949-10-01",
        until="2030",
        careful=True,
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("canonical: {fr: Pékin}", "`canonical` has no form in en"),
        ("canonical: {en: Beijing, tlh: Pe}", "language 'tlh' is not supported"),
        ("canonical: Beijing\n    native: 北京", "`native` needs a language"),
    ],
)
def test_forms_that_name_no_language(write, line, message):
    with pytest.raises(GlossaryError, match=message):
        read(write(f"entries:\n  - id: beijing\n    {line}\n    kind: place\n"))


def test_merge_keeps_the_forms_of_other_languages_and_scripts():
    earlier = Entry("a", "A", "place", names=(Alias("B", "fr"), Alias("C", "de")), native=(Alias("Б", "ru"),))
    later = Entry("a", "A", "place", names=(Alias("D", "fr"),), native=(Alias("В", "uk"),), wikidata="Q1")
    both = merge(earlier, later)
    assert both.names == (Alias("D", "fr"), Alias("C", "de"))
    assert both.native == (Alias("В", "uk"), Alias("Б", "ru"))
    assert both.wikidata == "Q1"


def test_a_table_with_a_sign_that_no_name_has(tmp_path):
    path = tmp_path / "g.csv"
    path.write_bytes(b"id,canonical,kind,lang,alias\nk\0,Kab,place,,x\n")
    with pytest.raises(GlossaryError, match=r"g\.csv:2: .*U\+0000"):
        read(path)


def test_a_person_does_not_merge_with_what_is_none():
    company, person = Entry("lotte", "Lotte", "organisation", "companies"), Entry("lotte", "Carlotta Veum", "person")
    with pytest.raises(GlossaryError, match=r"Lotte \(organisation\) in companies has the id 'lotte'"):
        combine([company, person])
    assert combine([company, Entry("lotte", "Lotte Group", "group")])[0].canonical == "Lotte Group"


OFFICES = """entries:
  - id: ghani
    canonical: Ashraf Ghani
    kind: person
    country: [AF, us]
    cameo: AFGELI
    offices:
      - {title: Minister of Finance, from: 2002-06-02, until: 2004, wikidata: Q1, cameo: AFGGOVBUS}
      - title: President
"""


def test_offices_are_read_merged_and_kept_in_a_compiled_glossary(write):
    from normalize.names.compiled import opened
    from normalize.names.compiling.store import packed
    from normalize.storage.tables import unpack

    (entry,) = read(write(OFFICES))
    minister = Office("Minister of Finance", "2002-06-02", "2004", "Q1", "AFGGOVBUS")
    assert (entry.offices, entry.countries, entry.cameo) == ((minister, Office("President")), ("af", "us"), "AFGELI")
    later = Entry("ghani", "Ashraf Ghani", "person", offices=(Office("Chancellor"), minister))
    both = merge(entry, later)
    assert (both.offices, both.cameo) == ((Office("Chancellor"), minister, Office("President")), "AFGELI")
    store = unpack(bytes(packed([entry], "k")), "k")
    assert store is not None
    assert opened(store).entries["ghani"] == entry


def test_scalars_are_text(write):
    text = "entries:\n  - {id: 1, canonical: No, kind: place, aliases: [Yes, 1e3, 2021-01-01, null, {no: Norge}]}\n"
    (entry,) = read(write(text))
    assert (entry.id, entry.canonical) == ("1", "No")
    assert entry.aliases == (Alias("Yes"), Alias("1e3"), Alias("2021-01-01"), Alias("null"), Alias("Norge", "no"))
    assert entry.glossary == "g"


def test_byte_order_mark_and_crlf(write):
    (entry,) = read(write(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode()))
    assert entry.canonical == "Alpha"


def test_anchors(write):
    text = ONE + "    related: &r [x, y]\n  - {id: b, canonical: Beta, kind: org, related: *r}\n"
    assert [e.related for e in read(write(text))] == [("x", "y"), ("x", "y")]


@pytest.mark.parametrize("text", ["entries:\n", "entries: []\n"])
def test_no_entries(write, text):
    assert read(write(text)) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "needs the key `entries`"),
        ("# only a comment\n", 1, "needs the key `entries`"),
        ("glossary: g\n", 1, "needs the key `entries`"),
        ("- a\n", 1, "expected `key: value` pairs"),
        ("just text", 1, "expected `key: value` pairs"),
        ("entries: 3\n", 1, "`entries` must be a list"),
        ("\nentries: {a: b}\n", 2, "`entries` must be a list"),
        ("entries:\n  - a\n", 2, "expected `key: value` pairs"),
        ("entrys: []\n", 1, "unknown key 'entrys'"),
        ("entries:\n  - {id: a, canonical: A}\n", 2, "an entry needs `kind`"),
        ("entries:\n  - {canonical: A, kind: place}\n", 2, "an entry needs `id`"),
        ("entries:\n  - {id: a, kind: place}\n", 2, "an entry needs `canonical`"),
        ("entries:\n  - id: a\n    canonical: A\n    kind: place\n    alias: B\n", 5, "unknown key 'alias'"),
        ("entries:\n  - id: a\n    canonical: A\n    kind: town\n", 2, "unknown kind 'town'"),
        ("entries:\n  - id: a\n    canonical: A\n    id: b\n", 4, "the key 'id' stands twice"),
        ("entries:\n  - id: a\n    canonical:\n    kind: place\n", 3, "expected a text"),
        ("entries:\n  - id: a\n    canonical: ' '\n    kind: place\n", 3, "expected a text"),
        ("entries:\n  - id: a\n    canonical: [A]\n    kind: place\n", 3, "expected a text"),
        ("entries:\n  - id: a\n    canonical: A\n    kind: place\n    aliases: [[B]]\n", 5, "expected a text"),
        ("entries:\n  - id: a\n    canonical: A\n    kind: place\n    short: [{b: c}]\n", 5, "expected a text"),
        ("entries:\n  - id: a\n    canonical: A\n    kind: place\n    acronym: [B]\n", 5, "expected a text"),
        (ONE + "  - {id: a, canonical: B, kind: place}\n", 6, "the id 'a' is used twice"),
        ("entries:\n  - id: a\n   canonical: A\n", 3, "YAML syntax error"),
        ("entries: [a\n", 2, "YAML syntax error"),
        ("entries:\n\t- id: a\n", 2, "YAML syntax error"),
        ("entries:\n  - id: *nowhere\n", 2, "YAML syntax error"),
        ("entries: []\n---\nentries: []\n", 2, "YAML syntax error"),
        (
            "entries:\n  - id: !!python/object/apply:os.system [ls]\n    canonical: A\n    kind: place\n",
            2,
            "is refused",
        ),
        ("entries:\n  - !!python/name:os.system\n", 2, "is refused"),
        ("entries:\n  - id: !secret a\n    canonical: A\n    kind: place\n", 2, "is refused"),
        ("entries:\n  - id: a\n    canonical: !!binary QQ==\n    kind: place\n", 3, "is refused"),
        ("entries:\n  - ? [a]\n    : b\n", 2, "expected a text"),
    ],
)
def test_what_is_wrong_and_where(write, text, line, message):
    path = write(text)
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_an_anchor_that_holds_itself_is_refused(write):
    with pytest.raises(GlossaryError):
        read(write(ONE + "    aliases: &a [*a]\n"))


def test_anchors_that_multiply_are_refused_quickly(write):
    bomb = "a: &a [x]\n" + "".join(
        f"{c}: &{c} [*{b}, *{b}, *{b}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(GlossaryError):
        read(write(bomb + ONE))


@pytest.mark.parametrize("content", [b"\xff\xfee\x00", b"entries: \xe9", b"\x80"])
def test_other_encodings_are_refused(write, content):
    with pytest.raises(GlossaryError, match="must be UTF-8"):
        read(write(content))


@pytest.mark.parametrize("content", ["entries: \0", "entries: [\x07]", "entries: [\ufffe]"])
def test_control_characters_are_refused(write, content):
    with pytest.raises(GlossaryError):
        read(write(content))


@pytest.mark.parametrize("sign", ["\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2067"])
def test_a_right_form_with_a_character_that_no_name_has_is_refused(tmp_path, sign):
    path = tmp_path / "g.csv"
    path.write_text("id,canonical,kind,lang,alias\n" + f"a,Al{sign}pha,person,,Alfa\n", encoding="utf-8", newline="")
    with pytest.raises(
        GlossaryError, match=rf"g\.csv:2: a has “Al.+”, with a character that no name has: U\+{ord(sign):04X}"
    ):
        read(path)


def test_a_name_of_more_characters_than_any_has_is_refused(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text(
        f"id,canonical,kind,lang,alias\na,Alpha Beta,person,fr,{'Beto ' * 200}\nb,Bo,place,,{'Bo ' * 400}\n"
    )
    with pytest.raises(GlossaryError, match=r"g\.csv:3: b has a name of 1,199 characters, which is none: “Bo Bo "):
        read(path)


@pytest.mark.parametrize("opening", [pytest.param("["), pytest.param("{a: "), "- "])
def test_huge_nesting_is_refused_without_a_crash(write, opening):
    """In a process of its own: a stack that overflows would take the tests down with it."""
    path = write("entries: " + opening * 200_000 if opening != "- " else opening * 20_000 + "a")
    code = (
        "import sys, pathlib\nfrom normalize.errors import GlossaryError\n"
        "from normalize.names.glossary.read import read\n"
        "try:\n    read(pathlib.Path(sys.argv[1]))\nexcept GlossaryError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.stdout.strip(), done.returncode) == ("refused", 0), done.stderr[-300:]


def test_a_missing_file_and_an_unknown_ending(tmp_path, write):
    with pytest.raises(GlossaryError, match="cannot read the glossary"):
        read(tmp_path / "none.yaml")
    with pytest.raises(GlossaryError, match=r"a file of \.yaml"):
        read(write("x", "g.ini"))
    (tmp_path / "dir.yaml").mkdir()
    with pytest.raises(GlossaryError, match="cannot read the glossary"):
        read(tmp_path / "dir.yaml")


# --- CSV ------------------------------------------------------------------------------------------------------------

HEAD = "id,canonical,kind,lang,alias,form\n"


def test_csv(write):
    text = HEAD + (
        "nrf,National Resistance Front,organisation,fr,Front national,\n"
        "nrf,National Resistance Front,organisation,,NRF,acronym\n"
        "nrf,National Resistance Front,organisation,fr,FNR,acronym\n"
        "nrf,National Resistance Front,organisation,,Resistance Front,short\n"
        'lora,"Lora, Valley",place,,,\n'
    )
    nrf, lora = read(write(text, "names.csv"))
    assert nrf.aliases == (Alias("Front national", "fr"),)
    assert (nrf.acronym, nrf.acronyms, nrf.short) == ("NRF", (Alias("FNR", "fr"),), ("Resistance Front",))
    assert nrf.glossary == "names"
    assert (lora.canonical, lora.aliases) == ("Lora, Valley", ())


def test_csv_with_the_least_columns_and_a_byte_order_mark(write):
    (entry,) = read(write(b"\xef\xbb\xbfid,canonical,kind\r\na,No,place\r\n", "g.csv"))
    assert (entry.id, entry.canonical, entry.kind) == ("a", "No", "place")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "needs the columns id, canonical, kind; missing: id, canonical, kind"),
        ("id,name\n", 1, "missing: canonical, kind"),
        (HEAD + "a,,place,,,\n", 2, "a row needs id and canonical"),
        (HEAD + ",A,place,,,\n", 2, "a row needs id and canonical"),
        (HEAD + "a,A,town,,,\n", 2, "unknown kind 'town'"),
        (HEAD + "a,A,place,,B,nickname\n", 2, "unknown form 'nickname'"),
        (HEAD + "a,A,place,,B,\na,B,place,,C,\n", 3, "two canonical forms"),
        (HEAD + "a,A,place,,B,\na,A,person,,C,\n", 3, "two kinds"),
        (HEAD + "a,A,place,,B,\na,A,plaec,,C,\n", 3, "unknown kind 'plaec'"),
        (HEAD + 'a,A,place,,"B,\nc,C,place,,D,\n', 2, "never closed"),
        (HEAD + '\n\na,A,place,,"B,\n', 4, "never closed"),
        (HEAD + 'a,A,place,,"B,\nc,C,place,,"D"\n', 2, "never closed"),
        ("id;canonical;kind\na;A;place\n", 1, "not by semicolons"),
        ('"id";"canonical";"kind"\n"a";"A";"place"\n', 1, "not by semicolons"),
    ],
)
def test_what_is_wrong_in_csv_and_where(write, text, line, message):
    path = write(text, "g.csv")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert message in str(error.value)


def test_a_short_row_of_csv_is_a_glossary_error(write):
    with pytest.raises(GlossaryError):
        read(write("id,canonical,kind,lang,alias\na,A\n", "g.csv"))


def test_a_row_with_a_huge_cell_is_a_glossary_error(write):
    with pytest.raises(GlossaryError, match=r"g\.csv:2: a cell of more than 131,072 characters"):
        read(write(HEAD + "a," + "x" * 200_000 + ",place,,,\n", "g.csv"))


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_stands(write):
    rows = 'a,A,place,,,\nb,"B,place,,,\n' + "c,C,place,,,\n" * 20_000
    with pytest.raises(GlossaryError, match=r"g\.csv:3: a cell of more than .*; is a quotation mark never closed\?"):
        read(write(HEAD + rows, "g.csv"))


# --- several glossaries ---------------------------------------------------------------------------------------------


def test_shipped_glossaries_are_found_and_read():
    assert {"afghanistan", "leaders", "organisations"} <= set(shipped())
    files = {name: read(path) for name, path in shipped().items()}
    assert [entry.id for entries in files.values() for entry in entries if not entry.source] == []
    assert [name for name, entries in files.items() if all(entry.careful for entry in entries)] == ["cities", "towns"]
    merged = combine(entry for entries in files.values() for entry in entries)
    ids = [entry.id for entry in merged]
    assert ids == sorted(set(ids))
    assert len(merged) > 500
    assert all(entry.rank == 0 for entry in merged)
    assert merged == shipped_entries.entries(), "what is compiled is what is read"


def test_names_and_ranks(write):
    path = write(ONE)
    assert [rank for rank, _ in locate(["afghanistan", str(path)])] == [1, 2]
    assert [rank for rank, found in locate(["shipped", str(path), "leaders"])] == [0] * len(shipped()) + [2]
    with pytest.raises(GlossaryError, match="no glossary 'nowhere'"):
        locate(["nowhere"])


def test_merge_later_choices_win_and_forms_are_kept():
    earlier = Entry(
        "kyiv",
        "Kyiv",
        "place",
        aliases=(Alias("Kiev", "en"), Alias("Kiew", "de")),
        acronym="KY",
        related=("a",),
        never=("n",),
    )
    later = Entry("kyiv", "Kiev", "place", aliases=(Alias("Kijev"),), acronym="KV", related=("b",), rank=2)
    both = merge(earlier, later)
    assert both.canonical == "Kiev"
    assert both.aliases == (Alias("Kijev"), Alias("Kiew", "de"), Alias("Kyiv"))
    assert (both.acronym, both.acronyms) == ("KV", (Alias("KY"),))
    assert (both.related, both.never, both.rank) == (("a", "b"), ("n",), 2)


def test_merging_an_entry_with_itself_changes_nothing():
    for entry in shipped_entries.entries():
        if len({a.text for a in entry.acronyms}) == len(entry.acronyms):
            assert merge(entry, entry) == entry


def test_merging_keeps_an_acronym_of_two_languages():
    entry = Entry("a", "Police", "organisation", acronym="NP", acronyms=(Alias("PNA", "fr"), Alias("PNA", "es")))
    assert merge(entry, entry) == entry


def test_combine_sorts_and_merges():
    some = [Entry("b", "B", "place"), Entry("a", "A", "place"), Entry("b", "BB", "place", rank=1)]
    assert [(e.id, e.canonical) for e in combine(some)] == [("a", "A"), ("b", "BB")]


def test_off_needs_nothing_but_the_id(write):
    (entry,) = read(write("entries:\n  - {id: a, off: true}\n"))
    assert (entry.id, entry.off) == ("a", True)


def test_off_is_true_or_false(write):
    (entry,) = read(write(ONE + "    off: false\n"))
    assert not entry.off
    with pytest.raises(GlossaryError, match="expected true or false"):
        read(write(ONE + "    off: yes\n"))


def test_off_switches_off_what_was_said_before_and_not_what_follows():
    first, second = Entry("a", "Alpha", "place", rank=1), Entry("a", "Alfa", "place", rank=3)
    off = Entry("a", "a", "other", rank=2, off=True)
    assert combine([first, off]) == []
    assert combine([first, off, second]) == [second]
    assert combine([off, first]) == [first]


def test_an_entry_of_a_shipped_glossary_can_be_switched_off(write):
    mine = write("entries:\n  - {id: vladimir-putin, off: true}\n", "mine.yaml")
    ids = build_linker(["shipped", str(mine)], "en").index.entries
    assert "vladimir-putin" not in ids
    assert "sergei-lavrov" in ids
