"""The command line: what can be asked for. The generator itself is loaded only when it has work to do."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TypeAlias

from certsite.addresses import LAST_PORT, is_site_address
from certsite.exits import OUR_FAULT, WRONG_USE, WrongUse, place_of
from certsite.terminal import tell

CODES = "exit codes: 0 done, 1 content to mend, 2 wrong use, 3 a fault of the program"
DEFAULT = "build"
EPILOG = f"Without a command: {DEFAULT}. What a command takes: build.py {DEFAULT} --help.\n{CODES}"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code of the process."""
    asked = (
        arguments if arguments and (arguments[0] in HELP or not arguments[0].startswith("-")) else [DEFAULT, *arguments]
    )
    options = _parser().parse_args(asked)
    try:
        code: int = import_module(f"certsite.commands.{options.command}").run(options)
    except WrongUse as wrong:
        tell(str(wrong), sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        tell("stopped; the site is as it was, or the next build completes it", sys.stderr)
        return OUR_FAULT
    except Exception as fault:
        if package := _missing_package(fault):
            again = " ".join([".venv/bin/python build.py", *arguments])
            tell(f"a package is missing ({package}); run make, then {again}", sys.stderr)
            return WRONG_USE
        tell(_fault(fault), sys.stderr)
        return OUR_FAULT
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage, five lines long, is for those who ask for it."""

    def error(self, message: str) -> NoReturn:
        tell(f"{message}; see {self.prog} --help", sys.stderr)
        self.exit(WRONG_USE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="build.py",
        description="Turn the records in content/ into a static site.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    for name, (text, options) in COMMANDS.items():
        command = commands.add_parser(
            name, help=text, description=text, prog=f"build.py {name}", epilog=CODES, allow_abbrev=False
        )
        for add in options:
            add(command)
    return parser


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="what to read (content)")


def _making(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="where to publish (site)")


def _naming(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site-url",
        type=_site_url,
        default="",
        metavar="URL",
        help="address of the site, as https://example.org/cities/",
    )


def _linking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--for-folder", action="store_true", help="link to index.html, so that the site can be read from a folder"
    )


def _searching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-page-search",
        dest="page_search",
        action="store_false",
        help="leave out the index of the page texts; cities are found by name, level and place all the same",
    )


def _reporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "github", "json", "markdown"),
        default="text",
        help="how problems are written (text)",
    )
    parser.add_argument("--quiet", action="store_true", help="print problems only")


def _serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="where to listen on 127.0.0.1; 0: any that is free (8000)"
    )
    parser.set_defaults(out=Path("site"), for_folder=False, format="text", quiet=False)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number from 1 to {LAST_PORT}, or 0")


def _scaffolding(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(out=Path("site"), site_url="", for_folder=False, format="text", quiet=False)
    for name, metavar, text in ANSWERS:
        action = "append" if name == "source" else "store"
        parser.add_argument(f"--{name}", action=action, metavar=metavar, help=text)


def _site_url(text: str) -> str:
    """Return the address of a site; an empty text, as an unset variable gives it, means none."""
    if text and not is_site_address(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address of a site; write one as https://example.org/cities/")
    return text


def _missing_package(fault: Exception) -> str:
    """Return the package of others that is not installed, if that is all that is wrong."""
    name = (fault.name or "") if isinstance(fault, ModuleNotFoundError) else ""
    package = name.partition(".")[0]
    return "" if package == __package__ else package


def _fault(fault: Exception) -> str:
    """Name the innermost place of the program that was at work, in one line that can be reported."""
    file, line = place_of(fault)
    text = " ".join(str(fault).split())
    what = f"{type(fault).__name__} at {file.name}:{line}"
    return f"a fault of the program, not of the content: {what}: {text}; please report it"


ANSWERS = (
    ("name", "NAME", "name of the city, as it writes it"),
    ("country", "COUNTRY", "its country, by name or by its letters in ISO 3166"),
    ("region", "REGION", "its state, province or department"),
    ("region-code", "CODE", "usual short form of that (as other records have it)"),
    ("place", "NUMBER", "its number in GeoNames, - for none (the only place with its name)"),
    ("slug", "SLUG", "address of its page (as other records let expect)"),
    ("lang", "LANG", "language of what will be written about it (the first one)"),
    ("event", "EVENT", "what happened (certified)"),
    ("level", "LEVEL", "the level that was announced"),
    ("round", "ROUND", "the round in which it was announced (none)"),
    ("date", "DATE", "date of the announcement, as 2024-06-17, 2024-06 or 2024 (that of the round)"),
    ("source", "SOURCE", "where it was read: an id of sources.yaml, or the address of a new publication; repeatable"),
    ("source-title", "TITLE", "title of the new publication"),
    ("source-publisher", "NAME", "who published it"),
    ("source-date", "DATE", "its date (none)"),
)
"""What `new` asks where no option says it."""
Options: TypeAlias = Callable[[argparse.ArgumentParser], None]
HELP = ("-h", "--help")
COMMANDS: dict[str, tuple[str, tuple[Options, ...]]] = {
    "build": (
        "check content/, build the site and publish it into site/ (the default)",
        (_reading, _making, _naming, _linking, _searching, _reporting),
    ),
    "check": (
        "check content/ and the pages made from it; publish nothing",
        (_reading, _making, _naming, _linking, _reporting),
    ),
    "new": (
        "write the record of a new city, from options or from answers to questions; never overwrite one",
        (_reading, _scaffolding),
    ),
    "serve": (
        "build in memory, serve to the browsers of this machine, and follow every save",
        (_reading, _naming, _serving),
    ),
}
"""What each command is for, and the options that it takes."""
