"""What every test stands on."""

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def ctrl_c() -> Iterator[None]:
    """Let Ctrl-C reach the programs that tests start: whatever a shell runs in the background ignores it, they too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
