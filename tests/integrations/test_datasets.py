"""datasets: the same fingerprint in every process, a cache that is never stale, the same types in each batch."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported, as the next one is
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
os.environ["USE_TORCH"] = "0"  # streams load torch where it is installed

import datasets
import pytest
import recipes
from datasets.fingerprint import Hasher

from normalize import ConfigError, MissingField, Normalizer, NotText
from normalize.integrations.datasets import NormalizeBatch, normalize_dataset

HASH = """
from datasets.fingerprint import Hasher
from normalize.integrations.datasets import NormalizeBatch
step = NormalizeBatch("body", glossaries=["afghanistan"], hygiene={"T503": "off", "T504": "display"}, unsafe=True)
step({"body": ["from Panchir to Kaboul"]})
print(Hasher.hash(step))
"""
MINE = "entries: [{id: vrod, canonical: Vrodovsk, kind: place, aliases: [%s]}]"


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def corpus(*texts: str | None) -> datasets.Dataset:
    return datasets.Dataset.from_dict({"text": list(texts)}, datasets.Features({"text": datasets.Value("string")}))


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("datasets", tmp_path, "datasets")


def test_the_fingerprint_is_the_same_in_two_processes() -> None:
    """Whatever the seed of hashes is, and in whatever order the settings are given."""
    done = subprocess.run(
        [sys.executable, "-c", HASH],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    hygiene = {"T504": "display", "T503": "off"}
    assert done.stdout.strip() == Hasher.hash(
        NormalizeBatch("body", unsafe=True, hygiene=hygiene, glossaries=["afghanistan"])
    )


def test_the_fingerprint_holds_what_the_result_depends_on(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(MINE % "Wrodowsk", encoding="utf-8")
    step = NormalizeBatch("body", glossaries=[str(mine)])
    others = [NormalizeBatch("text", step.normalizer), NormalizeBatch("body", step.normalizer, columns=["text"])]
    others.append(NormalizeBatch("body", glossaries=[str(mine)], select=["N3"]))
    mine.write_text(MINE % "Wrodovsk", encoding="utf-8")
    others.append(NormalizeBatch("body", glossaries=[str(mine)]))
    hashes = [Hasher.hash(each) for each in (step, *others)]
    assert len(set(hashes)) == len(hashes)


def test_processes_and_batches_change_nothing(normalizer: Normalizer) -> None:
    """The first batches have no edits, and one has nothing but nulls: the types of columns do not come from them."""
    given = corpus("on the road", "", None, None, *(f"day {i} in Panchir" for i in range(5)))
    made = [
        normalize_dataset(given, "text", normalizer, map_options=options)
        for options in ({"batch_size": 2, "num_proc": 2}, {"batch_size": 1}, {})
    ]
    assert made[0].to_list() == made[1].to_list() == made[2].to_list()
    assert made[0]["text"][2:5] == [None, None, "day 0 in Panjshir"]
    assert made[0].features == made[2].features


def test_a_second_run_reads_the_cache(tmp_path: Path, normalizer: Normalizer) -> None:
    corpus("from Panchir", "calm").save_to_disk(tmp_path / "corpus")
    given = datasets.load_from_disk(tmp_path / "corpus")
    first = normalize_dataset(given, "text", normalizer)
    assert first.cache_files

    class Refusing(NormalizeBatch):
        def __call__(self, batch: object) -> dict[str, list[object]]:
            raise AssertionError("worked out again")

    again = NormalizeBatch("text", glossaries=["afghanistan"])
    second = given.map(again, batched=True, features=again.features(given.features))
    assert second.cache_files == first.cache_files
    with pytest.raises(AssertionError, match="worked out again"):
        given.map(Refusing("text", normalizer), batched=True)


def test_dictionaries_and_streams(normalizer: Normalizer) -> None:
    given = corpus("from Panchir", None)
    split = normalize_dataset(datasets.DatasetDict({"train": given, "test": given}), "text", normalizer)
    stream = normalize_dataset(given.to_iterable_dataset(), "text", normalizer)
    assert isinstance(split, datasets.DatasetDict)
    assert isinstance(stream, datasets.IterableDataset)
    assert split["train"].to_list() == split["test"].to_list() == list(stream)
    unknown = datasets.IterableDataset.from_generator(lambda: iter(given))
    assert unknown.features is None
    assert list(normalize_dataset(unknown, "text", normalizer)) == list(stream)


def test_an_empty_dataset_gets_the_columns(normalizer: Normalizer) -> None:
    made = normalize_dataset(corpus(), "text", normalizer, prefix="clean_")
    assert made.num_rows == 0


def test_what_does_not_fit_is_refused(normalizer: Normalizer) -> None:
    given = datasets.Dataset.from_dict({"body": ["a"], "score": [1.0], "year": [2021]})
    with pytest.raises(MissingField, match=r"the dataset has no column 'text'; it has 'body', 'score', 'year'"):
        normalize_dataset(given, "text", normalizer)
    with pytest.raises(ConfigError, match="has a column 'score' already: give a prefix, or choose other columns"):
        normalize_dataset(given, "body", normalizer)
    with pytest.raises(NotText, match="row 0: expected a text or a missing value, not 2021"):
        NormalizeBatch("year", normalizer, columns=["text"])({"year": [2021]})
