"""The exact ends of a foreign span: the marks that belong to its words, and no others."""

from __future__ import annotations

from normalize.text.pattern import pattern

_OPENING = {
    "(": ")",
    "[": "]",
    "“": "”",
    "«": "»",
    "„": "“",
    "‘": "’",
    "‹": "›",
    '"': '"',
    "{": "}",
    "「": "」",
    "《": "》",
}
_CLOSING = {close: "".join(o for o, c in _OPENING.items() if c == close) for close in _OPENING.values()} | {"”": "“„"}
_INVERTED = "¿¡"
_STOPS = ".!?…。！？؟"
_SET_APART = pattern(r"[ \u00a0\u202f][!?؟]")  # as in French
_REACH = 40  # marks looked at on either side


def exact(text: str, start: int, end: int, line: bool) -> tuple[int, int]:
    """The span of words widened to the marks that belong to it.

    These are inverted marks in front, full stops and the like behind, and a bracket or quotation mark whose partner
    lies inside. A span that is all words of its ``line`` takes the marks around it, too.

    >>> text = "He said: “¿Qué hora es?” [Hasta luego]"
    >>> [text[slice(*exact(text, a, b, False))] for a, b in ((11, 22), (26, 37))]
    ['¿Qué hora es?', 'Hasta luego']
    >>> exact("[Hasta luego]", 1, 12, True)
    (0, 13)
    """
    while start and text[start - 1] in _INVERTED:
        start -= 1
    stop = min(len(text), end + _REACH)
    floor = max(0, start - _REACH)
    while end < stop:
        mark = text[end]
        if mark in _STOPS or (mark in _CLOSING and _is_open(text, start, end, mark)):
            end += 1
        elif _SET_APART.match(text, end):
            end += 2
        elif line and floor < start and _OPENING.get(text[start - 1]) == mark:
            start, end = start - 1, end + 1
        else:
            break
    while start > floor and (mark := text[start - 1]) in _OPENING and _lacks(text, start, end, mark):
        start -= 1
    if line and start and floor < start and _OPENING.get(text[start - 1]) == text[end : end + 1] != "":
        start, end = start - 1, end + 1
    return start, end


def _is_open(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a bracket or quotation mark was opened inside the span and not closed."""
    openers = _CLOSING[mark]
    if openers == mark:
        return text.count(mark, start, end) % 2 == 1
    return sum(text.count(opening, start, end) for opening in openers) > text.count(mark, start, end)


def _lacks(text: str, start: int, end: int, mark: str) -> bool:
    """Whether the span closes a bracket or quotation that the mark before it opens."""
    closing = _OPENING[mark]
    if closing == mark:
        return text.count(mark, start, end) % 2 == 1
    return text.count(closing, start, end) > text.count(mark, start, end)
