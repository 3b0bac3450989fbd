"""datatrove: a pipeline step between a reader and a writer, which repairs each document and counts what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.integrations.rows import EDITS, LANGUAGES, SCORE, TEXT, cells, check_columns
from normalize.model import Result
from normalize.normalizer import Normalizer

with required("datatrove", "datatrove"):
    from datatrove.pipeline.base import PipelineStep

if TYPE_CHECKING:
    from datatrove.data import DocumentsPipeline


class NewsNormalizer(PipelineStep):
    """Repairs the text of each document; what was done is told in its metadata, and counted in the statistics.

    The metadata get the keys of ``metadata`` with ``prefix`` in front: ``normalize_edits`` (offsets of the original and
    of the new text, rule, entry, evidence as JSON), ``normalize_languages`` and ``normalize_score``; ``findings`` and
    ``source_language`` are others, and an empty list asks for none. Statistics count documents, those that were
    changed, edits, edits of each rule (``edits/N301``), foreign spans of each language (``foreign/es``).
    ``settings`` are those of :class:`normalize.Normalizer`.

    >>> from datatrove.data import Document
    >>> step = NewsNormalizer(glossaries=["afghanistan"])
    >>> [document] = step.run([Document(text="in the Panchir Valley", id="1")])
    >>> document.text, document.metadata["normalize_edits"][0]["text"]
    ('in the Panjshir Valley', 'Panchir')
    >>> step.stats["edits/N301"].total
    1
    """

    type = "🧼 - NORMALIZE"
    name = "📰 News normalizer"

    def __init__(
        self,
        normalizer: Normalizer | None = None,
        *,
        metadata: Sequence[str] = (EDITS, LANGUAGES, SCORE),
        prefix: str = "normalize_",
        **settings: Any,
    ) -> None:
        super().__init__()
        self.normalizer = normalizer_of(normalizer, settings)
        self.metadata = tuple(name for name in check_columns(metadata) if name != TEXT)
        self.prefix = prefix

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Documents in, the same documents out, in their order."""
        for document in data or ():
            with self.track_time():
                result = self.normalizer.normalize(document.text)
                document.text = result.text
                told = cells(result, self.metadata)
                document.metadata.update({self.prefix + name: value for name, value in told.items()})
                self._count(result)
                self.update_doc_stats(document)
            yield document

    def _count(self, result: Result) -> None:
        self.stat_update("documents")
        self.stat_update("changed", value=int(bool(result.edits)))
        self.stat_update("edits", value=len(result.edits))
        for edit in result.edits:
            self.stat_update(f"edits/{edit.finding.rule}", unit="edit")
        for span in result.languages:
            self.stat_update(f"foreign/{span.lang}", unit="span")
