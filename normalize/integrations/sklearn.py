"""scikit-learn: a transformer that repairs texts, in front of a vectoriser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

from normalize.errors import NotText
from normalize.integrations.required import required
from normalize.integrations.rows import TEXT, table
from normalize.normalizer import Normalizer

with required("scikit-learn", "sklearn"):
    import numpy as np
    from sklearn.base import BaseEstimator, TransformerMixin
    from sklearn.utils.validation import check_is_fitted


class TextNormalizer(TransformerMixin, BaseEstimator):
    """Texts in, repaired texts out, in the shape that they came in.

    ``X`` is a sequence of texts, as vectorisers take it, or a table (array or frame) with one or more columns of texts,
    as a ColumnTransformer hands it on. Missing values (None, NaN) pass. Parameters are settings of
    :class:`normalize.Normalizer` and ``jobs``, the number of worker processes; nothing is learned from the texts, so
    that training and test data do not mix. ``fit`` reads the glossaries, and raises what Normalizer raises.

    >>> TextNormalizer(glossaries=["afghanistan"]).fit_transform(["in the Panchir Valley"]).tolist()
    ['in the Panjshir Valley']
    """

    def __init__(
        self,
        glossaries: Sequence[str] = (),
        target: str = "en",
        translator: str | None = None,
        *,
        unsafe: bool = False,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        profile: Any = None,
        furniture: str = "display",
        hygiene: Mapping[str, str] | None = None,
        foreign: str = "translate",
        judgements: Any = None,
        corpus: str = "",
        jobs: int = 1,
    ) -> None:
        self.glossaries = glossaries
        self.target = target
        self.translator = translator
        self.unsafe = unsafe
        self.select = select
        self.ignore = ignore
        self.profile = profile
        self.furniture = furniture
        self.hygiene = hygiene
        self.foreign = foreign
        self.judgements = judgements
        self.corpus = corpus
        self.jobs = jobs

    def fit(self, X: Any, y: Any = None) -> Self:
        """Read the glossaries, and remember how many columns there are, and their names."""
        array = _array(X)
        settings = {name: value for name, value in self.get_params(deep=False).items() if name != "jobs"}
        self.normalizer_ = Normalizer(**settings)
        self.n_features_in_ = 1 if array.ndim == 1 else array.shape[1]
        names = getattr(X, "columns", None)
        if names is not None and all(isinstance(name, str) for name in names):
            self.feature_names_in_ = np.asarray(names, dtype=object)
        elif hasattr(self, "feature_names_in_"):
            del self.feature_names_in_
        return self

    def transform(self, X: Any) -> np.ndarray[Any, np.dtype[np.object_]]:
        """The repaired texts, an array of objects in the shape of ``X``. Raises NotText for what is no text."""
        check_is_fitted(self)
        array = _array(X)
        width = 1 if array.ndim == 1 else array.shape[1]
        if width != self.n_features_in_:
            raise ValueError(
                f"X has {width} features, but TextNormalizer is expecting {self.n_features_in_} features as input"
            )
        made = np.empty(array.shape, dtype=object)
        flat = array.ravel()
        values = ((place, None if _is_missing(value) else value) for place, value in enumerate(flat))
        texts = table(values, self.normalizer_, [TEXT], self.jobs)[TEXT]
        made.ravel()[:] = [given if text is None else text for given, text in zip(flat, texts, strict=True)]
        return made

    def get_feature_names_out(self, input_features: Iterable[str] | None = None) -> np.ndarray[Any, Any]:
        """The names of the columns: those that came in, else ``text``, or ``text0``, ``text1`` and so on."""
        check_is_fitted(self)
        given = getattr(self, "feature_names_in_", None) if input_features is None else list(input_features)
        if given is None:
            count = self.n_features_in_
            given = [TEXT] if count == 1 else [f"{TEXT}{number}" for number in range(count)]
        if len(given) != self.n_features_in_:
            raise ValueError(
                f"input_features should have length equal to the number of features, {self.n_features_in_}"
            )
        return np.asarray(given, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.one_d_array = tags.input_tags.string = tags.input_tags.allow_nan = True
        tags.input_tags.two_d_array = False  # numbers are refused, and the checks for two dimensions give numbers
        tags.no_validation = True
        tags.requires_fit = True
        return tags


def _array(given: Any) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Texts as an array of objects with one or two dimensions. Raises NotText for anything else."""
    if isinstance(given, str):
        raise NotText("expected an iterable of texts, not one text: put it into a list")
    if hasattr(given, "tocsr"):
        raise NotText("expected texts, not a sparse matrix of numbers: normalize before the vectoriser")
    if not isinstance(given, Iterable) or isinstance(given, Iterator):  # fit would use an iterator up
        raise NotText(f"expected a sequence of texts, not {type(given).__name__}: make a list of it")
    values = given if hasattr(given, "shape") else list(given)
    array = np.asarray(values, dtype=object)
    if array.ndim not in (1, 2):
        raise NotText(f"expected texts in one or two dimensions, not {array.ndim}")
    return array


def _is_missing(value: Any) -> bool:
    """Whether a value is None, NaN or pandas' NA: of these alone it is not certain that they are what they are."""
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ == "NAType"
