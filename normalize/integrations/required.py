"""The library that an integration is for: without it there is one message, and it says what to install."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from normalize.errors import MissingLibrary, installing


@contextmanager
def required(library: str, extra: str) -> Iterator[None]:
    """Imports inside are those of a library; raises MissingLibrary where they fail.

    >>> with required("nosuchlibrary", "nosuch"):
    ...     import nosuchlibrary
    Traceback (most recent call last):
    normalize.errors.MissingLibrary: nosuchlibrary is not installed: pip install 'normalize-news[nosuch]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        what = "is not installed" if error.name == library.replace("-", "_") else f"cannot be imported ({error})"
        raise MissingLibrary(f"{library} {what}: {installing(extra)}", name=error.name) from error
    except ImportError as error:
        raise MissingLibrary(f"{library} cannot be imported ({error}): {installing(extra)}", name=error.name) from error
