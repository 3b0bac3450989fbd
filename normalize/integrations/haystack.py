"""Haystack: a component that repairs documents before they are split, embedded and written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from normalize.integrations.documents import metadata_of
from normalize.integrations.documents import original_span as span_of
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required

with required("haystack-ai", "haystack"):
    from haystack import Document, component, default_from_dict, default_to_dict


@component
class NewsNormalizer:
    """Repairs the ``content`` of documents, and keeps in their ``meta`` what leads back to the original.

    :func:`normalize.integrations.documents.metadata_of` says what is added (``evidence`` adds all findings). Documents
    without text pass. As with Haystack's own cleaner, an id is made anew from the new content unless ``keep_id`` says
    otherwise. ``settings`` are those of :class:`normalize.Normalizer`; a pipeline is saved with them.

    >>> from haystack import Document
    >>> cleaner = NewsNormalizer(glossaries=["afghanistan"])
    >>> [document] = cleaner.run(documents=[Document(content="in the Panchir Valley")])["documents"]
    >>> document.content, document.meta["normalize_offsets"]
    ('in the Panjshir Valley', '[[7,14,7,15]]')
    """

    def __init__(self, *, keep_id: bool = False, evidence: bool = False, jobs: int = 1, **settings: Any) -> None:
        self.keep_id, self.evidence, self.jobs, self.settings = keep_id, evidence, jobs, settings
        self.normalizer = normalizer_of(None, settings)

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Repaired copies, in order."""
        texts = [document.content for document in documents if document.content is not None]
        results = self.normalizer.normalize_many(texts, self.jobs)
        made = []
        for document in documents:
            if document.content is None:
                made.append(document)
                continue
            result = next(results)
            meta = {**document.meta, **metadata_of(result, evidence=self.evidence)}
            made.append(replace(document, id=document.id if self.keep_id else "", content=result.text, meta=meta))
        return {"documents": made}

    def to_dict(self) -> dict[str, Any]:
        """The component as a saved pipeline holds it."""
        return default_to_dict(self, keep_id=self.keep_id, evidence=self.evidence, jobs=self.jobs, **self.settings)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> NewsNormalizer:
        """The component of a saved pipeline."""
        return default_from_dict(cls, data)


def original_span(chunk: Document, start: int | None = None) -> tuple[int, int]:
    """Where a chunk of a repaired document stands in the original text; splitters of Haystack say where it begins.

    >>> from haystack import Document
    >>> original_span(Document(content="Valley", meta={"normalize_offsets": "[[7,14,7,15]]", "split_idx_start": 16}))
    (15, 21)
    """
    return span_of(chunk.meta, len(chunk.content or ""), start)
