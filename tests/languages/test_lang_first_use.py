"""At the first use the tables of words are made in two processes, and never again."""

from __future__ import annotations

import os

import pytest

from normalize.languages import first_use

NAMES = ("lexicon", "listed", "scale", "letters")


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Who made what: a file for each table, with the number of the process."""
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def making(name):
        return lambda *asked: (tmp_path / name).write_text(str(os.getpid()))

    for name in NAMES:
        monkeypatch.setattr(first_use, name, making(name))
    monkeypatch.setattr(first_use, "is_listed_kept", lambda languages: (tmp_path / "listed").exists())
    return tmp_path


def test_the_largest_table_is_made_beside_the_others(made):
    first_use.make_tables("en")
    processes = {name: (made / name).read_text() for name in NAMES}
    assert processes.pop("lexicon") == str(os.getpid())
    assert len(set(processes.values())) == 1
    assert str(os.getpid()) not in processes.values()
    (made / "lexicon").unlink()
    first_use.make_tables("en")
    assert not (made / "lexicon").exists()


def test_what_fails_beside_is_left_to_whoever_asks(made, monkeypatch, capfd):
    def fails(*asked):
        raise MemoryError

    monkeypatch.setattr(first_use, "listed", fails)
    first_use.make_tables("en")
    assert (made / "lexicon").exists()
    assert not (made / "listed").exists()
    assert capfd.readouterr().err == ""


def test_a_cache_that_cannot_be_written_is_not_written_each_time(made, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    first_use.make_tables("en")
    assert list(made.iterdir()) == []


@pytest.mark.parametrize(("cpus", "cache"), [(1, "here"), (2, "")])
def test_one_processor_or_no_cache_makes_nothing_ahead(made, monkeypatch, cpus, cache):
    monkeypatch.setattr(os, "cpu_count", lambda: cpus)
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", cache and str(made))
    first_use.make_tables("en")
    assert list(made.iterdir()) == []
