"""LangChain: a document transformer that repairs documents before they are split, embedded and stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from normalize.integrations.documents import metadata_of
from normalize.integrations.documents import original_span as span_of
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.normalizer import Normalizer

with required("langchain-core", "langchain"):
    from langchain_core.documents import BaseDocumentTransformer, Document


class NewsNormalizer(BaseDocumentTransformer):
    """Repairs the ``page_content`` of documents, and keeps in their metadata what leads back to the original.

    Documents are copied, ids and other metadata stay; :func:`normalize.integrations.documents.metadata_of` says what
    is added (``evidence`` adds all findings). ``jobs`` are worker processes. ``settings`` are those of
    :class:`normalize.Normalizer`. ``atransform_documents`` does the same without blocking the loop.

    >>> from langchain_core.documents import Document
    >>> cleaner = NewsNormalizer(glossaries=["afghanistan"])
    >>> [document] = cleaner.transform_documents([Document("in the Panchir Valley", metadata={"source": "a.txt"})])
    >>> document.page_content, document.metadata["normalize_offsets"]
    ('in the Panjshir Valley', '[[7,14,7,15]]')
    """

    def __init__(
        self, normalizer: Normalizer | None = None, *, evidence: bool = False, jobs: int = 1, **settings: Any
    ) -> None:
        self.normalizer = normalizer_of(normalizer, settings)
        self.evidence, self.jobs = evidence, jobs

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """Repaired copies, in order."""
        results = self.normalizer.normalize_many([document.page_content for document in documents], self.jobs)
        return [
            document.model_copy(
                update={
                    "page_content": result.text,
                    "metadata": {**document.metadata, **metadata_of(result, evidence=self.evidence)},
                }
            )
            for document, result in zip(documents, results, strict=True)
        ]


def original_span(chunk: Document, start: int | None = None) -> tuple[int, int]:
    """Where a chunk of a repaired document stands in the original text; split with ``add_start_index=True``.

    >>> from langchain_core.documents import Document
    >>> original_span(Document("Valley", metadata={"normalize_offsets": "[[7,14,7,15]]", "start_index": 16}))
    (15, 21)
    """
    return span_of(chunk.metadata, len(chunk.page_content), start)
