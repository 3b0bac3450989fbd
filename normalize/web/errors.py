"""What a client is told where its request is not answered: one shape for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from normalize.web.guard import error_response
from normalize.web.refused import Refused


def handlers(told: Mapping[int, str]) -> Mapping[Any, Any]:
    """The handlers of an application; ``told`` are its sentences on unknown paths (404) and methods (405)."""

    async def not_found(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return error_response(
            Refused(error.status_code, told.get(error.status_code, error.detail), error.headers or {})
        )

    return {HTTPException: not_found, Refused: _refused, Exception: _failed}


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return error_response(error)


async def _failed(_: Request, error: Exception) -> Response:
    """What should not happen; the traceback goes to standard error."""
    return error_response(Refused(500, f"internal error, please report it: {type(error).__name__}"))
