"""Small HTML pages about entries, for the preview frames of reconciliation clients: no script, no image."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from normalize.names.glossary.entry import Entry
from normalize.serve.entities import PROPERTIES, Entities, Value

WIDTH, HEIGHT = 420, 240  # pixels of the frame that the manifest asks for
_MOST = 12  # values of one property
_STYLE = """
body { font: 13px/1.4 sans-serif; margin: 8px; color: #222; background: #fff; }
h1 { font-size: 16px; margin: 0 0 4px; }
dt { color: #666; float: left; clear: left; width: 8em; }
dd { margin: 0 0 2px 8.5em; overflow-wrap: anywhere; }
"""
# What the page may load: its own style, known by its hash, and nothing else.
STYLE_SOURCE = f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"


def page(entry: Entry, entities: Entities) -> str:
    """All that is known of an entry, as one page."""
    rows = "".join(
        f"<dt>{escape(prop.name)}</dt><dd>{_listed(values)}</dd>"
        for prop in PROPERTIES
        if prop.id != "canonical" and (values := entities.values(entry, prop.id))
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(entry.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(entry.canonical)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(entry.canonical)}</h1><dl>{rows}</dl></body></html>\n"
    )


def flyout(entry: Entry, entities: Entities) -> str:
    """A line of HTML to show beside a suggestion."""
    return f"<p><b>{escape(entry.canonical)}</b><br>{escape(entities.description(entry))}</p>"


def _listed(values: list[Value]) -> str:
    texts = [value if isinstance(value, str) else value.canonical for value in values]
    more = f" … ({len(texts) - _MOST} more)" if len(texts) > _MOST else ""
    return escape(", ".join(texts[:_MOST])) + more
