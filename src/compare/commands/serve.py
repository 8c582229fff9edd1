"""``policy-compare serve``: the page writes into the study."""

from __future__ import annotations

from typing import Annotated

import typer

from compare.commands.telling import speaking, tell


@speaking
def serve(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    port: Annotated[
        int, typer.Option(help="Port on this machine; 0 takes one that is free.", min=0, max=65535)
    ] = 0,
    lang: Annotated[
        str,
        typer.Option(
            help="Language the page opens in, and of what is printed, zh or en; default: zh.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Serve the page to this machine alone, so that what is decided in it goes into the study.

    The address holds a token: who does not have it can neither read nor write. Ctrl-C ends it.
    """
    from compare.commands.progress import Shown
    from compare.report.server import Served, make_server
    from compare.study.find import find_study

    with Shown() as progress:
        served = Served(find_study(study), lang=lang or "zh", progress=progress)
        served.page()
    server, address = make_server(served, port=port)
    tell("serve.open", address=address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        tell("serve.stopped")
    finally:
        server.server_close()
