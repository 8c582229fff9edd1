"""``policy-compare serve``: the page writes into the study."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    port: Annotated[
        int, typer.Option(help="Port on this machine; 0 takes one that is free.", min=0, max=65535)
    ] = 0,
    lang: Annotated[str, typer.Option(help="Language the page opens in, zh or en.")] = "zh",
) -> None:
    """Serve the page to this machine alone, so that what is decided in it goes into the study.

    The address holds a token: who does not have it can neither read nor write. Ctrl-C ends it.
    """
    from compare.base.progress import Progress
    from compare.report.server import Served, make_server
    from compare.study.find import find_study
    from compare.words.strings import LANGUAGES, say

    if lang not in LANGUAGES:
        raise typer.BadParameter(f"language {lang!r} is not one of {', '.join(LANGUAGES)}.")
    with Progress() as progress:
        served = Served(find_study(study), lang=lang, progress=progress)
        served.page()
    server, address = make_server(served, port=port)
    typer.echo(say("serve.open", lang, address=address))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo(say("serve.stopped", lang))
    finally:
        server.server_close()
