"""The manifest of the reconciliation service: what it offers, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import normalize
from normalize.serve.extend import SETTINGS
from normalize.serve.pages import HEIGHT, WIDTH
from normalize.serve.reconcile import BATCH, type_of

ENDPOINT = "/reconcile"
_SUGGESTED = ("entity", "property", "type")
# An entry has the meaning of its glossary, so its id is good for this service alone: its own address is the name space.
_CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"


def manifest(url: str, glossaries: Sequence[str], kinds: Sequence[str], needs_token: bool) -> dict[str, Any]:
    """The manifest of a service that clients reach at ``url``, without a slash at the end.

    Clients join `service_url` and `service_path` as they are.
    """
    base = url + ENDPOINT
    answer: dict[str, Any] = {
        "versions": ["0.2"],
        "name": f"normalize: {', '.join(glossaries)}",
        "identifierSpace": f"{base}/entry/",
        "schemaSpace": _CONCEPT,
        "serviceVersion": normalize.__version__,
        "defaultTypes": [type_of(kind) for kind in kinds],
        "batchSize": BATCH,
        "view": {"url": f"{base}/entry/{{{{id}}}}"},
        "preview": {"url": f"{base}/entry/{{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            name: {
                "service_url": url,
                "service_path": f"{ENDPOINT}/suggest/{name}",
                "flyout_service_url": url,
                "flyout_service_path": f"{ENDPOINT}/flyout/{name}?id=${{id}}",
            }
            for name in _SUGGESTED
        },
        "extend": {
            "propose_properties": {"service_url": url, "service_path": f"{ENDPOINT}/properties"},
            "property_settings": list(SETTINGS),
        },
    }
    return answer | ({"authentication": {"type": "http", "scheme": "bearer"}} if needs_token else {})
