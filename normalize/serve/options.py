"""How a service is reached and what it allows: checked once, before anything listens."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from normalize.errors import ConfigError

LEAST_TOKEN = 16  # characters; fewer can be guessed over a network
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """Where to listen, who may ask, and how much.

    ``token`` is empty where none is needed; ``max_body`` is in bytes, ``timeout`` the seconds that one request may be
    worked on, ``client_timeout`` the seconds that a client may take to send a request or to take an answer; ``hosts``
    and ``origins`` are accepted besides those of this machine; ``public_url`` is where clients reach the service, if
    that is elsewhere. Raises ConfigError.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    jobs: int = 1
    max_body: int = MEGABYTE
    timeout: float = 60.0
    client_timeout: float = 30.0
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    public_url: str = ""

    def __post_init__(self) -> None:
        if self.token and len(self.token) < LEAST_TOKEN:
            raise ConfigError(f"--token must have {LEAST_TOKEN} characters or more, not {len(self.token)}")
        if self.token and not (self.token.isascii() and self.token.isprintable() and " " not in self.token):
            raise ConfigError("--token must be printable ASCII without blanks: a header cannot hold anything else")
        if not self.token and not is_loopback(self.host):
            raise ConfigError(f"--host {self.host} can be reached from other machines: give --token or NORMALIZE_TOKEN")
        for origin in self.origins:
            if origin != "*" and not _is_origin(origin):
                raise ConfigError(f"--allow-origin must look like https://example.org or be `*`, not {origin!r}")
        if self.public_url and not _is_url(self.public_url):
            raise ConfigError(f"--public-url must look like https://example.org/path, not {self.public_url!r}")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # checked by this
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment


def _is_origin(text: str) -> bool:
    return _is_url(text) and not urlsplit(text).path
