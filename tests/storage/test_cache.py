"""The cache on disk: the same answers with it, without it, and with a bad one."""

from __future__ import annotations

import os
import pickle
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.model import Document
from normalize.names import setup
from normalize.names.compiled import opened
from normalize.names.compiling.store import packed
from normalize.names.glossary.read import load
from normalize.names.index import Index
from normalize.names.linker import Linker
from normalize.names.matcher import Matcher
from normalize.names.setup import build_linker
from normalize.run.pipeline import run
from normalize.settings.settings import Settings
from normalize.storage import cache
from normalize.storage.tables import DamagedTable, unpack
from normalize.storage.writing import pack

SMALL = """\
language: en
entries:
  - {id: kabul, canonical: Kabul, kind: place, aliases: [{fr: Kaboul}]}
  - {id: kandahar, canonical: Kandahar, kind: place}
  - {id: un, canonical: United Nations, kind: organisation, acronym: UN, acronyms: {fr: [ONU]}}
  - {id: putin, canonical: Vladimir Putin, kind: person, aliases: [{fr: Vladimir Poutine}]}
"""
TEXT = "Vladimir Poutine met the ONU in Kaboul. The United Nations left; Poutine stayed, and so did Khandahar."
SMAPS = Path("/proc/self/smaps")
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty cache; tests that run the whole chain use that of the user, which has the tables of all languages."""
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


@given(st.dictionaries(KEYS, st.lists(st.integers(-(2**40), 2**40) | KEYS | st.none()), max_size=40), KEYS)
def test_a_table_holds_what_was_put_in(rows, other):
    store = unpack(pack("k", {}, {"t": rows, "empty": {}}), "k")
    assert store is not None
    table = store.tables["t"]
    assert dict(table) == rows
    assert len(table) == len(rows)
    assert table.get(other) == rows.get(other)
    assert (other in table) == (other in rows)
    assert "\ud800" not in table
    assert other + "\0" not in table
    assert dict(store.tables["empty"]) == {}


@given(st.dictionaries(KEYS, st.binary(max_size=4), max_size=40), st.lists(KEYS), KEYS)
def test_byte_strings_and_sets(rows, words, other):
    store = unpack(pack("k", {}, rows={"r": rows}, sets={"s": iter(words)}), "k")
    assert store is not None
    table = store.rows["r"]
    assert {key: table.raw(key) for key in table} == rows
    assert table.raw(other) == rows.get(other)
    assert table.raw(other + "\0") is None
    assert set(table.values) == set(rows.values())
    assert len(set(table.values)) == len(table.values) == table.number("\ud800")
    assert set(store.sets["s"]) == set(words)
    assert (other in store.sets["s"]) == (other in words)
    assert other + "\0" not in store.sets["s"]
    assert "\ud800" not in store.sets["s"]


@given(st.data())
def test_damage_of_head_trie_or_length_is_noticed(data):
    good = pack("k", {"a": 1}, {"t": {"b": [1, 2]}})
    at = data.draw(st.integers(0, good.index(b"We love Marisa.") + 1000))  # how a trie begins
    bad = bytearray(good)
    bad[at] ^= data.draw(st.integers(1, 255))
    assert unpack(bytes(bad), "k") is None
    cut = data.draw(st.integers(0, len(good) - 1))
    assert unpack(good[:cut], "k") is None
    assert unpack(good + b"\0", "k") is None


def test_a_value_that_went_bad_is_told_with_the_file():
    store = unpack(pack("k", {}, {"t": {"b": [1, 2]}}).replace(b"[1,2]", b"[1;2]"), "k", "t.store")
    assert store is not None
    with pytest.raises(DamagedTable, match=r"t\.store: damaged; delete it"):
        store.tables["t"]["b"]


def _matches(linker: Linker) -> list[object]:
    matcher = Matcher(linker)
    names = ("Poutine", "Vladimir Poutin", "Kandehar", "FNR", "ONU", "Boris Eltzine", "xyz", "\ud800")
    return [matcher.match(n) for n in names]


def _answers(linker: Linker) -> tuple[object, ...]:
    return run(Document(TEXT), Settings(linker)).findings, _matches(linker)


def test_an_opened_index_gives_the_same_answers():
    entries = load(["afghanistan"])
    store = unpack(bytes(packed(list(entries), "k")), "k")
    assert store is not None
    linker = Linker(opened(store))
    assert dict(linker.index.entries) == {e.id: e for e in entries}
    assert _forms(linker.index) == _forms(Index(entries))
    built = _answers(Linker(entries))
    assert _answers(linker) == built
    assert _answers(pickle.loads(pickle.dumps(linker))) == built


def _forms(index):
    """The forms by phrase; of what one was made from a compiled index keeps that it was."""
    return {
        key: [form._replace(origin=str(bool(form.origin))) for form in forms] for key, forms in index.phrases.items()
    }


def test_a_kept_index_is_read_and_not_built_again(folder, monkeypatch, small):
    built = _matches(build_linker([small], "en"))
    (file,) = folder.glob("index-*")
    monkeypatch.setattr(setup, "read", lambda *_: pytest.fail("the glossary was read again"))
    assert _matches(build_linker([small], "en")) == built
    file.unlink()
    with pytest.raises(pytest.fail.Exception):
        build_linker([small], "en")


def test_another_glossary_is_another_key(folder, tmp_path):
    file = tmp_path / "own.yaml"
    for canonical in ("Panjshir", "Panchir"):
        file.write_text(f"language: en\nentries: [{{id: p, canonical: {canonical}, kind: place}}]", encoding="utf-8")
        assert build_linker([str(file)], "en").index.entries["p"].canonical == canonical
    assert not build_linker([str(file)], "fr").index.entries


@pytest.mark.parametrize("content", [b"", b"normalize store 2\n", b"\x80\x04K\x01.", b"x" * 1000])
def test_a_damaged_file_is_replaced(folder, content, small):
    build_linker([small], "en")
    (file,) = folder.iterdir()
    good = file.read_bytes()
    file.write_bytes(content)
    assert build_linker([small], "en").index.entries
    assert file.read_bytes() == good


def test_without_a_place_to_write_it_works(folder, monkeypatch, tmp_path, small):
    folder.write_text("a file where the folder should be", encoding="utf-8")
    assert build_linker([small], "en").index.entries
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", "")
    assert cache.folder() is None
    assert build_linker([small], "en").index.entries


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_the_file_of_another_user_counts_for_nothing(folder, monkeypatch):
    cache.keep("t", "k" * 64, lambda: pack("k" * 64, {}, {}))
    assert cache.fetch("t", "k" * 64) is not None
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert cache.fetch("t", "k" * 64) is None


@pytest.mark.parametrize(("limit", "most", "stay"), [("_FILES", 8, 8), ("_MOST", 35, 3), ("_MOST", 5, 1)])
def test_only_the_newest_files_of_a_kind_stay(folder, monkeypatch, limit, most, stay):
    monkeypatch.setattr(cache, limit, most)
    cache.keep("other", "k" * 64, lambda: b"x" * 100)
    for i in range(12):
        cache.keep("t", f"{i:064d}"[::-1], lambda: b"x" * 10)
    assert (len(list(folder.glob("t-*.store"))), len(list(folder.glob("other-*.store")))) == (stay, 1)
    assert not any(stat.S_IMODE(p.stat().st_mode) & 0o002 for p in folder.iterdir())


def test_what_a_start_left_that_died_goes_after_a_while(folder):
    for name, age in ((".0123456789abcdef.tmp", 7200), (".fedcba9876543210.tmp", 60)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    cache.keep("t", "0" * 64, lambda: b"x")
    assert [path.name for path in folder.glob(".*.tmp")] == [".fedcba9876543210.tmp"]


def test_many_small_glossaries_do_not_drive_out_those_that_ship(folder):
    cache.keep("index", "0" * 64, lambda: b"x" * 1_000_000)
    for i in range(1, 100):
        cache.keep("index", f"{i:064d}"[::-1], lambda: b"x")
    assert len(list(folder.glob("index-*.store"))) == 100


def test_what_is_used_stays(folder, monkeypatch):
    monkeypatch.setattr(cache, "_FILES", 8)
    cache.keep("t", "0" * 64, lambda: pack("0" * 64, {}, {}))
    for i in range(1, 12):
        cache.keep("t", f"{i:064d}"[::-1], lambda: b"")
        for age, path in enumerate(sorted(folder.glob("t-*.store"))):
            os.utime(path, (age, age))
        assert cache.fetch("t", "0" * 64) is not None


@pytest.mark.skipif(not SMAPS.exists(), reason="the system does not tell which pages are in memory")
def test_pages_that_are_given_back_come_again(folder):
    pairs = {f"key {number}": {"n": number} for number in range(50_000)}
    store = cache.kept("pages", ["here"], lambda key: pack(key, {}, {"t": pairs}))
    assert [store.tables["t"][key]["n"] for key in pairs] == list(range(50_000))
    assert _in_memory("pages-") > 200
    cache.give_back()
    assert _in_memory("pages-") == 0
    assert store.tables["t"]["key 777"] == {"n": 777}


def _in_memory(name: str) -> int:
    """Kilobytes of a mapped file that count as memory of this process."""
    lines = iter(SMAPS.read_text(encoding="utf-8").splitlines())
    sizes = [int(next(line for line in lines if line.startswith("Rss:")).split()[1]) for line in lines if name in line]
    return sum(sizes)


def test_several_at_once(folder, small):
    with ThreadPoolExecutor(8) as threads:
        linkers = list(threads.map(lambda _: build_linker([small], "en"), range(8)))
    assert len({len(linker.index.entries) for linker in linkers}) == 1
    assert [p.suffix for p in folder.iterdir()] == [".store"]
