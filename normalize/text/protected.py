"""Spans that no detector may change: URLs, e-mail addresses, handles, hashtags, file names, identifiers and code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalize.text.lines import BREAKS
from normalize.text.pattern import pattern

_ENDINGS = (
    "com|org|net|info|gov|edu|io|tv|news|press|html?|php|aspx?|pdf|docx?|xlsx?|csv|tsv|json|xml|txt|md|py"
    "|jpe?g|png|gif|svg|webp|mp[34]|avi|mov|zip|gz|tar|rar|7z|exe|docm?|odt|pptx?|rtf|epub|mobi|log|ya?ml|toml|ini|sql|css|js"
)
_COUNTRIES = (
    "ae|af|ar|at|au|be|br|by|ca|ch|cl|cn|co|cz|de|dk|ee|eg|es|eu|fi|fr|gr|hk|hr|hu|id|ie|il|ir|it|jp|ke"
    "|kr|kz|lt|lv|ma|mx|ng|nl|nz|pe|ph|pk|pl|pt|qa|ro|rs|ru|sa|se|sg|sk|th|tj|tn|tr|tw|ua|uk|uz|ve|vn|za"
)
_FLAGS = re.IGNORECASE | re.DOTALL
_DOTTED = pattern(r"\.\w\w")  # a point with letters behind it, as in front of an ending
# Each kind with two cheap gates, strings (any of them will do) and an expression: a text without them never meets the
# costly one.
_KINDS = [
    (marks, pattern(gate, re.IGNORECASE), pattern(expression, _FLAGS))
    for marks, gate, expression in (
        (("://", "www."), "", r"""(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>"“”«»]+"""),  # URL
        (("/",), r"\.[a-z]{2,6}/", r"""(?<![\w.])(?:[\w-]+\.)+[a-z]{2,6}/[^\s<>"“”«»]*"""),  # URL without a scheme
        ((), rf"\.(?:{_ENDINGS})\b", rf"(?<![\w.@])[\w-]++(?:\.[\w-]++)*\.(?:{_ENDINGS})\b"),  # host or file name
        ((), rf"\.(?:{_COUNTRIES})\b", rf"(?<![\w.@])[\w-]++(?:\.[\w-]++)*\.(?-i:{_COUNTRIES})\b"),  # host of a country
        (("@",), "", r"(?<![\w@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail address
        (
            ("@",),
            "",
            r"(?<![\w@])@[ ]?[a-z_]\w*(?:@[\w-]+(?:\.[\w-]+)+)?",
        ),  # handle, also with the space that translation puts in
        (("#",), "", r"(?<![\w&;])#\w+"),  # hashtag, not a numeric HTML entity
        (("_",), "", r"(?<!\w)\w*[^\W_]_\w+|(?<!\w)_\w+"),  # identifier with an underscore
        (("`",), "", rf"```.*?(?:```|\Z)|``[^{BREAKS}]+?``|`[^`{BREAKS}]+`"),  # code
        (("~~~",), "", rf"(?<![^{BREAKS}])~~~.*?(?:(?<![^{BREAKS}])~~~|\Z)"),  # code
        (("\\", "/"), r":\\|/[\w.-]+/", r"(?<!\w)[a-z]:\\[^\s<>\"]+|(?<![\w/])/(?:[\w.-]+/)+[\w.-]*"),  # path
        (("<",), "", rf"</?[a-z][^<>{BREAKS}]*>"),  # HTML tag
    )
]


_SIGNS = frozenset("/@#_`~\\<")  # one of these, or a point in front of a word, is in every protected span


def may_be_protected(separator: str) -> bool:
    """Whether a separator may stand in a protected span: a text in which none may has no such span.

    >>> [may_be_protected(separator) for separator in ("://", ".", ". ", ", ")]
    [True, True, False, False]
    """
    return separator.endswith(".") or not _SIGNS.isdisjoint(separator)


@dataclass(frozen=True, slots=True)
class Protected:
    """Protected spans in text order; :meth:`covers` asks whether a span touches one."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Protected:
        """From spans in any order; those that overlap become one."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return cls(tuple(starts), tuple(ends))

    @property
    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each."""
        return zip(self.starts, self.ends, strict=True)

    def holds(self, start: int, end: int) -> bool:
        """Whether one protected span holds all of ``start..end``."""
        at = bisect_right(self.starts, start)
        return at > 0 and end <= self.ends[at - 1]

    def joined(self, other: Protected) -> Protected:
        """What either of the two protects."""
        return Protected.of([*self.spans, *other.spans])

    def within(self, start: int, end: int) -> Protected:
        """Those that share a code point with ``start..end``: asked once about a passage, then for its words."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return Protected(self.starts[first:last], self.ends[first:last])

    def covers(self, start: int, end: int) -> bool:
        """Whether ``start..end`` shares a code point with a protected span."""
        at = bisect_right(self.starts, start)
        return (at > 0 and self.ends[at - 1] > start) or (at < len(self.starts) and self.starts[at] < end)

    def joins(self, offset: int) -> bool:
        """Whether one protected span stands on both sides of an offset."""
        at = bisect_left(self.starts, offset)
        return at > 0 and self.ends[at - 1] > offset


def protected_spans(text: str) -> Protected:
    """Find the protected spans of a text.

    >>> p = protected_spans("see panchir.net or @ Panchir_News, in Panchir")
    >>> p.covers(4, 11), p.covers(21, 28), p.covers(38, 45)
    (True, True, False)
    """
    return Protected.of(m.span() for kind in _kinds_in(text) for m in kind.finditer(text))


def _kinds_in(text: str) -> list[re.Pattern[str]]:
    """The costly expressions whose gates a text passes."""
    low = text.lower()
    dotted = _DOTTED.search(text) is not None
    found = []
    for marks, gate, kind in _KINDS:
        for mark in marks:
            if mark in low:
                break
        else:
            if marks or not dotted:
                continue
        if gate.search(text) is not None:
            found.append(kind)
    return found
