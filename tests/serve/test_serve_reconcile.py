"""The reconciliation API as OpenRefine uses it: its requests in the very form in which it sends them.

What OpenRefine does was read in its source (before 3.10): ``StandardReconConfig`` and ``GuessTypesOfColumnCommand``
post ``queries``, ``ReconciledDataExtensionJob`` posts ``extend``, ``recon-manager.js`` gets the manifest,
``suggest-4_3a.js`` gets suggestions, ``recon-renderer.js`` shows previews.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from serve_support import Here, client_of, fits, is_clean_error
from starlette.testclient import TestClient

from normalize.names.glossary.entry import Alias, Entry
from normalize.names.matcher import Matcher
from normalize.serve.answers import Answers
from normalize.serve.app import create
from normalize.serve.options import Options

FORM = {"content-type": "application/x-www-form-urlencoded; charset=UTF-8"}  # as Apache HttpClient writes it


def post(client: TestClient, name: str, value: Any) -> Any:
    """Post a JSON value in a form, as OpenRefine's server does."""
    body = urlencode({name: json.dumps(value, ensure_ascii=False)})
    return client.post("/reconcile", content=body, headers=FORM)


def results(client: TestClient, **queries: Any) -> Any:
    response = post(client, "queries", queries)
    assert response.status_code == 200, response.text
    return {key: answer["result"] for key, answer in fits(response.json(), "results").items()}


@pytest.fixture(scope="module")
def manifest(client: TestClient) -> Any:
    return fits(client.get("/reconcile").json(), "manifest")


class TestManifest:
    def test_is_read_across_origins(self, client: TestClient) -> None:
        response = client.get("/reconcile")
        assert response.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"

    def test_names_what_it_serves(self, manifest: Any) -> None:
        assert manifest["name"] == "normalize: afghanistan"
        assert {"id": "place", "name": "place"} in manifest["defaultTypes"]
        assert "authentication" not in manifest

    def test_leads_to_itself_whatever_it_is_called(self, client: TestClient) -> None:
        made = client.get("/reconcile", headers={"host": "localhost:9000"}).json()
        assert made["suggest"]["entity"]["service_url"] == "http://localhost:9000"

    def test_behind_a_proxy(self, answers: Answers) -> None:
        app = create(Options(public_url="https://example.org/names/"), Here(answers), ("mine",))
        made = fits(TestClient(app, base_url="http://127.0.0.1").get("/reconcile").json(), "manifest")
        assert made["view"]["url"] == "https://example.org/names/reconcile/entry/{{id}}"

    def test_says_that_a_token_is_needed(self, answers: Answers) -> None:
        app = create(Options(token="t" * 16), Here(answers), ("mine",))
        made = TestClient(app, base_url="http://127.0.0.1").get("/reconcile")
        assert fits(made.json(), "manifest")["authentication"] == {"type": "http", "scheme": "bearer"}


class TestQueries:
    def test_a_column(self, client: TestClient) -> None:
        """Ten cells with a type, a column beside it, and a number of candidates."""
        query = {
            "query": "Panchir",
            "type": "place",
            "type_strict": "should",
            "properties": [{"pid": "glossary", "v": "afghanistan"}],
            "limit": 3,
        }
        found = results(client, **{f"q{i}": query for i in range(10)})
        assert list(found) == [f"q{i}" for i in range(10)]
        best = found["q9"][0]
        assert (best["id"], best["name"], best["match"], best["score"]) == ("panjshir", "Panjshir", True, 100)
        assert best["type"] == [{"id": "place", "name": "place"}]
        features = {feature["id"]: feature["value"] for feature in best["features"]}
        assert features["probability"] == 1
        assert features["property:glossary"] is True

    def test_guessing_the_type_of_a_column(self, client: TestClient) -> None:
        names = ["Panchir", "Kaboul", "Kandahar"]
        found = results(client, **{f"q{i}": {"query": name, "limit": 3} for i, name in enumerate(names)})
        assert [answers[0]["type"][0]["id"] for answers in found.values()] == ["place"] * 3

    def test_a_match_is_what_the_command_calls_safe(self, client: TestClient, answers: Answers) -> None:
        """For every name of the glossary, misspelled too: never more matches than `normalize match` has."""
        matcher: Matcher = answers._matcher
        entries = answers._settings.linker.index.entries.values()
        names = [name for e in entries for name in (e.canonical, e.canonical[:-1], e.canonical + "i")][:240]
        matches = 0
        for start in range(0, len(names), 80):
            batch = {name: {"query": name} for name in names[start : start + 80]}
            for name, found in results(client, **batch).items():
                expected = matcher.match(name)
                taken = [candidate["id"] for candidate in found if candidate["match"]]
                assert taken == ([expected.best.entry] if expected.best and expected.applicability == "safe" else [])
                assert [c["score"] for c in found] == sorted((c["score"] for c in found), reverse=True)
                matches += len(taken)
        assert matches > 80

    def test_queries_do_not_depend_on_each_other(self, client: TestClient) -> None:
        alone = results(client, a={"query": "Ahmad Masood"})["a"]
        assert results(client, b={"query": "Panchir"}, a={"query": "Ahmad Masood"})["a"] == alone

    def test_another_type_has_no_candidate(self, client: TestClient) -> None:
        assert results(client, q={"query": "Panchir", "type": "person"}) == {"q": []}
        assert results(client, q={"query": "Panchir", "type": ["work", "place"]})["q"][0]["id"] == "panjshir"

    def test_a_property_that_contradicts(self, client: TestClient) -> None:
        asked = {"query": "NRF", "properties": [{"pid": "kind", "v": ["person", "place"]}]}
        candidate = results(client, q=asked)["q"][0]
        assert (candidate["id"], candidate["match"], candidate["score"]) == ("nrf", False, 50)

    def test_a_property_that_is_an_entity(self, client: TestClient) -> None:
        v = {"id": "panjshir", "name": "Panjshir"}
        candidate = results(client, q={"query": "NRF", "properties": [{"pid": "related", "v": v}]})["q"][0]
        assert {"id": "property:related", "value": True} in candidate["features"]

    def test_an_id_finds_its_entry_but_is_no_match(self, client: TestClient) -> None:
        found = results(client, q={"query": "ahmad-massoud"})["q"]
        assert "ahmad-massoud" in [candidate["id"] for candidate in found]
        assert found[0]["score"] == 100

    def test_a_property_alone(self) -> None:
        entries = [
            Entry("a", "Alphaville", "place", wikidata="Q1", aliases=(Alias("Alfaville", "fr"),)),
            Entry("b", "Betaville", "place", wikidata="Q2"),
        ]
        client = client_of(entries)
        found = results(client, q={"properties": [{"pid": "wikidata", "v": "Q2"}]})["q"]
        assert [(c["id"], c["match"]) for c in found] == [("b", True)]
        assert results(client, q={"properties": [{"pid": "kind", "v": "place"}]})["q"][0]["match"] is False
        assert results(client, q={"properties": [{"pid": "unheard-of", "v": 1}]}) == {"q": []}

    def test_properties_without_a_name_select_among_all_of_a_type(self) -> None:
        places = [Entry(f"a{i}", f"Place {i}", "place", glossary="mine") for i in range(8)]
        persons = [Entry(f"b{i}", f"Person {i}", "person", glossary="mine") for i in range(2)]
        query = {"type": "person", "properties": [{"pid": "glossary", "v": "mine"}]}
        found = results(client_of([*places, *persons]), q=query)["q"]
        assert [(c["id"], c["score"], c["match"]) for c in found] == [("b0", 50.0, False), ("b1", 50.0, False)]

    def test_by_get(self, client: TestClient) -> None:
        batch = client.get("/reconcile", params={"queries": '{"q0": {"query": "Panchir"}}'}).json()
        assert fits(batch, "results")["q0"]["result"][0]["id"] == "panjshir"
        for query in ("Panchir", '{"query": "Panchir", "limit": 1}'):
            one = fits(client.get("/reconcile", params={"query": query}).json(), "result")
            assert one["result"][0]["id"] == "panjshir"

    @pytest.mark.parametrize(
        ("queries", "told"),
        [
            ("{", "queries is not valid JSON"),
            ([], "queries must be a JSON object"),
            ({"q": {"query": ""}}, "q must have"),
            ({"q": {"query": 3}}, "q.query must be a text"),
            ({"q": {"query": "x", "limit": -1}}, "q.limit must be 1 or more"),
            ({"q": {"query": "x", "limit": "many"}}, "q.limit must be a whole number"),
            ({"q": {"query": "x", "type": 3}}, "q.type must be a text"),
            ({"q": {"query": "x", "type_strict": "perhaps"}}, "q.type_strict must be"),
            ({"q": {"query": "x", "properties": {}}}, "q.properties must be a list"),
            ({"q": {"query": "x", "properties": [{"pid": "kind"}]}}, "must have a value 'v'"),
            ({"q": {"query": "x", "property": []}}, "unknown key 'property'"),
        ],
    )
    def test_wrong_queries(self, client: TestClient, queries: Any, told: str) -> None:
        text = queries if isinstance(queries, str) else json.dumps(queries)
        response = client.post("/reconcile", content=urlencode({"queries": text}), headers=FORM)
        assert told in is_clean_error(response, 400)

    def test_larger_batches_than_the_manifest_says(self, client: TestClient, manifest: Any) -> None:
        size = manifest["batchSize"]
        assert len(results(client, **{f"q{i}": {"query": "x"} for i in range(size)})) == size
        response = post(client, "queries", {f"q{i}": {"query": "x"} for i in range(size + 1)})
        assert str(size) in is_clean_error(response, 413)


class TestSuggest:
    def suggest(self, client: TestClient, manifest: Any, of: str, **asked: Any) -> Any:
        """As suggest.js does: the two parts of the address joined, `prefix` and perhaps `cursor` behind it."""
        where = manifest["suggest"][of]
        response = client.get(where["service_url"] + where["service_path"], params=asked)
        return fits(response.json(), f"suggest-{of}")["result"]

    def test_entities_by_the_beginning_of_a_name(self, client: TestClient, manifest: Any) -> None:
        assert self.suggest(client, manifest, "entity", prefix="Panjs")[0]["id"] == "panjshir"
        found = self.suggest(client, manifest, "entity", prefix="massoud")
        assert "ahmad-massoud" in [one["id"] for one in found]
        assert self.suggest(client, manifest, "entity", prefix="NRF")[0]["notable"] == [
            {"id": "organisation", "name": "organisation"}
        ]

    def test_every_entity_by_its_name_and_by_its_id(self, client: TestClient, manifest: Any, answers: Answers) -> None:
        for entry in list(answers._settings.linker.index.entries.values())[:60]:
            for prefix in (entry.canonical, entry.id):
                assert entry.id in [one["id"] for one in self.suggest(client, manifest, "entity", prefix=prefix)[:4]]

    def test_more_of_them(self, client: TestClient, manifest: Any) -> None:
        first = self.suggest(client, manifest, "entity", prefix="a")
        more = self.suggest(client, manifest, "entity", prefix="a", cursor=len(first))
        assert more
        assert not {one["id"] for one in first} & {one["id"] for one in more}

    @pytest.mark.parametrize("prefix", ["", "%20", "xyzzy", "%ED%B2%80", "%00", "%"])
    def test_nothing_begins_so(self, client: TestClient, prefix: str) -> None:
        response = client.get(f"/reconcile/suggest/entity?prefix={prefix}")
        assert fits(response.json(), "suggest-entity") == {"result": []}

    def test_types_and_properties(self, client: TestClient, manifest: Any) -> None:
        assert [one["id"] for one in self.suggest(client, manifest, "type", prefix="pl")] == ["place"]
        found = self.suggest(client, manifest, "property", prefix="wiki")
        assert [one["id"] for one in found] == ["wikidata"]
        assert "alias:fr" in [one["id"] for one in self.suggest(client, manifest, "property", prefix="alias:f")]

    @pytest.mark.parametrize(("of", "identifier"), [("entity", "nrf"), ("type", "place"), ("property", "alias:fr")])
    def test_flyouts(self, client: TestClient, manifest: Any, of: str, identifier: str) -> None:
        where = manifest["suggest"][of]
        path = where["flyout_service_path"].replace("${id}", quote(identifier, safe=""))
        told = fits(client.get(where["flyout_service_url"] + path).json(), "flyout")
        assert told["id"] == identifier
        missing = where["flyout_service_path"].replace("${id}", "no-such-id")
        is_clean_error(client.get(where["flyout_service_url"] + missing), 404)


class TestPreview:
    def test_stands_in_a_frame_and_runs_nothing(self, client: TestClient, manifest: Any) -> None:
        """OpenRefine puts it into a frame with an empty sandbox."""
        url = manifest["preview"]["url"].replace("{{id}}", "nrf")
        response = client.get(url, headers={"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"})
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors http://localhost:* http://127.0.0.1:*" in policy
        assert "National Resistance Front" in response.text

    def test_says_nothing_but_text(self) -> None:
        """Glossaries are other people's: what stands in them is shown, not interpreted."""
        name = "<script>alert(1)</script> & \"Sons\" 'x'"
        client = client_of([Entry("x", name, "organisation", source="<img src=x>")])
        page = client.get("/reconcile/entry/x").text
        assert "<script" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page
        assert "<script" not in client.get("/reconcile/flyout/entity?id=x").json()["html"]

    def test_of_an_id_with_every_sign(self) -> None:
        identifier = "a/b ?c=d&e#f%"
        client = client_of([Entry(identifier, "Alphaville", "place")])
        assert "Alphaville" in client.get(f"/reconcile/entry/{quote(identifier, safe='')}").text
        assert "Alphaville" in client.get(f"/reconcile/entry/{quote(identifier)}").text

    def test_of_nothing(self, client: TestClient) -> None:
        is_clean_error(client.get("/reconcile/entry/no-such-id"), 404)


class TestExtend:
    def test_properties_are_proposed(self, client: TestClient, manifest: Any) -> None:
        where = manifest["extend"]["propose_properties"]
        response = client.get(where["service_url"] + where["service_path"] + "?type=place")
        proposed = fits(response.json(), "properties")
        assert proposed["type"] == "place"
        assert {"canonical", "kind", "aliases", "acronym", "wikidata"} <= {p["id"] for p in proposed["properties"]}
        limited = client.get("/reconcile/properties?type=place&limit=2").json()
        assert len(fits(limited, "properties")["properties"]) == 2

    def test_columns_of_a_table(self, client: TestClient) -> None:
        """OpenRefine reads them by the place of a property in `meta`, and every row must have each of them."""
        properties = [
            {"id": "aliases", "name": "aliases", "settings": {"limit": "2"}},
            {"id": "acronym", "name": "acronym"},
            {"id": "alias:fr", "name": "aliases (fr)"},
            {"id": "related", "name": "related entries"},
            {"id": "unheard-of", "name": "x"},
        ]
        answer = post(client, "extend", {"ids": ["nrf", "panjshir", "gone"], "properties": properties})
        extended = fits(answer.json(), "extend")
        assert [one["id"] for one in extended["meta"]] == [one["id"] for one in properties]
        assert list(extended["rows"]) == ["nrf", "panjshir", "gone"]
        for row in extended["rows"].values():
            assert list(row) == [one["id"] for one in properties]
        nrf = extended["rows"]["nrf"]
        assert len(nrf["aliases"]) == 2
        assert nrf["acronym"] == [{"str": "NRF"}]
        assert {"str": "Front national de résistance"} in nrf["alias:fr"]
        assert {"id": "panjshir", "name": "Panjshir"} in nrf["related"]
        assert set(map(str, extended["rows"]["gone"].values())) == {"[]"}

    def test_every_property_of_every_entry_is_text_or_an_entity(self, client: TestClient, answers: Answers) -> None:
        ids = list(answers._settings.linker.index.entries)[:40]
        wanted = [{"id": prop.id} for prop in answers._entities.properties]
        fits(post(client, "extend", {"ids": ids, "properties": wanted}).json(), "extend")

    @pytest.mark.parametrize(
        "asked",
        [
            [],
            {"ids": "nrf", "properties": []},
            {"ids": [1], "properties": []},
            {"ids": [], "properties": [{}]},
            {"ids": [], "properties": [{"id": "x", "settings": {"limit": "?"}}]},
            {"ids": []},
        ],
        ids=str,
    )
    def test_wrong_queries(self, client: TestClient, asked: Any) -> None:
        is_clean_error(post(client, "extend", asked), 400)
