"""What the page asks about the sample of an audit, and the answers: each item is called right, wrong or unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from threading import RLock
from typing import Any

from normalize.audit import shown
from normalize.audit.answers import Drawing, append
from normalize.audit.earlier import holding
from normalize.audit.model import Answer, Judged, Part, Sampled
from normalize.review.asked import word
from normalize.review.shown import cut
from normalize.review.steps import Step
from normalize.run.journal import AUDIT, Run
from normalize.web.refused import Refused
from normalize.web.requests import json_of, list_of, number_of, object_of, text_of

_MOST_ROWS, _ROW, _WHOLE = 500, 120, 20_000
_OPEN = "open"
_FACETS = ("states", "strata")
Query = Mapping[str, str]


class Audits:
    """The items of a sample and what one person says of them; may be used by several threads."""

    kind = "audit"

    def __init__(
        self, run: Run, drawing: Drawing, items: Sequence[Sampled], who: str, rules: Mapping[str, str]
    ) -> None:
        """``rules`` are the names of rules by their codes."""
        self._run, self._drawing, self._items, self._who, self._rules = run, drawing, items, who, rules
        self._numbers = {item.id: number for number, item in enumerate(items)}
        self._lock = RLock()
        self._revision = 0
        self._stamp: object = None
        self._said: dict[str, Judged] = {}
        self.reads: Mapping[str, Callable[[Query], dict[str, Any]]] = {"list": self._list, "item": self._item}
        self.writes: Mapping[str, Callable[[Any], dict[str, Any]]] = {"judge": self._judge}

    def revision(self) -> int:
        """A number that every answer changes, also one that another program writes."""
        with self._lock:
            if (stamp := self._file_stamp()) != self._stamp:
                self._stamp = stamp
                judged = holding(self._run, self._drawing, self._items).judged
                self._said = {one.id: one for one in judged if one.who == self._who}
                self._revision += 1
            return self._revision

    def _file_stamp(self) -> tuple[int, int] | None:
        try:
            status = (self._run.folder / AUDIT).stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def about(self) -> dict[str, Any]:
        """What stays the same while the page is open."""
        used = {item.rule for item in self._items}
        rules = {code: name for code, name in self._rules.items() if code in used}
        return {"rules": rules, "corpus": "", "total": len(self._items)}

    def left(self) -> int:
        """How many items wait for an answer."""
        return sum(item.id not in self._said for item in self._items)

    def undo(self) -> Step | None:
        """Answers are not taken back: another one counts in place of the first."""
        return None

    def _list(self, query: Query) -> dict[str, Any]:
        asked = object_of(json_of(query.get("filter", "{}").encode(), "the filter"), "the filter", ("search", *_FACETS))
        search = text_of(asked.get("search", ""), "'search'").casefold()
        wanted = {name: {text_of(v, name) for v in list_of(asked.get(name, []), name)} for name in _FACETS}
        self.revision()
        listed: list[Sampled] = []
        facets = {name: Counter[str]() for name in _FACETS}
        for item in self._items:
            if search and search not in f"{item.before}\n{item.after}\n{item.text}".casefold():
                continue
            values = {"states": self._state(item), "strata": item.stratum}
            missed = [name for name in _FACETS if wanted[name] and values[name] not in wanted[name]]
            for name in _FACETS:
                if not missed or missed == [name]:
                    facets[name][values[name]] += 1
            if not missed:
                listed.append(item)
        start = number_of(query.get("start", "0"), "start", 0)
        count = min(number_of(query.get("count", "100"), "count", 0), _MOST_ROWS)
        return {
            "total": len(listed),
            "start": start,
            "rows": [self._row(item) for item in listed[start : start + count]],
            "facets": {name: facet.most_common() for name, facet in facets.items()},
        }

    def _state(self, item: Sampled) -> str:
        said = self._said.get(item.id)
        return said.answer.value if said is not None else _OPEN

    def _row(self, item: Sampled) -> dict[str, Any]:
        return {
            "id": item.id,
            "text": cut(item.before if item.rule else item.text, _ROW),
            "replacement": cut(item.after, _ROW) if item.rule else None,
            "stratum": item.stratum,
            "state": self._state(item),
        }

    def _item(self, query: Query) -> dict[str, Any]:
        item = self._named(query.get("id"))
        said = self._said.get(item.id)
        return {
            **self._row(item),
            "rule": item.rule,
            "rule_name": self._rules.get(item.rule or "", ""),
            "part": item.part.value,
            "place": shown.place(item),
            "question": shown.question(item),
            "why": item.why,
            "gone": "" if item.text else shown.GONE,
            "parts": [(cut(text, _WHOLE), what.value) for text, what in shown.parts(item) if text],
            "known": [(cut(text, _ROW), message) for text, message in shown.known(item)],
            "missed": said is not None and said.missed,
        }

    def _judge(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "answer", "missed"))
        item, answer = self._named(given.get("id")), word(Answer, given.get("answer"), "answer")
        missed = given.get("missed", False)
        if not isinstance(missed, bool):
            raise Refused(400, "'missed' must be true or false")
        judged = Judged(item.id, answer, missed and item.part is Part.EDITS, self._who)
        with self._lock:
            append(self._run, self._drawing, [judged])
            self.revision()
        more = ", and damage beside it was missed" if judged.missed else ""
        return {"told": f"“{cut(item.before or item.text, 40)}”: {answer.value}{more}"}

    def _named(self, identifier: Any) -> Sampled:
        number = self._numbers.get(text_of(identifier, "'id'"))
        if number is None:
            raise Refused(404, "the sample has no such item")
        return self._items[number]
