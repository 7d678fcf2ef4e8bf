"""What every test stands on, and the real site, which takes so long that it is built once for all."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.sites import ROOT

LEFT_TO_THE_PUBLISHER = "warning: readers have no way to report a mistake"

# How long an example takes tells of the machine and what else it does; what has to be quick has a test that says so.
hypothesis.settings.register_profile("patient", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(autouse=True, scope="session")
def ctrl_c() -> Iterator[None]:
    """Let Ctrl-C reach the programs that tests start: whatever a shell runs in the background ignores it, they too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site, for a host that serves it below `/directory/`. Nobody may change it."""
    return _built(tmp_path_factory.mktemp("real") / "site", "--site-url", "https://example.org/directory/")


@pytest.fixture(scope="session")
def real_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site that is read without a server. Nobody may change it."""
    return _built(tmp_path_factory.mktemp("unzipped") / "site", "--for-folder")


def _built(out: Path, *options: str) -> Path:
    """Build the real site as an editor would on a machine that speaks no other language, and return its folder."""
    command = [sys.executable, "build.py", "--quiet", "--out", str(out), *options]
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    problems = [line for line in built.stderr.splitlines() if LEFT_TO_THE_PUBLISHER not in line]
    if built.returncode or problems:
        pytest.fail(f"the real site was not built without a problem:\n{built.stdout}{built.stderr}", pytrace=False)
    return out
