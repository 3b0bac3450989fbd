"""Reading what clients send: JSON and forms, with one sentence for each thing that is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from normalize.io.jsonlines import parse
from normalize.web.refused import Refused

_FIELDS = 8  # of a form; no client of this service has more
_SHOWN = 60  # characters of a value in a message


def json_of(body: bytes, what: str = "the body") -> Any:
    """A JSON value. Raises Refused, also for one that is nested too deeply."""
    try:
        return parse(body)
    except RecursionError:
        raise Refused(400, f"{what} is nested too deeply") from None
    except ValueError as error:  # UnicodeDecodeError is one, too
        raise Refused(400, f"{what} is not valid JSON: {error}") from None


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form (``application/x-www-form-urlencoded``), of each the last one.

    >>> form_of(b"queries=%7B%7D&x=a+b")
    {'queries': '{}', 'x': 'a b'}
    """
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeError:
        raise Refused(400, "the form is not percent-encoded UTF-8") from None
    except ValueError:
        raise Refused(400, f"the form has more than {_FIELDS} fields") from None
    return dict(pairs)


def object_of(value: Any, what: str, known: Sequence[str] = ()) -> Mapping[str, Any]:
    """A JSON object that has no other keys than the ``known`` ones, if these are given. Raises Refused."""
    if not isinstance(value, dict):
        raise Refused(400, f"{what} must be a JSON object, not {shown(value)}")
    unknown = [key for key in value if known and key not in known]
    if unknown:
        raise Refused(400, f"{what}: unknown key {shown(unknown[0])}; known are {', '.join(known)}")
    return value


def one_or_many(body: bytes, one: str, many: str) -> tuple[list[str], bool]:
    """The text, or the list of texts, that an object holds; and whether it is the list. Raises Refused.

    >>> one_or_many(b'{"text": "a"}', "text", "texts"), one_or_many(b'{"texts": ["a", "b"]}', "text", "texts")
    ((['a'], False), (['a', 'b'], True))
    """
    asked = object_of(json_of(body), "the body", (one, many))
    if len(asked) != 1:
        raise Refused(400, f"the body must have either {one!r} or {many!r}")
    if one in asked:
        return [text_of(asked[one], repr(one))], False
    return [text_of(value, f"{many!r}[{i}]") for i, value in enumerate(list_of(asked[many], repr(many)))], True


def text_of(value: Any, what: str) -> str:
    """A text. Raises Refused."""
    if not isinstance(value, str):
        raise Refused(400, f"{what} must be a text, not {shown(value)}")
    return value


def list_of(value: Any, what: str) -> list[Any]:
    """A list. Raises Refused."""
    if not isinstance(value, list):
        raise Refused(400, f"{what} must be a list, not {shown(value)}")
    return value


def number_of(value: Any, what: str, least: int) -> int:
    """A whole number, or a text that is one, as query strings have it. Raises Refused."""
    try:
        if isinstance(value, bool) or (isinstance(value, float) and value != int(value)):
            raise TypeError
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        raise Refused(400, f"{what} must be a whole number, not {shown(value)}") from None
    if number < least:
        raise Refused(400, f"{what} must be {least} or more, not {shown(number)}")
    return number


def shown(value: Any) -> str:
    """A value in a message: cut, and of lists and objects the kind alone.

    >>> shown("x" * 100)[-6:], shown([1]), shown(None)
    ("xxxx…'", 'a list', 'null')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if isinstance(value, int) and abs(value) >= 10**_SHOWN:  # too many digits to be written
        return "a huge number"
    text = str(value)
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return repr(cut) if isinstance(value, str) else cut
