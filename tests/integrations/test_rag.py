"""LangChain and Haystack: documents are copied, and each chunk leads to its place in the original."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when the library is imported, as the next ones are

import haystack
import pytest
import recipes
from haystack.components.preprocessors import DocumentSplitter
from langchain_core.documents import Document
from langchain_text_splitters import RecursiveCharacterTextSplitter

from normalize import ConfigError, Normalizer
from normalize.integrations import haystack as for_haystack
from normalize.integrations import langchain as for_langchain

TEXT = (
    "The FNR (National Resistance Front) holds Panchir. " * 4 + "El puente está cerrado hoy para todos los vehículos."
)


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("rag", tmp_path, "langchain", "haystack")


def test_langchain_documents_are_copied(normalizer: Normalizer) -> None:
    given = [Document(TEXT, id="7", metadata={"source": "a"}), Document("")]
    cleaner = for_langchain.NewsNormalizer(normalizer, evidence=True)
    made = cleaner.transform_documents(given)
    assert [document.id for document in made] == ["7", None]
    assert made[0].page_content == TEXT.replace("FNR", "NRF").replace("Panchir", "Panjshir")
    assert (made[0].metadata["source"], made[0].metadata["normalize_languages"]) == ("a", "es")
    assert made[0].metadata["normalize_edits"] == 8
    assert (given[0].page_content, given[0].metadata) == (TEXT, {"source": "a"})
    assert all(isinstance(value, str | int | float) for value in made[0].metadata.values())
    assert asyncio.run(cleaner.atransform_documents(given)) == made
    assert for_langchain.NewsNormalizer(normalizer, evidence=True, jobs=2).transform_documents(given) == made
    assert cleaner.transform_documents([]) == []


def test_langchain_chunks_lead_to_the_original(normalizer: Normalizer) -> None:
    documents = for_langchain.NewsNormalizer(normalizer).transform_documents([Document(TEXT)])
    splitter = RecursiveCharacterTextSplitter(chunk_size=40, chunk_overlap=10, add_start_index=True)
    chunks = splitter.split_documents(documents)
    assert len(chunks) > 4
    for chunk in chunks:
        start, end = for_langchain.original_span(chunk)
        assert TEXT[start:end].replace("FNR", "NRF").replace("Panchir", "Panjshir") == chunk.page_content


def test_haystack_documents_are_copied(normalizer: Normalizer) -> None:
    given = [haystack.Document(content=TEXT, meta={"source": "a"}), haystack.Document(content=None, meta={"b": 1})]
    made = for_haystack.NewsNormalizer(glossaries=["afghanistan"]).run(given)["documents"]
    assert made[0].content == TEXT.replace("FNR", "NRF").replace("Panchir", "Panjshir")
    assert made[0].meta["normalize_edits"] == 8
    assert made[0].id != given[0].id
    assert made[1] is given[1]
    assert given[0].meta == {"source": "a"}
    kept = for_haystack.NewsNormalizer(glossaries=["afghanistan"], keep_id=True).run(given)["documents"]
    assert kept[0].id == given[0].id
    with pytest.raises(ConfigError, match="Normalizer has no setting 'glossary'"):
        for_haystack.NewsNormalizer(glossary="afghanistan")


def test_haystack_pipelines_are_saved_and_chunks_lead_to_the_original() -> None:
    pipeline = haystack.Pipeline()
    pipeline.add_component("normalize", for_haystack.NewsNormalizer(glossaries=["afghanistan"], evidence=True))
    pipeline.add_component("split", DocumentSplitter(split_by="word", split_length=5, split_overlap=0))
    pipeline.connect("normalize", "split")
    loaded = haystack.Pipeline.loads(pipeline.dumps(), allowed_modules=["normalize.integrations.haystack"])
    given = {"normalize": {"documents": [haystack.Document(content=TEXT)]}}
    chunks = loaded.run(given)["split"]["documents"]
    assert chunks == pipeline.run(given)["split"]["documents"]
    assert len(chunks) > 4
    for chunk in chunks:
        start, end = for_haystack.original_span(chunk)
        assert TEXT[start:end].replace("FNR", "NRF").replace("Panchir", "Panjshir") == chunk.content
