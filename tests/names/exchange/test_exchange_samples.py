"""Each format in the shape in which its tools write it: what is read, and what is told of the rest."""

from __future__ import annotations

import json

import pytest

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Alias, Office

TBX_DCT = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://example.org/TBX-Basic_DCT.sch" type="application/xml"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
    xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>A termbase</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>Geography</min:subjectField>
      <basic:definition>A valley.</basic:definition>
      <min:externalCrossReference target="https://www.wikidata.org/wiki/Q1">item</min:externalCrossReference>
      <langSec xml:lang="en">
        <termSec><term>Panshir</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>Panjshir</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>Panjsher</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
      </langSec>
      <langSec xml:lang="fr-FR"><termSec><term>Panchir</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="de"><termSec><term>Herat</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>
"""
MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="t1"><descrip type="subjectField">organisation</descrip>
<langSet xml:lang="en">
<tig><term>United <hi>Nations</hi></term><termNote type="termType">fullForm</termNote></tig>
<ntig><termGrp><term>UN</term><termNote type="termType">acronym</termNote></termGrp></ntig></langSet>
<langSet xml:lang="fr"><tig><term>ONU</term><termNote type="termType">acronym</termNote></tig>
<tig><term>Nations unies</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>
"""


def test_tbx_version_3(turn):
    done = turn({"in.tbx": TBX_DCT}, "out.yaml", kinds={"Geography": "place"})
    (entry,) = done.entries.values()
    assert (entry.id, entry.canonical, entry.kind, entry.wikidata) == ("c1", "Panjshir", "place", "Q1")
    assert set(entry.aliases) == {Alias("Panshir"), Alias("Panjsher", "en"), Alias("Panchir", "fr")}
    assert done.report.left_out == {"concept without a term in en": 1, "definition of a concept": 1}


def test_tbx_martif(turn):
    (entry,) = turn({"in.tbx": MARTIF}, "out.yaml").entries.values()
    assert (entry.canonical, entry.kind, entry.acronym) == ("United Nations", "organisation", "UN")
    assert (entry.acronyms, entry.names) == ((Alias("ONU", "fr"),), (Alias("Nations unies", "fr"),))


TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix ex: <https://example.org/names/> .
ex:scheme a skos:ConceptScheme .
ex:kabul a skos:Concept, schema:Place ;
    skos:prefLabel "Kabul"@en, "Kaboul"@fr, "Kabil"@kmr ;
    skos:altLabel "Cabul"@en, "Cabool"@it ; skos:hiddenLabel "Kaboul City"@en ;
    skos:exactMatch <http://www.wikidata.org/entity/Q5838> ; skos:broader ex:afghanistan ;
    skos:definition "The capital."@en .
ex:herat a skos:Concept ; skos:prefLabel "Herāt"@de .
"""


def test_skos_in_turtle_and_rdf_xml(turn, tmp_path):
    from rdflib import Graph

    done = turn({"in.ttl": TURTLE}, "out.yaml")
    (entry,) = done.entries.values()
    assert (entry.id, entry.canonical, entry.kind, entry.wikidata) == ("kabul", "Kabul", "place", "Q5838")
    assert entry.names == (Alias("Kaboul", "fr"),)
    variants = {Alias("Cabul", "en"), Alias("Cabool", "it"), Alias("Kaboul City"), Alias("Kabil", "kmr")}
    assert set(entry.aliases) == variants
    assert done.report.left_out["concept without a preferred label in en"] == 1
    xml = Graph().parse(data=TURTLE, format="turtle").serialize(format="xml")
    assert turn({"in.rdf": xml}, "again.yaml").text.splitlines()[2:] == done.text.splitlines()[2:]


ITEM = {
    "type": "item",
    "id": "Q1065",
    "labels": {
        "en": {"language": "en", "value": "United Nations"},
        "fr": {"language": "fr", "value": "Organisation des Nations unies"},
        "ru": {"language": "ru", "value": "Организация Объединённых Наций"},
        "pt-br": {"language": "pt-br", "value": "Organização das Nações Unidas"},
        "eo": {"language": "eo", "value": "Unuiĝintaj Nacioj"},
    },
    "descriptions": {"en": {"language": "en", "value": "an organisation"}},
    "aliases": {
        "en": [{"language": "en", "value": "UN"}, {"language": "en", "value": "U.N."}],
        "fr": [{"language": "fr", "value": "ONU"}],
    },
    "claims": {
        "P31": [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q484652"}}}}],
        "P1448": [
            {
                "rank": "normal",
                "mainsnak": {
                    "snaktype": "value",
                    "datavalue": {"value": {"text": "Naciones Unidas", "language": "es"}},
                },
            },
            {"rank": "normal", "mainsnak": {"snaktype": "novalue"}},
        ],
    },
    "sitelinks": {},
    "lastrevid": 1,
}
PERSON = {
    "type": "item",
    "id": "Q1",
    "labels": {"mul": {"language": "mul", "value": "Ivan Petrov"}},
    "aliases": [],
    "claims": {
        "P31": [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}}],
        "P1559": [
            {
                "rank": "preferred",
                "mainsnak": {"snaktype": "value", "datavalue": {"value": {"text": "Иван Петров", "language": "ru"}}},
            }
        ],
    },
}


@pytest.mark.parametrize(
    "text",
    [
        "[\n" + json.dumps(ITEM) + ",\n" + json.dumps(PERSON) + "\n]\n",
        json.dumps({"entities": {"Q1065": ITEM, "Q1": PERSON}}),
        json.dumps({"entities": {"Q1065": ITEM, "Q1": PERSON}}, indent=1),
        json.dumps(ITEM) + "\n" + json.dumps(PERSON) + "\n",
    ],
    ids=["dump", "entity-data", "pretty", "lines"],
)
def test_wikidata(turn, text):
    done = turn({"in.json": text}, "out.yaml")
    body, person = done.entries["Q1065"], done.entries["Q1"]
    assert (body.canonical, body.kind, body.acronym, body.wikidata) == ("United Nations", "organisation", "UN", "Q1065")
    assert {a.lang for a in body.names} == {"fr", "ru", "pt"}
    assert set(body.aliases) == {Alias("U.N.", "en"), Alias("Unuiĝintaj Nacioj", "eo"), Alias("Naciones Unidas", "es")}
    assert body.acronyms == (Alias("ONU", "fr"),)
    assert (person.canonical, person.kind, person.native) == ("Ivan Petrov", "person", (Alias("Иван Петров", "ru"),))


def row(*cells: object) -> str:
    return "\t".join(map(str, cells)) + "\n"


MAIN = row(
    *(1138958, "Kabul", "Kabul", "Kaboul,Cabul", 34.5, 69.1, "P", "PPLC", "AF", "", "13", "", "", "", 3043532),
    *("", 1798, "Asia/Kabul", "2024-01-01"),
)
NAMES = "".join(
    [
        row(1, 1138958, "fr", "Kaboul", "1", "", "", "", "", ""),
        row(2, 1138958, "it", "Cabul", "", "", "", "", "", ""),
        row(3, 1138958, "", "Kabool", "", "", "", "", "", ""),
        row(4, 1138958, "en", "Old Kabul", "", "", "", "1", "1800", "1900"),
        row(5, 1138958, "en", "K-Town", "", "", "1", "", "", ""),
        row(6, 1138958, "link", "https://en.wikipedia.org/wiki/Kabul", "", "", "", "", "", ""),
        row(7, 1138958, "iata", "KBL", "", "", "", "", "", ""),
        row(8, 1138958, "post", "1001", "", "", "", "", "", ""),
        row(9, 1138958, "wkdt", "Q5838", "", "", "", "", "", ""),
        row(10, 99, "fr", "Ailleurs", "", "", "", "", "", ""),
    ]
)


def test_geonames(turn):
    done = turn({"cities.txt": MAIN, "names.txt": NAMES}, "out.yaml", from_="geonames")
    (entry,) = done.entries.values()
    assert (entry.id, entry.canonical, entry.kind) == ("geonames-1138958", "Kabul", "place")
    assert (entry.wikidata, entry.countries, entry.source) == ("Q5838", ("af",), "GeoNames 1138958")
    assert (entry.names, entry.aliases) == ((Alias("Kaboul", "fr"),), (Alias("Cabul", "it"), Alias("Kabool")))
    told = {"historic name": 1, "colloquial name": 1, "link": 1, "postal code": 1, "code of an airport or port": 1}
    assert done.report.left_out == told


def test_geonames_in_french(turn):
    done = turn({"cities.txt": MAIN, "names.txt": NAMES}, "out.yaml", from_="geonames", language="fr")
    (entry,) = done.entries.values()
    assert (entry.canonical, entry.language) == ("Kaboul", "fr")
    assert Alias("Kabul") in entry.aliases


@pytest.mark.parametrize("key", ["²", "1" * 30])
def test_geonames_with_a_number_that_is_none(turn, key):
    files = {"cities.txt": MAIN + MAIN.replace("1138958", key), "names.txt": NAMES.replace("1138958", key)}
    done = turn(files, "out.yaml", from_="geonames")
    assert (sorted(done.entries), done.report.bad_count) == (["geonames-1138958"], 10)


def test_geonames_without_the_main_table(turn):
    with pytest.raises(GlossaryError, match="needs a main table"):
        turn({"names.txt": NAMES}, "out.yaml", from_="geonames")


FTM = "\n".join(
    json.dumps(entity)
    for entity in (
        {
            "id": "NK-1",
            "caption": "Ivan Petrov",
            "schema": "Person",
            "properties": {
                "name": ["Иван Петров", "Ivan Petrov"],
                "alias": ["Iwan Petrow"],
                "weakAlias": ["Vanya"],
                "wikidataId": ["Q1"],
                "country": ["ru"],
                "nationality": ["ru", "kz"],
                "position": ["Mayor"],
            },
            "datasets": ["x"],
        },
        {"id": "NK-2", "schema": "Ownership", "properties": {"owner": ["NK-1"]}},
        {"id": "NK-3", "schema": "Company", "properties": {"name": ["Acme"], "weakAlias": ["ACM"]}},
    )
)


def test_followthemoney(turn):
    done = turn({"entities.ftm.json": FTM}, "out.yaml")
    person, company = done.entries["NK-1"], done.entries["NK-3"]
    assert (person.canonical, person.kind, person.wikidata) == ("Ivan Petrov", "person", "Q1")
    assert (person.countries, person.offices) == (("ru", "kz"), (Office("Mayor"),))
    assert set(person.aliases) == {Alias("Иван Петров"), Alias("Iwan Petrow")}
    assert (company.kind, company.acronym) == ("organisation", "ACM")
    told = {"entity of the schema Ownership": 1, "weak alias, too common to be mapped": 1}
    assert done.report.left_out == told


OPERATIONS = json.dumps(
    [
        {"op": "core/column-rename", "oldColumnName": "a", "newColumnName": "b"},
        {
            "op": "core/mass-edit",
            "engineConfig": {"facets": [], "mode": "row-based"},
            "columnName": "place",
            "expression": "value",
            "edits": [
                {"from": ["Panchir", "Panshir"], "fromBlank": False, "fromError": False, "to": "Panjshir"},
                {"from": [], "fromBlank": True, "fromError": False, "to": "unknown"},
                {"from": ["Panjshir", "Pandjchir"], "fromBlank": False, "fromError": False, "to": "Panjshir"},
            ],
            "description": "Mass edit cells in column place",
        },
    ]
)
CLUSTERS = json.dumps(
    {
        "projectName": "news",
        "columnName": "place",
        "clusterMethod": "binning",
        "clusters": [
            {
                "choices": [{"v": "Panshir", "c": 7}, {"v": "Panchir", "c": 2}, {"v": "Pandjchir", "c": 1}],
                "value": "Panjshir",
                "edit": True,
            }
        ],
    }
)


@pytest.mark.parametrize("text", [OPERATIONS, CLUSTERS], ids=["operations", "clusters"])
def test_openrefine(turn, text):
    done = turn({"in.json": text}, "out.yaml", kind="place")
    (entry,) = done.entries.values()
    assert (entry.id, entry.canonical, entry.kind) == ("panjshir", "Panjshir", "place")
    assert {a.text for a in entry.aliases} == {"Panchir", "Panshir", "Pandjchir"}
    if text == OPERATIONS:
        told = {"operation core/column-rename": 1, "edit of blank or faulty cells": 1, "edit without a name": 1}
        assert done.report.left_out == told


TABLE = """Code,Nom,Variantes,Nom français,Type,QID
k,Kabul,Cabul; Kabool|Caubul,Kaboul,Ville,http://www.wikidata.org/entity/Q5838
h,Herat,,,Ville,
h,Herat,Heart,,Ville,
,,Nobody,,Ville,
x,Bad,,,Ville,P31
"""
MAP = {"id": "Code", "name": "Nom", "alias": "Variantes", "alias:fr": "Nom français", "kind": "Type", "wikidata": "QID"}


TABS = TABLE.replace(",", "\t")


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [("in.csv", TABLE, ""), ("in.tsv", TABS, ""), ("IN.TSV", TABS, ""), ("in", TABS, "tsv")],
)
def test_tables_of_any_columns(turn, name, text, format_):
    done = turn({name: text}, "out.yaml", from_=format_, columns=MAP, kinds={"Ville": "place"})
    kabul = done.entries["k"]
    variants = (Alias("Cabul"), Alias("Kabool"), Alias("Caubul"), Alias("Kaboul", "fr"))
    assert (kabul.aliases, kabul.kind, kabul.wikidata) == (variants, "place", "Q5838")
    assert done.entries["h"].aliases == (Alias("Heart"),)  # two rows of one id
    assert sorted(done.entries) == ["h", "k"]
    assert [problem.partition(": ")[0].rpartition(":")[2] for problem in done.report.bad] == ["5", "6"]


def test_ids_are_made_from_names(turn):
    text = "Nom\nGhazni\nGhazni\nGhazni-2\nGhazni\n"
    assert sorted(turn({"in.csv": text}, "out.yaml", columns={"name": "Nom"}).entries) == [
        *("ghazni", "ghazni-2", "ghazni-2-2", "ghazni-3")
    ]


def test_json_of_any_fields(turn):
    text = (
        '{"label": "Kabul", "other": ["Cabul", "Kabool; Caubul"]}\n[1]\n{"label": 3\n{"label": "Herat", "other": []}\n'
    )
    done = turn({"in.jsonl": text}, "out.yaml", columns={"name": "label", "alias": "other"})
    assert done.entries["kabul"].aliases == (Alias("Cabul"), Alias("Kabool; Caubul"))
    assert (sorted(done.entries), done.report.bad_count) == (["herat", "kabul"], 2)


def test_a_json_document_may_have_other_lists_of_entries(turn):
    head = '{"note": {"entries": [1], "of": "\\"entries\\": ["},\n'
    text = head + '"entries": [\n{"id": "a", "canonical": "Aa"},\n{"id": "b"}]}'
    with pytest.raises(GlossaryError, match=r"in\.json:4: "):
        turn({"in.json": text}, "out.yaml")
    assert sorted(turn({"in.json": text.replace('"b"', '"b", "canonical": "Bb"')}, "out.yaml").entries) == ["a", "b"]


ACTORS = """entries:
  - id: ghani
    canonical: Ashraf Ghani
    kind: person
    aliases: [Ashraf Ghanī, {fa: اشرف غنی}]
    cameo: AFGELI
    offices:
      - {title: Finance Minister, from: 2002-06, until: 2004, cameo: AFGGOVBUS}
      - {title: President, from: 2014-09-29, cameo: AFGGOV}
      - {title: Chancellor of a university}
  - {id: nobody, canonical: A Place, kind: place}
"""


def test_petrarch(turn):
    done = turn({"in.yaml": ACTORS}, "out.txt", to="petrarch")
    assert done.text.splitlines()[1:] == [
        "ASHRAF_GHANI",
        "\t[AFGGOVBUS 20020601-20041231]",
        "\t[AFGGOV >20140929]",
        "\t[AFGELI]",
    ]
    told = {
        "entry without a CAMEO code": 1,
        "office without a CAMEO code": 1,
        "name in other letters than Latin ones": 1,
    }
    assert done.report.dropped == told


SEARCH = """entries:
  - {id: a, canonical: "Doe, Inc.", kind: organisation, short: [Doe], aliases: ["Doe \\\\ Co", "A=>B"],
     acronym: DI, acronyms: {fr: [ID]}}
  - {id: b, canonical: Kabul, kind: place, native: {fa: کابل}}
  - {id: c, canonical: Herat, kind: place}
"""


def test_synonyms(turn):
    done = turn({"in.yaml": SEARCH}, "out.txt", to="solr")
    assert done.text == "Doe\\, Inc., Doe, Doe \\\\ Co, A\\=>B\nDI, ID\nKabul, کابل\n"
    assert done.report.dropped == {"entry without another form": 1}
    explicit = turn({"in.yaml": SEARCH}, "out.txt", to="elasticsearch", explicit=True)
    assert explicit.text == "Doe, Doe \\\\ Co, A\\=>B => Doe\\, Inc.\nID => DI\nکابل => Kabul\n"
