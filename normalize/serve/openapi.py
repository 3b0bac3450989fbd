"""The description of the service by OpenAPI 3.1: written by hand, in ``openapi.yaml``."""

from __future__ import annotations

from typing import Any

import normalize
from normalize.storage.datafiles import load


def document() -> dict[str, Any]:
    """The description, with the version of this package.

    >>> document()["openapi"]
    '3.1.0'
    """
    described = load("normalize.serve", "openapi.yaml")
    return {**described, "info": {**described["info"], "version": normalize.__version__}}
