"""The index of Argos packages, and downloads from it. Nothing here runs unless a person asks for an installation."""

from __future__ import annotations

import hashlib
import json
import os
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from normalize.errors import TranslationError
from normalize.text.pattern import pattern
from normalize.translate.packages.installed import pair_of, version_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

OFFICIAL = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
_TIMEOUT = 30  # seconds without a byte
_LARGEST_INDEX, _LARGEST_PACKAGE = 32 << 20, 4 << 30  # bytes
_CHUNK = 1 << 20
_AGENT = "normalize-news"
_SHA256 = pattern(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True)
class Offer:
    """A package that an index offers; `sha256` of the file where the index states it."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    sha256: str | None


def index_url(url: str | None = None) -> str:
    """The address of the index file: `url`, else ARGOS_PACKAGE_INDEX, else the official one.

    >>> index_url("https://models.example.org/argos")
    'https://models.example.org/argos/index.json'
    """
    url = url or os.environ.get("ARGOS_PACKAGE_INDEX") or OFFICIAL
    return url if url.endswith(".json") else url.rstrip("/") + "/index.json"


def offers(url: str | None = None) -> list[Offer]:
    """What an index offers, by pair, the highest version first. Raises TranslationError.

    An index is a JSON list of objects with `from_code`, `to_code`, `package_version` and `links` (relative ones count
    from the index), as argostranslate's; `sha256` is optional.
    """
    address = index_url(url)
    try:
        with _open(address) as response:
            body = response.read(_LARGEST_INDEX)
            announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and len(body) < min(int(announced), _LARGEST_INDEX):
            raise TranslationError(f"{address}: broke off after {len(body)} of {announced} bytes")
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise TranslationError(f"{address}: is no index of packages: {error}") from None
    except (OSError, HTTPException) as error:
        raise TranslationError(f"{address}: cannot be read: {_reason(error)}") from None
    if not isinstance(data, list):
        raise TranslationError(f"{address}: is no index of packages: not a list")
    found = []
    for entry in data:
        try:
            pair = pair_of(entry)
        except TranslationError:
            continue  # an entry that says nothing usable hides no other
        links = entry.get("links")
        if pair is None or not isinstance(links, list):
            continue
        usable = tuple(filter(None, (_absolute(address, link) for link in links)))
        digest = entry.get("sha256")
        if digest is not None and not (isinstance(digest, str) and _SHA256.fullmatch(digest)):
            continue  # what cannot be checked against the sum that is promised is not offered
        found.append(Offer(*pair, usable, digest))
    found.sort(key=lambda offer: version_key(offer.version), reverse=True)
    found.sort(key=lambda offer: (offer.source, offer.target))
    return found


def _absolute(address: str, link: object) -> str | None:
    """The address of a link, with letters outside ASCII quoted; None for what is none."""
    if not isinstance(link, str):
        return None
    try:
        return quote(urljoin(address, link), safe="/:?#[]@!$&'()*+,;=%~")
    except ValueError:  # brackets that hold no address, or half a character
        return None


def best_offer(source: str, target: str, url: str | None = None) -> Offer:
    """The highest version of a pair in an index. Raises TranslationError."""
    all_offers = offers(url)
    for offer in all_offers:
        if (offer.source, offer.target) == (source, target) and offer.links:
            return offer
    near = sorted({f"{o.source} → {o.target}" for o in all_offers if source == o.source or target == o.target})
    hint = f"; it has {', '.join(near[:8])}" + (" …" if len(near) > 8 else "") if near else ""
    raise TranslationError(f"{index_url(url)}: offers no package {source} → {target}{hint}")


def download(offer: Offer, file: Path) -> str:
    """Fetch a package into `file`, from the first link that works; returns the link. Raises TranslationError."""
    troubles = []
    for link in offer.links:
        try:
            _fetch(link, file, offer.sha256)
        except TranslationError as error:
            troubles.append(str(error))
        except (OSError, HTTPException) as error:
            troubles.append(f"{link}: {_reason(error)}")
        else:
            return link
    raise TranslationError(f"{offer.source} → {offer.target} cannot be downloaded: " + "; ".join(troubles))


def _fetch(link: str, file: Path, sha256: str | None) -> None:
    digest, size = hashlib.sha256(), 0
    with _open(link) as response, file.open("wb") as out:
        announced = response.headers.get("Content-Length")
        while chunk := response.read(_CHUNK):
            size += len(chunk)
            if size > _LARGEST_PACKAGE:
                raise TranslationError(f"{link}: is larger than {_LARGEST_PACKAGE >> 30} GB")
            digest.update(chunk)
            out.write(chunk)
    if announced is not None and announced.isdigit() and size != int(announced):
        raise TranslationError(f"{link}: broke off after {size} of {announced} bytes")
    if sha256 is not None and digest.hexdigest() != sha256.lower():
        raise TranslationError(f"{link}: its SHA-256 is {digest.hexdigest()}, the index says {sha256.lower()}")


@contextmanager
def _open(url: str) -> Iterator[HTTPResponse]:
    if urlsplit(url).scheme not in ("http", "https"):
        raise TranslationError(f"{url}: only http and https are fetched")
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT})  # noqa: S310  the scheme was checked
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
        yield response


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"{error.code} {error.reason}"
    return str(getattr(error, "reason", None) or error)
