"""Haystack: documents are copied, and each chunk leads to its place in the original.

The library loads torch: it is imported where it is used, and not by each worker that collects the tests.
"""

from __future__ import annotations

from types import ModuleType

import pytest

from normalize import ConfigError

TEXT = (
    "The FNR (National Resistance Front) holds Panchir. " * 4 + "El puente está cerrado hoy para todos los vehículos."
)


@pytest.fixture(scope="module")
def haystack() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HAYSTACK_TELEMETRY_ENABLED", "False")  # read when the library is imported
        import haystack

    return haystack


@pytest.fixture(scope="module")
def for_haystack(haystack: ModuleType) -> ModuleType:
    from normalize.integrations import haystack as ours

    return ours


def test_documents_are_copied(haystack: ModuleType, for_haystack: ModuleType) -> None:
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


def test_pipelines_are_saved_and_chunks_lead_to_the_original(haystack: ModuleType, for_haystack: ModuleType) -> None:
    from haystack.components.preprocessors import DocumentSplitter

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
