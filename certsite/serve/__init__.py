"""Edit and watch: every burst of saves ends in one rebuild, and every rebuild in a reload.

Nothing is written: the pages of the last good build are kept in memory and served from there.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from socket import socket
from threading import Thread
from typing import TypeAlias, TypeVar

from certsite.serve import watch
from certsite.serve.rebuild import Make, Rebuild, rebuilt
from certsite.serve.server import Window, serving

Tell: TypeAlias = Callable[[Rebuild], None]
T = TypeVar("T")


async def follow(folders: Sequence[Path], make: Make, opened: socket, tell: Tell) -> None:
    """Serve what `make` builds from the folders, anew after every change, until cancelled.

    opened: where to listen, from `server.bound`; tell: is handed every rebuild, the first one included.
    """
    window = Window()
    with serving(window, opened):
        async for _ in watch.bursts(partial(watch.look, folders)):
            rebuild = await _aside(partial(rebuilt, make))
            await window.show(rebuild)
            tell(rebuild)


async def _aside(work: Callable[[], T]) -> T:
    """Return what `work` returns, which runs in a thread that ends with the process.

    `asyncio.to_thread` would let Ctrl-C wait until the build is done.
    """
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as fault:  # whoever waits is told
            future.set_exception(fault)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(future)
