"""What an integration is given to work with: a normalizer, or the settings of one."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from typing import Any

from normalize.errors import ConfigError
from normalize.normalizer import Normalizer


def normalizer_of(normalizer: Normalizer | None, settings: Mapping[str, Any]) -> Normalizer:
    """The normalizer given, or one with the settings given. Raises ConfigError for both, or for an unknown setting.

    >>> normalizer_of(None, {"glossary": "afghanistan"})
    Traceback (most recent call last):
    normalize.errors.ConfigError: Normalizer has no setting 'glossary'
    """
    if normalizer is not None and settings:
        raise ConfigError(f"give a normalizer or settings of one ({', '.join(settings)}), not both")
    if normalizer is not None and not isinstance(normalizer, Normalizer):
        raise ConfigError(f"expected a Normalizer, not {normalizer!r:.80}: Normalizer([...]), or give its settings")
    if normalizer is not None:
        return normalizer
    unknown = [name for name in settings if name not in signature(Normalizer.__init__).parameters]
    if unknown:
        raise ConfigError(f"Normalizer has no setting {', '.join(map(repr, unknown))}")
    return Normalizer(**settings)
