"""datatrove: documents in, the same documents out, counted over all tasks."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import recipes
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from normalize import NotText
from normalize.integrations.datatrove import NewsNormalizer

TEXTS = [
    "in Panchir",
    "an open road",
    "calm",
    "El puente está cerrado hoy para todos los vehículos de carga.\nThe road is open.",
]


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("datatrove", tmp_path, "datatrove")


def test_documents_stay_in_order_with_their_metadata() -> None:
    step = NewsNormalizer(glossaries=["afghanistan"], metadata=["edits", "source_language"], prefix="n_")
    given = [Document(text=text, id=str(i), metadata={"site": i}) for i, text in enumerate(TEXTS)]
    made = list(step(iter(given)))
    assert [document.id for document in made] == ["0", "1", "2", "3"]
    assert [document.text for document in made] == ["in Panjshir", *TEXTS[1:]]
    assert [list(document.metadata) for document in made] == [["site", "n_edits", "n_source_language"]] * 4
    totals = {name: step.stats[name].total for name in ("documents", "changed", "edits", "edits/N301", "foreign/es")}
    assert totals == {"documents": 4, "changed": 1, "edits": 1, "edits/N301": 1, "foreign/es": 1}
    assert list(NewsNormalizer(glossaries=["none"], metadata=[])([])) == []


def test_tasks_in_processes_give_the_same_and_add_up(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        lines = [json.dumps({"id": f"{name}{i}", "text": text}) for i, text in enumerate(TEXTS)]
        (tmp_path / "in" / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    written = {}
    for tasks, workers in ((1, 1), (2, 2)):
        out = tmp_path / f"out{tasks}"
        executor = LocalPipelineExecutor(
            [
                JsonlReader(str(tmp_path / "in")),
                NewsNormalizer(glossaries=["afghanistan"]),
                JsonlWriter(str(out), output_filename="${rank}.jsonl", compression=None),
            ],
            tasks=tasks,
            workers=workers,
            logging_dir=str(tmp_path / f"logs{tasks}"),
        )
        counted = executor.run().stats[1].stats
        assert (counted["documents"].total, counted["edits"].total, counted["foreign/es"].total) == (8, 2, 2)
        written[tasks] = sorted(line for file in out.glob("*.jsonl") for line in file.read_text("utf-8").splitlines())
    assert len(written[1]) == 8
    assert written[1] == written[2]


def test_a_step_pickles_as_its_settings() -> None:
    copy = pickle.loads(pickle.dumps(NewsNormalizer(glossaries=["afghanistan"])))
    assert next(iter(copy([Document(text="in Panchir", id="1")]))).text == "in Panjshir"


def test_a_document_without_text_is_told() -> None:
    with pytest.raises(NotText, match="not None"):
        list(NewsNormalizer(glossaries=["none"])([Document(text=None, id="1")]))  # type: ignore[arg-type]
