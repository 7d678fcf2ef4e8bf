"""Find the browser that the tests drive, and install Debian's Chromium where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# The sandbox and a font are only recommended by Debian's chromium: without the one, it starts for nobody
# but root on some kernels; without the other, widths of text differ from those of other machines.
PACKAGES = ("chromium", "chromium-sandbox", "fonts-liberation")
MEND = "install Chromium or Google Chrome, or set CHROMIUM to the path of one"


class NoBrowserError(Exception):
    """There is no browser to test with; the message is one line that says what to do."""


def find() -> str:
    """Return the path of Chromium or Chrome: what CHROMIUM names, else the first of `PROGRAMS` that is there.

    Raises:
        NoBrowserError: none is there, or CHROMIUM names none.
    """
    if named := os.environ.get("CHROMIUM"):
        if path := shutil.which(named):
            return path
        message = f"CHROMIUM is '{named}', which is no program; correct it or unset it"
        raise NoBrowserError(message)
    for name in PROGRAMS:
        if path := shutil.which(name):
            return path
    message = f"the browser tests found no browser; {MEND}"
    raise NoBrowserError(message)


def ensure() -> str:
    """Return the path of the browser, after installing one where there is none.

    Raises:
        NoBrowserError: there is none and none could be installed.
    """
    try:
        return find()
    except NoBrowserError:
        if "CHROMIUM" in os.environ or not shutil.which("apt-get"):
            raise
    install()
    return find()


def install() -> None:
    """Install Debian's Chromium as root, directly or through `sudo` where that asks for no password.

    Raises:
        NoBrowserError: nobody here may install packages, or the installation failed.
    """
    print(f"No browser found; installing {', '.join(PACKAGES)} with apt-get", flush=True)
    as_root = (*_root(), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    for command in (("update",), ("install", "--yes", "--no-install-recommends", *PACKAGES)):
        failed, output = _run((*as_root, *command))
        if failed:
            message = f"apt-get {command[0]} failed ({_last_line(output)}); {MEND}"
            raise NoBrowserError(message)


def version(browser: str) -> str:
    """Return what the browser says of itself, such as `Chromium 156.0`.

    Raises:
        NoBrowserError: it does not start, as where a package only points to another way of installing it.
    """
    failed, output = _run((browser, "--version"))
    if failed:
        message = f"{browser} does not start ({_last_line(output)}); {MEND}"
        raise NoBrowserError(message)
    return _last_line(output)


def main() -> int:
    """Say which browser the tests will drive; return 1 where there is none."""
    try:
        browser = ensure()
        print(f"Browser: {version(browser)} ({browser})")
    except NoBrowserError as none:
        print(none, file=sys.stderr)
        return 1
    return 0


def _root() -> tuple[str, ...]:
    """Return the words before a command that make it run as root."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and not _run(("sudo", "-n", "true"))[0]:
        return ("sudo", "-n")
    message = f"no browser found, and only root may install one: apt-get install {' '.join(PACKAGES)}"
    raise NoBrowserError(message)


def _run(command: Sequence[str]) -> tuple[bool, str]:
    """Run a command to its end; return whether it failed, and what it wrote."""
    done = subprocess.run(  # noqa: S603 - the words are constants of this module and the path of the browser
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.returncode != 0, done.stdout


def _last_line(output: str) -> str:
    lines = output.strip().splitlines()
    return lines[-1] if lines else "it says nothing"


if __name__ == "__main__":
    sys.exit(main())
