"""Find and repair the damage that machine translation and scraping leave in news text.

>>> import normalize
>>> normalize.Normalizer(glossaries=["afghanistan"]).normalize("the Panchir Valley").text
'the Panjshir Valley'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from normalize.errors import (
    BinaryFile,
    ConfigError,
    GlossaryError,
    InputError,
    JournalError,
    MissingField,
    NormalizeError,
    NormalizeWarning,
    NotText,
    OutputError,
    TranslationError,
    UnsupportedFormat,
)
from normalize.model import (
    Applicability,
    Candidate,
    Category,
    Document,
    Edit,
    Finding,
    LanguageSpan,
    OffsetMap,
    Result,
    TranslationAssessment,
)

if TYPE_CHECKING:
    from normalize.evidence.profile import Profile
    from normalize.normalizer import Normalizer

    __version__: str

__all__ = [
    "Applicability",
    "BinaryFile",
    "Candidate",
    "Category",
    "ConfigError",
    "Document",
    "Edit",
    "Finding",
    "GlossaryError",
    "InputError",
    "JournalError",
    "LanguageSpan",
    "MissingField",
    "NormalizeError",
    "NormalizeWarning",
    "Normalizer",
    "NotText",
    "OffsetMap",
    "OutputError",
    "Profile",
    "Result",
    "TranslationAssessment",
    "TranslationError",
    "UnsupportedFormat",
    "__version__",
]

_LAZY = {"Normalizer": "normalize.normalizer", "Profile": "normalize.evidence.profile"}


def __getattr__(name: str) -> Any:
    """Load the engine at first use, and look the version up: importing the package alone stays quick."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("normalize-news")
        except PackageNotFoundError:  # a source tree that is not installed
            return "0+unknown"
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
