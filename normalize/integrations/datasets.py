"""Hugging Face datasets: a step for ``Dataset.map``, and a function that maps a whole corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from normalize.errors import ConfigError, MissingField
from normalize.integrations.given import normalizer_of
from normalize.integrations.required import required
from normalize.integrations.rows import COLUMNS, TEXT, TYPES, check_columns, table
from normalize.normalizer import Normalizer

with required("datasets", "datasets"):
    import datasets

_Corpus = TypeVar("_Corpus", datasets.Dataset, datasets.DatasetDict, datasets.IterableDataset)
_ARROW = {str: "string", int: "int64", float: "float64"}


class NormalizeBatch:
    """A function for ``map(…, batched=True)``: the text of ``column`` is repaired, other columns are added.

    These are ``edits``, ``languages`` and ``score``, each with ``prefix`` in front, or those of ``columns``
    (``findings`` and ``source_language`` are others). Nulls pass. It pickles to the same bytes in every process, and
    they change with the settings, the glossaries and the versions that a result depends on: so the cache of ``map``
    finds what was worked out before, and nothing that is out of date.

    >>> step = NormalizeBatch("body", columns=["text", "source_language"], glossaries=["afghanistan"])
    >>> step({"body": ["in the Panchir Valley", None]})
    {'body': ['in the Panjshir Valley', None], 'source_language': [None, None]}
    """

    def __init__(
        self,
        column: str = "text",
        normalizer: Normalizer | None = None,
        *,
        columns: Sequence[str] = COLUMNS,
        prefix: str = "",
        **settings: Any,
    ) -> None:
        self.normalizer = normalizer_of(normalizer, settings)
        self.column, self.prefix = column, prefix
        self._chosen = check_columns(columns)
        self._depends_on = self.normalizer.fingerprint  # of the files as they were read

    def __call__(self, batch: Mapping[str, Sequence[object]]) -> dict[str, list[Any]]:
        """The new columns of a batch. Raises MissingField, ConfigError or NotText for one that it does not fit."""
        self._check(batch)
        made = table(enumerate(batch[self.column]), self.normalizer, self._chosen)
        return {self._name(name): cells for name, cells in made.items()}

    def features(self, given: datasets.Features) -> datasets.Features:
        """The features of a dataset after the step: batches without a single edit have the same ones."""
        self._check(given)
        return datasets.Features({**given, **{self._name(name): _feature(TYPES[name]) for name in self._chosen}})

    def _name(self, name: str) -> str:
        return self.column if name == TEXT else self.prefix + name

    def _check(self, columns: Mapping[str, Any]) -> None:
        if self.column not in columns:
            raise MissingField(f"the dataset has no column {self.column!r}; it has {', '.join(map(repr, columns))}")
        taken = [name for name in map(self._name, self._chosen) if name in columns and name != self.column]
        if taken:
            raise ConfigError(f"the dataset has a column {taken[0]!r} already: give a prefix, or choose other columns")

    def __reduce__(self) -> tuple[Any, ...]:
        told = (self.column, self.normalizer, self._chosen, self.prefix, self._depends_on)
        return _made_anew, (type(self), *told)


def _made_anew(
    cls: type[NormalizeBatch],
    column: str,
    normalizer: Normalizer,
    columns: Sequence[str],
    prefix: str,
    _depends_on: str,
) -> NormalizeBatch:
    return cls(column, normalizer, columns=columns, prefix=prefix)


def normalize_dataset(
    corpus: _Corpus,
    column: str = "text",
    normalizer: Normalizer | None = None,
    *,
    columns: Sequence[str] = COLUMNS,
    prefix: str = "",
    map_options: Mapping[str, Any] | None = None,
    **settings: Any,
) -> _Corpus:
    """Repair a column of a dataset, of each of a dictionary of them, or of a stream (:class:`NormalizeBatch`).

    ``map_options`` go to ``map``: ``{"num_proc": 2}``. The columns have the same types whatever is found.

    >>> corpus = datasets.Dataset.from_dict({"text": ["in the Panchir Valley", "on the road"]})
    >>> clean = normalize_dataset(corpus, glossaries=["afghanistan"])
    >>> clean["text"][0], clean["edits"][0][0]["replacement"], clean["edits"][1]
    ('in the Panjshir Valley', 'Panjshir', [])
    """
    step = NormalizeBatch(column, normalizer, columns=columns, prefix=prefix, **settings)
    options = dict(map_options or {})
    if isinstance(corpus, datasets.DatasetDict):
        made = {name: _mapped(part, step, options) for name, part in corpus.items()}
        return datasets.DatasetDict(made)
    return _mapped(corpus, step, options)


def _mapped(corpus: Any, step: NormalizeBatch, options: Mapping[str, Any]) -> Any:
    if corpus.features is None:  # a stream whose columns are not known before it is read
        return corpus.map(step, batched=True, **options)
    return corpus.map(step, batched=True, features=step.features(corpus.features), **options)


def _feature(kind: type | Mapping[str, type]) -> Any:
    if isinstance(kind, Mapping):
        return [{key: datasets.Value(_ARROW[value]) for key, value in kind.items()}]
    return datasets.Value(_ARROW[kind])
