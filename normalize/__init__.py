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
    JudgementError,
    MissingField,
    MissingLibrary,
    NormalizeError,
    NormalizeWarning,
    NotText,
    OutputError,
    PluginError,
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
    from normalize.detectors.detector import Detector, Needs
    from normalize.detectors.furniture.verdicts import LineVerdict, furniture_lines
    from normalize.evidence.profile import Profile
    from normalize.evidence.reading import Reading
    from normalize.judgements.judgement import Judgement, Reach, Scope, Verdict
    from normalize.names.entities import EntityMention
    from normalize.names.glossary.entry import Alias, Entry
    from normalize.normalizer import Normalizer
    from normalize.rules import Rule
    from normalize.translate.model import Backend, Output, Route


__version__ = "0.1.0"

__all__ = [
    "Alias",
    "Applicability",
    "Backend",
    "BinaryFile",
    "Candidate",
    "Category",
    "ConfigError",
    "Detector",
    "Document",
    "Edit",
    "EntityMention",
    "Entry",
    "Finding",
    "GlossaryError",
    "InputError",
    "JournalError",
    "Judgement",
    "JudgementError",
    "LanguageSpan",
    "LineVerdict",
    "MissingField",
    "MissingLibrary",
    "Needs",
    "NormalizeError",
    "NormalizeWarning",
    "Normalizer",
    "NotText",
    "OffsetMap",
    "Output",
    "OutputError",
    "PluginError",
    "Profile",
    "Reach",
    "Reading",
    "Result",
    "Route",
    "Rule",
    "Scope",
    "TranslationAssessment",
    "TranslationError",
    "UnsupportedFormat",
    "Verdict",
    "__version__",
    "furniture_lines",
]

_LAZY = {
    "Alias": "normalize.names.glossary.entry",
    "Backend": "normalize.translate.model",
    "Detector": "normalize.detectors.detector",
    "EntityMention": "normalize.names.entities",
    "Entry": "normalize.names.glossary.entry",
    "Judgement": "normalize.judgements.judgement",
    "LineVerdict": "normalize.detectors.furniture.verdicts",
    "Needs": "normalize.detectors.detector",
    "Normalizer": "normalize.normalizer",
    "Output": "normalize.translate.model",
    "Profile": "normalize.evidence.profile",
    "Reach": "normalize.judgements.judgement",
    "Reading": "normalize.evidence.reading",
    "Route": "normalize.translate.model",
    "Rule": "normalize.rules",
    "Scope": "normalize.judgements.judgement",
    "Verdict": "normalize.judgements.judgement",
    "furniture_lines": "normalize.detectors.furniture.verdicts",
}


def __getattr__(name: str) -> Any:
    """Load the engine at first use: importing the package alone stays quick."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
