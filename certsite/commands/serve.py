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
from certsite.serve.rounds import Round
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
                lambda played: _tell(played, options),
            )
        )
    return DONE


def _tell(played: Round, options: Namespace) -> None:
    report(played.problems, options)
    what = f"{played.report.pages} pages" if played.report else f"{summary(played.problems)}; nothing new to see"
    say(f"{datetime.now():%H:%M:%S} {what}, in {played.seconds:.1f} s", options)
