"""From our YAML into each format that is read and written, and back: what the format can carry has stayed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.names.glossary.entry import KINDS, Alias, Entry, Office
from normalize.names.glossary.exchange.formats import FORMATS
from normalize.names.glossary.exchange.job import Job, Report
from normalize.names.glossary.exchange.petrarch import write as write_actors
from normalize.names.glossary.exchange.synonyms import write as write_synonyms
from normalize.names.glossary.read import read

TWO_WAY = [one for one in FORMATS.values() if one.reader and one.writer]
LANGUAGES = ["fr", "de", "fa", "zh"]

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.split()))
names = words.filter(bool)
keys = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
acronyms = st.from_regex(r"[A-Z]{2,6}", fullmatch=True)
offices = st.builds(
    Office,
    title=names,
    since=st.sampled_from(["", "2001", "2001-02"]),
    until=st.sampled_from(["", "2014", "2014-09-29"]),
    wikidata=st.sampled_from(["", "Q7"]),
    cameo=st.sampled_from(["", "AFGGOV"]),
)


def tuples(of: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(of, max_size=3, unique=True).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry as a YAML glossary may hold it."""
    right = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    aliases = draw(tuples(st.builds(Alias, names, st.sampled_from([None, "en", *LANGUAGES]))))
    own = draw(st.none() | acronyms)
    others = draw(tuples(st.builds(Alias, acronyms, st.sampled_from([None, *LANGUAGES]))))
    chosen = draw(st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2))
    return Entry(
        id=draw(keys),
        canonical=right[0],
        kind=draw(st.sampled_from(KINDS)),
        glossary="g",
        aliases=tuple(a for a in aliases if a.text not in right),
        short=tuple(right[1:]),
        acronym=own,
        acronyms=tuple(a for a in others if a.text != own),
        names=tuple(Alias(draw(names), lang) for lang in chosen),
        native=draw(tuples(st.builds(Alias, names, st.sampled_from(LANGUAGES)))),
        related=draw(tuples(keys)),
        never=draw(tuples(names)),
        source=draw(st.just("") | names),
        careful=draw(st.booleans()),
        wikidata=draw(st.sampled_from(["", "Q889"])),
        since=draw(st.sampled_from(["", "1999"])),
        countries=draw(tuples(st.sampled_from(["af", "fr"]))),
        cameo=draw(st.sampled_from(["", "AFG"])),
        offices=draw(tuples(offices)),
    )


def written(glossary: list[Entry], to: str) -> tuple[str, Job]:
    parts: list[str] = []
    job = Job(name="g", report=Report(strict=True))
    FORMATS[to].loaded_writer()(iter(glossary), parts.append, job)
    return "".join(parts), job


@pytest.mark.parametrize("name", [one.name for one in TWO_WAY])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(entries(), max_size=4, unique_by=lambda e: e.id))
def test_what_a_format_carries_comes_back(tmp_path, name, glossary):
    one = FORMATS[name]
    text, job = written(glossary, name)
    path = tmp_path / f"g{one.suffixes[0] if one.suffixes else '.json'}"
    path.write_text(text, encoding="utf-8")
    back = list(one.loaded_reader()([path], Job(name="g", kind="place", report=Report(strict=True))))
    assert len(back) == len(glossary) - job.report.entries_dropped
    before = {e.canonical if name == "openrefine" else e.id: e for e in glossary}
    for entry in back:
        known = before[entry.canonical if name == "openrefine" else entry.id]
        assert entry.canonical == known.canonical
        lost = {a.text for a in forms(known)} - {a.text for a in forms(entry)}
        assert not lost or name == "openrefine"
        for field in one.carries - {"aliases", "acronyms", "acronym", "names", "offices"}:
            assert same(getattr(entry, field), getattr(known, field)), field
    if name in ("yaml", "json", "jsonl"):
        assert [replace(e, place="") for e in back] == glossary


def forms(entry: Entry) -> set[Alias]:
    right = {Alias(text) for text in (*entry.right_forms, *filter(None, [entry.acronym]))}
    return right | {*entry.aliases, *entry.acronyms, *entry.names, *entry.native}


def same(one: object, other: object) -> bool:
    """Alike; lists in any order, for a graph has none."""
    return sorted(map(str, one)) == sorted(map(str, other)) if isinstance(one, tuple) else one == other  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(st.lists(entries(), max_size=4))
def test_lines_of_synonyms_and_actors_stay_lines(glossary):
    lines: list[str] = []
    write_synonyms(iter(glossary), lines.append, Job())
    for line in "".join(lines).splitlines():
        assert unescaped(line)[0] in {e.canonical for e in glossary} | {e.acronym for e in glossary}
    actors: list[str] = []
    write_actors(iter(glossary), actors.append, Job())
    assert all(line.isascii() for line in "".join(actors).split("\n"))


def unescaped(line: str) -> list[str]:
    """The names of a line, as SolrSynonymParser cuts it: at commas that no backslash precedes."""
    names, current, escaped = [], "", False
    for char in line:
        if escaped:
            current, escaped = current + char, False
        elif char == "\\":
            escaped = True
        elif char == ",":
            names.append(current.strip())
            current = ""
        else:
            current += char
    return [*names, current.strip()]


@pytest.mark.parametrize("name", [one.name for one in TWO_WAY])
def test_a_shipped_glossary_goes_there_and_back(tmp_path, name):
    from normalize.names.glossary.read import shipped

    glossary = read(shipped()["afghanistan"])
    text, _ = written(glossary, name)
    suffix = FORMATS[name].suffixes[0] if FORMATS[name].suffixes else ".json"
    (tmp_path / f"g{suffix}").write_text(text, encoding="utf-8")
    back = read(tmp_path / f"g{suffix}")  # as --glossary reads it
    assert len(back) >= 200
    assert {e.canonical for e in back} <= {e.canonical for e in glossary}
