"""Check every page of `site/` with the Nu HTML Checker, the reference checker of the HTML standard."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

SITE = Path("site")
VERSION = "26.9.27"
# Of build/dist/vnu.jar in the npm package vnu-jar of that version; renew both together.
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
FOLDER = Path(".cache") / f"vnu-{VERSION}"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Two warnings that do not hold here: a file has no origin, so that 'self' seems to block what a server would give;
# and the role is needed, since VoiceOver takes a list without bullets for no list.
FILTER = ".*blocked by .(style|script)-src. directive.*|.*The .list. role is unnecessary for element .ul..*"


class CannotCheckError(Exception):
    """The pages cannot be checked here; the message is one line that says what to do."""


def main() -> int:
    """Print what the checker finds; return 0 where no page has an error."""
    try:
        pages = require_pages()
        require_programs()
        require_jar()
    except CannotCheckError as cannot:
        print(cannot, file=sys.stderr)
        return 1
    command = ["java", "-jar", str(JAR), "--skip-non-html", "--filterpattern", FILTER, str(SITE)]
    checked = subprocess.run(command, check=False)  # noqa: S603 - constants
    print(f"Pages checked: {pages}. {'No error.' if checked.returncode == 0 else 'Mend the errors above.'}")
    return checked.returncode


def require_pages() -> int:
    """Return how many pages there are to check; refuse to check none."""
    pages = sum(1 for _ in SITE.rglob("*.html"))
    if not pages:
        message = f"{SITE}/ holds no page; run make first"
        raise CannotCheckError(message)
    return pages


def require_programs() -> None:
    """Refuse where a program is missing that the checker needs, naming all that are."""
    missing = [program for program in ("java", "npm") if not shutil.which(program)]
    if missing:
        message = f"the HTML checker needs {' and '.join(missing)}; install Java 17 or newer and Node.js with npm"
        raise CannotCheckError(message)


def require_jar() -> None:
    """Fetch the checker where it is not here yet, and refuse one whose bytes are not the known ones."""
    if not JAR.exists():
        _fetch()
    if hashlib.sha256(JAR.read_bytes()).hexdigest() != SHA256:
        shutil.rmtree(FOLDER)
        message = f"the package vnu-jar {VERSION} is not what it was when SHA256 was noted; nothing was run"
        raise CannotCheckError(message)


def _fetch() -> None:
    print(f"Fetching the Nu HTML Checker {VERSION} (30 MB, once)", flush=True)
    options = ["--prefix", str(FOLDER), "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["npm", "install", *options, f"vnu-jar@{VERSION}"], check=False)  # noqa: S603, S607 - constants
    if done.returncode or not JAR.exists():
        message = f"npm could not fetch vnu-jar@{VERSION}; see whether this machine reaches the npm registry"
        raise CannotCheckError(message)


if __name__ == "__main__":
    sys.exit(main())
