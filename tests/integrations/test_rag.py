"""LangChain: documents are copied, and each chunk leads to its place in the original."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import recipes
from langchain_core.documents import Document
from langchain_text_splitters import RecursiveCharacterTextSplitter

from normalize import Normalizer
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
