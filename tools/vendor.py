"""Renew the libraries of `assets/js/vendor/`: each from its npm package, made small, as one module of our own dialect.

`<library>.json` says which: name, version, license and integrity (the SHA-512 that npm gives) of the package, its
module, what that exports as default, the minifier, and the SHA-256 of the file that came of it. To move to another
version, or to another minifier, change that, empty the SHA-256 and run this; it says which integrity to write once the
changes of the package were read. The minifier itself comes by its version alone, and so does what it needs in turn: it
is the recorded SHA-256 that holds what it makes. A build needs none of this, and no npm.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path("assets/js/vendor")


class CannotRenewError(Exception):
    """A library cannot be renewed; the message is one line that says what to do."""


def main() -> int:
    """Write every library anew; return 0 where all could be."""
    try:
        require_npm()
        for record in sorted(FOLDER.glob("*.json")):
            renew(record)
    except CannotRenewError as cannot:
        print(cannot, file=sys.stderr)
        return 1
    return 0


def require_npm() -> None:
    """Refuse where npm is missing."""
    if not (shutil.which("npm") and shutil.which("npx")):
        message = "renewing a library needs npm and npx; install Node.js 20 or newer"
        raise CannotRenewError(message)


def renew(record: Path) -> None:
    """Write `<library>.js` and `<library>.LICENSE.txt` beside a record, and the hash of the first where it has none.

    Raises `CannotRenewError` where the package or what came of it is not the recorded one; nothing is written then.
    """
    library = json.loads(record.read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        package = _package(library, Path(folder))
        text = _banner(library, package["license"]) + _small(library, package["module"], Path(folder))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if library["sha256"] not in ("", sha256):
        made = f"{library['name']}@{library['version']} by {library['minifier']}"
        message = (
            f"{made} has the sha256 {sha256}, not the recorded one; empty that if the record asks for something new, "
            "or else see what the minifier does now"
        )
        raise CannotRenewError(message)
    library["sha256"] = sha256
    record.with_suffix(".js").write_text(text, encoding="utf-8")
    record.with_suffix(".LICENSE.txt").write_text(package["license"], encoding="utf-8")
    record.write_text(json.dumps(library, indent=2) + "\n", encoding="utf-8")
    print(f"{record.with_suffix('.js')} is {library['name']} {library['version']}")


def _package(library: Mapping[str, str], folder: Path) -> Mapping[str, str]:
    """Return the texts of the package that matter here, once its bytes are the recorded ones."""
    named = f"{library['name']}@{library['version']}"
    _run(["npm", "pack", named, "--silent", "--pack-destination", str(folder)], f"npm could not fetch {named}")
    (archive,) = folder.glob("*.tgz")
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if integrity != library["integrity"]:
        message = f"{named} has the integrity {integrity}, not the recorded one; read what changed before writing it"
        raise CannotRenewError(message)
    with tarfile.open(archive) as files:
        about = json.loads(_text(files, "package.json"))
        if about["license"] != library["license"]:
            message = f"{named} is under {about['license']}, not {library['license']}; see whether it may be used"
            raise CannotRenewError(message)
        return {"module": _text(files, library["module"]), "license": _text(files, "LICENSE.txt")}


def _text(files: tarfile.TarFile, path: str) -> str:
    try:
        member = files.extractfile(f"package/{path}")
    except KeyError:
        member = None
    if member is None:
        message = f"{path} is not in the package; correct its path in the record"
        raise CannotRenewError(message)
    return member.read().decode()


def _banner(library: Mapping[str, str], license_: str) -> str:
    """Return the line that stays above the library in what is published."""
    found = re.search(r"^Copyright .*", license_, re.MULTILINE)
    owner = f" | {found[0]}" if found else ""
    return f"/*! {library['name']} {library['version']} | {library['license']}{owner} */\n"


def _small(library: Mapping[str, str], module: str, folder: Path) -> str:
    """Return a module made small, with its default export as a named one and every other name hidden."""
    name = library["export"]
    body, default, _ = module.partition(f"export {{ {name} as default }};")
    if not default:
        message = f"{library['module']} does not export {name} as default; correct the record"
        raise CannotRenewError(message)
    whole = folder / "whole.js"
    whole.write_text(f"export const {name} = (() => {{\n{body}\nreturn {name};\n}})();\n", encoding="utf-8")
    command = ["npx", "--yes", library["minifier"], str(whole), "--module", "--compress", "--mangle"]
    return _run(command, f"{library['minifier']} failed").strip() + "\n"


def _run(command: list[str], failed: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - of the record
    if done.returncode:
        message = f"{failed}; it said: {' '.join(done.stderr.split()) or 'nothing'}"
        raise CannotRenewError(message)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
