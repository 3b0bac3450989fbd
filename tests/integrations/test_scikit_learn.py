"""scikit-learn: a transformer like any other, in pipelines, searches and processes."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import recipes
from joblib import parallel_config
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from normalize import ConfigError, NotText
from normalize.integrations.sklearn import TextNormalizer

TEXTS = ["in Panchir", "in Panshir", "in Panjshir", "on the road"] * 3
# These give numbers, or more dimensions than texts have: what takes texts alone cannot pass them.
GIVING_NUMBERS = (
    "check_dict_unchanged",
    "check_dont_overwrite_parameters",
    "check_estimator_sparse_array",
    "check_estimator_sparse_matrix",
    "check_estimator_sparse_tag",
    "check_estimators_dtypes",
    "check_estimators_pickle",
    "check_f_contiguous_array_estimator",
    "check_fit2d_1feature",
    "check_fit2d_1sample",
    "check_fit_idempotent",
    "check_fit_score_takes_y",
    "check_methods_sample_order_invariance",
    "check_methods_subset_invariance",
    "check_pipeline_consistency",
    "check_transformer_general",
    "check_transformer_preserve_dtypes",
)


@pytest.fixture(scope="module")
def fitted() -> TextNormalizer:
    return TextNormalizer(glossaries=["afghanistan"]).fit(TEXTS)


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("scikit-learn", tmp_path, "sklearn")


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_the_estimator_is_one() -> None:
    """As it says that it takes texts alone, few checks are due: so it is also told to take tables of numbers."""
    check_estimator(TextNormalizer(["none"]))

    class Tabular(TextNormalizer):
        def __sklearn_tags__(self) -> Any:
            tags = super().__sklearn_tags__()
            tags.input_tags.two_d_array = True
            return tags

    checks = check_estimator(
        Tabular(["none"]), expected_failed_checks=dict.fromkeys(GIVING_NUMBERS, "gives numbers"), on_skip=None
    )
    passed = {check["check_name"] for check in checks if check["status"] == "passed"}
    assert len(passed) >= 18
    assert {"check_parameters_default_constructible", "check_get_params_invariance", "check_set_params"} <= passed


def test_the_shape_of_what_comes_in_stays(fitted: TextNormalizer) -> None:
    for given in (
        ["in Panchir", "calm"],
        ("in Panchir", "calm"),
        np.array(["in Panchir", "calm"]),
        pd.Series(["in Panchir", "calm"]),
    ):
        assert fitted.transform(given).tolist() == ["in Panjshir", "calm"]
    frame = pd.DataFrame({"a": ["Panchir", "calm"], "b": [None, "Pandjchir"]}, dtype=object)
    two = clone(fitted).fit(frame)
    assert two.transform(frame).tolist() == [["Panjshir", None], ["calm", "Panjshir"]]
    assert two.get_feature_names_out().tolist() == ["a", "b"]
    assert fitted.get_feature_names_out().tolist() == ["text"]
    assert fitted.get_feature_names_out(["body"]).tolist() == ["body"]
    assert fitted.transform([]).tolist() == []


def test_missing_values_pass(fitted: TextNormalizer) -> None:
    made = fitted.transform(pd.Series(["Panchir", None, np.nan, pd.NA], dtype=object))
    assert made[0] == "Panjshir"
    assert made[1] is None
    assert np.isnan(made[2])
    assert made[3] is pd.NA


def test_frames_come_out_where_they_are_asked_for() -> None:
    frame = pd.DataFrame({"body": ["Panchir"]}, index=["x"])
    made = TextNormalizer(glossaries=["afghanistan"]).set_output(transform="pandas").fit_transform(frame)
    assert made.to_dict() == {"body": {"x": "Panjshir"}}


def test_parameters_are_searched_and_copies_are_equal(fitted: TextNormalizer) -> None:
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert copy.set_params(select=["N3"], jobs=2).fit(TEXTS).transform(TEXTS[:2]).tolist() == ["in Panjshir"] * 2
    with pytest.raises(NotFittedError):
        clone(fitted).transform(TEXTS)
    pipeline = make_pipeline(TextNormalizer(glossaries=["afghanistan"]), CountVectorizer(), DummyClassifier())
    search = GridSearchCV(pipeline, {"textnormalizer__select": [[], ["Q"]]}, cv=2)
    search.fit(TEXTS, ["y", "y", "y", "n"] * 3)
    vocabulary = search.best_estimator_[1].vocabulary_
    assert {"panchir", "panshir"}.isdisjoint(vocabulary)


def test_processes_change_nothing(fitted: TextNormalizer) -> None:
    labels = ["y", "n", "y", "n"] * 3
    pipeline = make_pipeline(fitted, CountVectorizer(), DummyClassifier())
    alone = cross_val_score(pipeline, TEXTS, labels, cv=2, error_score="raise")
    with parallel_config("multiprocessing"):  # the default would load scikit-learn anew in each process
        together = cross_val_score(pipeline, TEXTS, labels, cv=2, n_jobs=2, error_score="raise")
    assert alone.tolist() == together.tolist()
    copy = pickle.loads(pickle.dumps(fitted))
    assert copy.transform(TEXTS).tolist() == fitted.transform(TEXTS).tolist()


def test_what_is_no_text_is_refused(fitted: TextNormalizer) -> None:
    with pytest.raises(NotText, match="row 1: expected a text or a missing value, not 5"):
        fitted.transform(["a", 5])
    with pytest.raises(NotText, match="an iterable of texts, not one text: put it into a list"):
        fitted.transform("in Panchir")
    for value in (iter(["in Panchir"]), None, 5):
        with pytest.raises(NotText, match=f"not {type(value).__name__}: make a list of it"):
            fitted.transform(value)
    with pytest.raises(NotText, match="sparse"):
        fitted.transform(csr_matrix([[1.0]]))
    with pytest.raises(ValueError, match="X has 2 features, but TextNormalizer is expecting 1 features"):
        fitted.transform([["a", "b"]])
    with pytest.raises(ConfigError):
        TextNormalizer(select=["foo"]).fit(TEXTS)
