"""`serve`: build, serve to this machine alone, and follow every save."""

import asyncio
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from certsite import build as whole
from certsite.commands import report, say, settings, today
from certsite.exits import DONE
from certsite.problem import summary
from certsite.serve import follow
from certsite.serve.rebuild import Rebuild
from certsite.serve.server import HOST, bound, port_of


def run(options: Namespace) -> int:
    """Serve until Ctrl-C; what is wrong with the content is told here and in the browser."""
    told = settings(options)
    opened = bound(options.port)
    say(f"Serving http://{HOST}:{port_of(opened)}/ and following every save; Ctrl-C ends it.", options)
    folders = (told.content, told.templates, told.assets)
    with suppress(KeyboardInterrupt):
        asyncio.run(
            follow(
                folders,
                lambda: whole.made(replace(told, today=today())),
                opened,
                lambda rebuild: _tell(rebuild, options),
            )
        )
    return DONE


def _tell(rebuild: Rebuild, options: Namespace) -> None:
    report(rebuild.problems, options)
    what = f"{rebuild.report.pages} pages" if rebuild.report else f"{summary(rebuild.problems)}; nothing new to see"
    say(f"{datetime.now():%H:%M:%S} {what}, in {rebuild.seconds:.1f} s", options)
