"""What a worker answers: one method a question, from the bytes of a request to the bytes of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from normalize.evidence.profile import Profile
from normalize.io.jsonlines import dump
from normalize.model import Document, LanguageSpan, Result, TranslationAssessment
from normalize.names.glossary.entry import Entry
from normalize.names.matcher import Matcher, scored
from normalize.run import pipeline
from normalize.serve import pages
from normalize.serve.entities import Entities, plain
from normalize.serve.extend import extended, proposed, suggested
from normalize.serve.reconcile import Reconciler, query_of
from normalize.settings.settings import Settings
from normalize.web.refused import Refused
from normalize.web.requests import form_of, json_of, number_of, one_or_many, text_of

SUGGESTIONS = 20  # at once; more are asked for by `cursor`
_FIRST = "The Panchir valley, and Ahmad Massoud’s men."  # loads what every text needs

# JSON in, JSON out: the paths of the four endpoints for texts and names.
TEXT_ENDPOINTS = ("normalize", "check", "assess", "match")


class Answers:
    """Answers questions by settings and, if there is one, the profile of a corpus."""

    def __init__(self, settings: Settings, profile: Profile | None = None) -> None:
        self._settings = settings
        self._folder = settings.linker.folder(profile) if profile is not None else None
        self._matcher = Matcher(settings.linker)
        self._entities = Entities(settings.linker.index.entries)
        self._reconciler = Reconciler(self._matcher, self._entities)

    def warm_up(self) -> None:
        """Load what the first request would have to wait for."""
        self._result(_FIRST)
        self._matcher.match(_FIRST)
        self._entities.beginning_with(_FIRST)

    @property
    def description(self) -> dict[str, Any]:
        """What the listening process needs to know."""
        return {"kinds": list(self._entities.kinds), "entries": len(self._settings.linker.index.entries)}

    def answer(self, question: str, body: bytes) -> bytes:
        """The answer to a question by its name. Raises Refused."""
        return self._questions[question](body)

    @cached_property
    def _questions(self) -> Mapping[str, Callable[[bytes], bytes]]:
        return {
            "normalize": lambda body: self._texts(body, self._normalized),
            "check": lambda body: self._texts(body, _checked),
            "assess": lambda body: self._texts(body, _assessed),
            "match": self._matches,
            "form": lambda body: self._reconciled(form_of(body)),
            "parameters": lambda body: self._reconciled(json_of(body)),
            "suggest/entity": lambda body: self._suggested(json_of(body), self._entities_like),
            "suggest/type": lambda body: self._suggested(json_of(body), self._types_like),
            "suggest/property": lambda body: self._suggested(json_of(body), self._properties_like),
            "flyout": self._flyout,
            "properties": self._proposed,
            "page": self._page,
        }

    # Texts and names

    def _texts(self, body: bytes, shape: Callable[[Result], dict[str, Any]]) -> bytes:
        texts, several = one_or_many(body, "text", "texts")
        answers = [shape(self._result(text)) for text in texts]
        return dump({"results": answers} if several else answers[0])

    def _result(self, text: str) -> Result:
        return pipeline.run(Document(text), self._settings, self._folder)

    def _normalized(self, result: Result) -> dict[str, Any]:
        edits = [edit.as_dict() for edit in result.edits]
        return {"text": result.text, "edits": edits, **_checked(result)}

    def _matches(self, body: bytes) -> bytes:
        names, several = one_or_many(body, "name", "names")
        answers = [self._matcher.match(name).as_dict() | {"candidates": self._candidates(name)} for name in names]
        return dump({"results": answers} if several else answers[0])

    def _candidates(self, name: str) -> list[dict[str, Any]]:
        return [scored(candidate) for candidate in self._matcher.candidates(name)]

    # Reconciliation

    def _reconciled(self, asked: Mapping[str, str]) -> bytes:
        """The answer to `queries`, `query` or `extend`, in a form or in a query string."""
        if "queries" in asked:
            return dump(self._reconciler.batch(json_of(asked["queries"].encode(), "queries")))
        if "extend" in asked:
            return dump(extended(json_of(asked["extend"].encode(), "extend"), self._entities))
        if "query" in asked:  # one query, as the first versions of the API had it: an object, or the name alone
            text = asked["query"]
            given = json_of(text.encode(), "query") if text.lstrip().startswith("{") else {"query": text}
            return dump({"result": self._reconciler.candidates(query_of(given, "query"))})
        raise Refused(400, "neither 'queries' nor 'extend' is given")

    def _suggested(self, asked: Mapping[str, str], like: Callable[[str], list[dict[str, Any]]]) -> bytes:
        found = like(asked.get("prefix", ""))
        first = number_of(asked.get("cursor") or 0, "cursor", 0)
        return dump({"result": found[first : first + SUGGESTIONS]})

    def _entities_like(self, prefix: str) -> list[dict[str, Any]]:
        return [suggested(entry, self._entities) for entry in self._entities.beginning_with(prefix)]

    def _types_like(self, prefix: str) -> list[dict[str, Any]]:
        return [{"id": kind, "name": kind} for kind in self._entities.kinds if kind.startswith(prefix.strip().lower())]

    def _properties_like(self, prefix: str) -> list[dict[str, Any]]:
        wanted = plain(prefix)
        return [
            {"id": p.id, "name": p.name, "description": p.description}
            for p in self._entities.properties
            if p.id.startswith(prefix) or plain(p.name).startswith(wanted)
        ]

    def _flyout(self, body: bytes) -> bytes:
        asked = json_of(body)
        kind, identifier = text_of(asked.get("of"), "the kind of suggestion"), text_of(asked.get("id"), "'id'")
        if kind == "entity":
            return dump({"id": identifier, "html": pages.flyout(self._entry(identifier), self._entities)})
        described = {"type": dict.fromkeys(self._entities.kinds, "A kind of entry.")}
        described["property"] = {p.id: p.description for p in self._entities.properties}
        if identifier not in described[kind]:
            raise Refused(404, f"no {kind} has this id")
        return dump({"id": identifier, "html": f"<p>{described[kind][identifier]}</p>"})

    def _proposed(self, body: bytes) -> bytes:
        asked = json_of(body)
        return dump(proposed(asked.get("type", ""), number_of(asked.get("limit") or 0, "limit", 0), self._entities))

    def _page(self, body: bytes) -> bytes:
        entry = self._entry(text_of(json_of(body).get("id"), "'id'"))
        return pages.page(entry, self._entities).encode(errors="replace")

    def _entry(self, identifier: str) -> Entry:
        entry = self._entities.get(identifier)
        if entry is None:
            raise Refused(404, "no entry has this id")
        return entry


def _checked(result: Result) -> dict[str, Any]:
    findings = [finding.as_dict() for finding in result.findings]
    return {"findings": findings, "languages": [_language(span) for span in result.languages]}


def _language(span: LanguageSpan) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "lang": span.lang, "score": round(span.score, 4)}


def _assessed(result: Result) -> dict[str, Any]:
    found: TranslationAssessment = result.translation
    return {
        "score": round(found.score, 4),
        "source_language": found.source_language,
        "wording": round(found.wording, 4),
        "damage": round(found.damage, 4),
        "habits": [{"form": form, "spreads": round(spreads, 4)} for form, spreads in found.habits],
        "signs": [{"kind": s.kind, "text": s.text, "weight": round(s.weight, 4)} for s in found.signs],
        "findings": [finding.as_dict() for finding in found.findings],
    }
