"""``normalize serve``: a reconciliation service and JSON endpoints over HTTP."""

from __future__ import annotations

import os
import signal
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.exit_status import EXIT_INTERRUPTED
from normalize.cli.session import note, settings_of
from normalize.errors import ServeError, installing
from normalize.evidence.profile import Profile
from normalize.serve.options import Options
from normalize.settings.sources import load

_DEFAULTS = Options()


Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; what other machines reach needs a token.")
]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes any free one.")]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        metavar="TEXT",
        help="What clients must send; better given by NORMALIZE_TOKEN, which `ps` does not show.",
    ),
]
MaxBody = Annotated[
    int, typer.Option("--max-body", metavar="BYTES", min=1024, help="The largest request that is read.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="How long one request may be worked on.")
]
ClientTimeout = Annotated[
    float,
    typer.Option(
        "--client-timeout",
        metavar="SECONDS",
        min=0.1,
        help="How long a client may take to send a request, or to take an answer.",
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="A name under which the service is reached. Repeatable."),
]
AllowOrigin = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-origin",
        metavar="URL",
        help="A site whose pages may ask, besides those of this machine; `*` for all. Repeatable.",
    ),
]
PublicUrl = Annotated[
    str,
    typer.Option("--public-url", metavar="URL", help="Where clients reach the service, if it is behind a proxy."),
]


def serve(
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    unsafe: o.Unsafe = None,
    profile: o.ProfileFile = None,
    foreign: o.Foreign = None,
    bilingual: o.Bilingual = None,
    phrases: o.Phrases = None,
    cache: o.CacheFolder = None,
    no_translate: o.NoTranslate = None,
    furniture: o.Furniture = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    config: o.ConfigFile = None,
    jobs: o.Jobs = o.CORES,
    host: Host = _DEFAULTS.host,
    port: Port = _DEFAULTS.port,
    token: Token = None,
    max_body: MaxBody = _DEFAULTS.max_body,
    timeout: Timeout = _DEFAULTS.timeout,
    client_timeout: ClientTimeout = _DEFAULTS.client_timeout,
    allow_host: AllowHost = None,
    allow_origin: AllowOrigin = None,
    public_url: PublicUrl = "",
) -> None:
    """Serve the glossaries to OpenRefine (reconciliation API 0.2) and the pipeline to programs (JSON), over HTTP.

    Ctrl-C or SIGTERM stops it when all that was asked is answered. Exit status: 0, or 130 by Ctrl-C, 2 trouble.
    """
    conf = load(
        config,
        glossary=glossary,
        plugins=plugin,
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        unsafe=unsafe,
        furniture=furniture,
        foreign=foreign,
        bilingual=bilingual,
        judgements=judgements,
        corpus=corpus,
        phrases=phrases,
        no_translate=no_translate,
    )
    options = Options(
        host=host,
        port=port,
        token=token if token is not None else os.environ.get("NORMALIZE_TOKEN", ""),
        jobs=jobs,
        max_body=max_body,
        timeout=timeout,
        client_timeout=client_timeout,
        hosts=tuple(allow_host or ()),
        origins=tuple(allow_origin or ()),
        public_url=public_url,
    )
    try:
        from normalize.serve import server
        from normalize.web import listening
    except ModuleNotFoundError as error:
        raise ServeError(f"`normalize serve` needs {error.name}: {installing('serve')}") from None
    bound = listening.listen(options.host, options.port)
    url = listening.url_of(bound)
    state = (settings_of(conf, cache), Profile.load(profile) if profile else None)
    names = conf.glossary or ("shipped",)
    stopped = server.serve(
        options, state, names, bound, lambda: note(f"{url}: ready; reconciliation at {url}/reconcile; Ctrl-C stops")
    )
    raise typer.Exit(EXIT_INTERRUPTED if stopped is signal.SIGINT else 0)
