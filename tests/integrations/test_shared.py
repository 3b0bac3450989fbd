"""What the integrations share: nothing is imported unasked, a missing library is told, rows have the keys promised."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import recipes
from pages import ROOT

from normalize import InputError, MissingLibrary, NormalizeError, Normalizer
from normalize.errors import ConfigError
from normalize.integrations.documents import metadata_of, original_span
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.integrations.rows import EDIT, FINDING, TYPES, cells, edit_row, finding_row

LIBRARIES = {
    "pandas": "pandas",
    "polars": "polars",
    "datasets": "datasets",
    "sklearn": "scikit-learn",
    "spacy": "spacy",
    "datatrove": "datatrove",
    "trafilatura": "trafilatura",
    "justext": "jusText",
    "langchain": "langchain-core",
    "haystack": "haystack-ai",
}
TEXT = "The FNR (National Resistance Front) is in Panchir.\nEl puente está cerrado hoy para todos los vehículos."

# Each library is hidden, and each module tried: the errors are printed, and what was loaded of the libraries.
HIDDEN = """
import importlib, sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in HIDE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
HIDE = set("pandas polars datasets sklearn spacy datatrove trafilatura justext langchain_core haystack".split())
sys.meta_path.insert(0, Hidden())
import normalize, normalize.integrations, normalize.integrations.aio
print(sorted(HIDE & set(sys.modules)))
for name in sys.argv[1:]:
    try:
        importlib.import_module("normalize.integrations." + name)
    except normalize.MissingLibrary as error:
        print(error)
"""


def test_docstrings(tmp_path: Path) -> None:
    recipes.run_docstrings("required", "given", "rows", "documents", "extracted")


def test_a_missing_library_is_told_with_the_command_that_installs_it() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    done = subprocess.run(
        [sys.executable, "-c", HIDDEN, *LIBRARIES], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    loaded, *told = done.stdout.splitlines()
    assert loaded == "[]"
    assert len(told) == len(LIBRARIES)
    for (extra, library), line in zip(LIBRARIES.items(), told, strict=True):
        assert line.startswith(f"{library} ")
        assert line.endswith(f": pip install 'normalize-news[{extra}]'")
        assert any(needed.startswith(library) for needed in extras[extra])


def test_entry_points_name_what_there_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["entry-points"]) == {"spacy_factories", "spacy_tokenizers"}
    for group, points in project["entry-points"].items():
        for name, value in points.items():
            assert callable(EntryPoint(name, value, group).load())


def test_a_missing_library_is_an_import_error_and_one_of_ours() -> None:
    with pytest.raises(MissingLibrary) as raised, required("some-library", "some"):
        raise ModuleNotFoundError("No module named 'some_library'", name="some_library")
    assert isinstance(raised.value, ImportError)
    assert isinstance(raised.value, NormalizeError)
    assert str(raised.value) == "some-library is not installed: pip install 'normalize-news[some]'"
    broken = pytest.raises(MissingLibrary, match=r"some-library cannot be imported \(No module named 'other'\)")
    with broken, required("some-library", "some"):
        raise ModuleNotFoundError("No module named 'other'", name="other")


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def test_rows_have_their_keys_and_types(normalizer: Normalizer) -> None:
    result = normalizer.normalize(TEXT)
    assert [edit.before for edit in result.edits] == ["FNR", "Panchir"]
    for keys, rows in ((FINDING, map(finding_row, result.findings)), (EDIT, map(edit_row, result.edits))):
        for row in rows:
            assert list(row) == list(keys)
            assert all(row[key] is None or type(row[key]) is kind for key, kind in keys.items())
    made = cells(result, list(TYPES))
    assert list(made) == list(TYPES)
    assert [row["lang"] for row in made["languages"]] == ["es"]


def test_each_chunk_is_found_in_the_original(normalizer: Normalizer) -> None:
    result = normalizer.normalize(TEXT)
    metadata = metadata_of(result, evidence=True)
    assert all(isinstance(value, str | int | float) for value in metadata.values())
    for word in ("FNR", "National", "Resistance", "puente"):
        start = result.text.index("NRF" if word == "FNR" else word)
        at, end = original_span(metadata, len(word), start)
        assert TEXT[at:end] == word
    start = result.text.index("Panjshir")
    assert original_span({**metadata, "start_index": start}, len("Panjshir")) == original_span(metadata, 8, start)
    at, end = original_span(metadata, 8, start)
    assert TEXT[at:end] == "Panchir"


def test_a_chunk_that_cannot_be_placed_is_told() -> None:
    with pytest.raises(InputError, match="the metadata have no 'normalize_offsets'"):
        original_span({}, 3, 0)
    with pytest.raises(InputError, match=r"do not say where the chunk begins \(start_index or split_idx_start\)"):
        original_span({"normalize_offsets": "[]", "start_index": -1}, 3)


def test_what_is_no_normalizer_is_refused():
    with pytest.raises(ConfigError, match="expected a Normalizer, not 'afghanistan'"):
        normalizer_of("afghanistan", {})
