"""Folders -> one signal for each burst of saves.

livereload's own watcher stops its walk at the first file that has changed, so that twenty files are twenty signals.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from certsite.load.folder import passed_over

QUIET_S = 0.2
"""How long nothing may change before a burst is over: an editor that saves all its files takes less between two."""
LONGEST_S = 2.0
"""How long a burst is waited for: a log or a sync client may write without end, and editors want to see their saves."""
LOOK_S = 0.1
"""How long to wait between two looks."""
REST = 10
"""A wait lasts at least this many times as long as a look, so that large folders take a tenth of one core at most."""

Look: TypeAlias = Mapping[str, tuple[int, ...]]
"""Path -> what changes with the file."""


def look(folders: Sequence[Path]) -> Look:
    """Return how the folders are now, without what `load` passes over; no link is followed."""
    seen: dict[str, tuple[int, ...]] = {}
    for folder in folders:
        for place, below, files in os.walk(folder):
            parents = Path(place).relative_to(folder).parts
            below[:] = [name for name in below if not passed_over(name, parents)]
            seen |= {os.path.join(place, name): () for name in below}  # noqa: PTH118 - a walk has many
            paths = (os.path.join(place, name) for name in files if not passed_over(name, parents))  # noqa: PTH118
            seen |= {path: _stamp(path) for path in paths}
    return seen


def _stamp(path: str) -> tuple[int, ...]:
    try:
        status = os.lstat(path)
    except OSError:  # it has just gone
        return ()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


async def bursts(
    look: Callable[[], Look], quiet_s: float = QUIET_S, longest_s: float = LONGEST_S, look_s: float = LOOK_S
) -> AsyncIterator[None]:
    """Yield at once, and then once for every burst of changes, when it is over or has lasted its longest.

    What changes while the caller is at work is seen when it asks again: the look before its work is the one compared.
    """
    known = await asyncio.to_thread(look)
    yield
    while True:
        began = perf_counter()
        now = await asyncio.to_thread(look)
        if now != known and (now := await _settled(look, now, quiet_s, longest_s)) != known:
            known = now
            yield
        else:
            await asyncio.sleep(max(look_s, REST * (perf_counter() - began)))


async def _settled(look: Callable[[], Look], before: Look, quiet_s: float, longest_s: float) -> Look:
    """Return the first look that equals the one before it, or the newest one where it takes too long."""
    began = perf_counter()
    while True:
        await asyncio.sleep(quiet_s)
        now = await asyncio.to_thread(look)
        if now == before or perf_counter() - began >= longest_s:
            return now
        before = now
