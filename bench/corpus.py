"""Write a content folder of as many records as asked for, to measure what a directory of that size takes.

    python -m bench.corpus 1000 --out /tmp/corpus

It is everything of content/ but its records, of which it has as many as fit: all of them, and made-up ones about the
largest places of the gazetteer that have none. Of fewer records than content/ has, those of the largest cities are
taken, after the one that program.yaml gives as an example; other names of places where none of them lies are left out.
The same number gives the same bytes, and a larger one the same records and more. Nothing of it is ever published.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import yaml

from bench.places import places
from bench.records import NOTE, SOURCE, frame, record
from certsite.exits import DONE, WRONG_USE, WrongUse
from certsite.terminal import tell

CONTENT = Path(__file__).parents[1] / "content"
LEAFLET = "static/README.txt"
"""Says what the folder is, there and on a site made from it."""
WIDTH = 110
FENCE = "---\n"


def main(arguments: Sequence[str]) -> int:
    """Write a corpus and return the exit code of the process."""
    options = _parser().parse_args(arguments)
    try:
        written = write(options.count, options.out)
    except WrongUse as wrong:
        tell(str(wrong), sys.stderr)
        return WRONG_USE
    tell(f"{options.out}: {options.count} records, {written} of them made up", sys.stdout)
    return DONE


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        tell(message, sys.stderr)
        self.exit(WRONG_USE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="bench.corpus", description="Write a content folder of made-up records.", allow_abbrev=False)
    parser.add_argument("count", type=_count, metavar="N", help="how many records, as 100, 1000 or 10000")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write it; a new folder")
    return parser


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of records; write one from 1 on, as 1000")


def write(count: int, out: Path) -> int:
    """Write a content folder of `count` records, and return how many of them are made up.

    Raises `WrongUse` where the folder holds something, or where the gazetteer has too few places.
    """
    if out.exists() and any(out.iterdir()):
        raise WrongUse(f"{out} is not empty; name a new folder")
    real = _real(count)
    invented = list(islice(places([facts for facts, _ in real]), count - len(real)))
    if len(real) + len(invented) < count:
        raise WrongUse(f"there are places for {len(real) + len(invented)} records only; write a smaller number")
    shutil.copytree(CONTENT, out, ignore=shutil.ignore_patterns("cities", ".*", "*~"), dirs_exist_ok=True)
    (out / "cities").mkdir()
    for facts, text in real:
        _put(out / "cities" / f"{facts['slug']}.md", text)
    _leave_out_places(out / "program.yaml", [facts for facts, _ in real])
    within = frame(out)
    for place in invented:
        _put(out / "cities" / f"{place.slug}.md", f"{FENCE}{_yaml(record(place, within))}{FENCE}")
    if invented:
        _tell_what_it_is(out)
    return len(invented)


def _real(count: int) -> list[tuple[Mapping[str, Any], str]]:
    """Return the facts and the whole text of the records of content/, or of those that come first."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((CONTENT / "cities").glob("*.md"))]
    found = [(yaml.load(text.split(FENCE)[1], Loader=yaml.CSafeLoader), text) for text in texts]
    program = yaml.load((CONTENT / "program.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    example = program.get("levels_example", {}).get("city")
    found.sort(key=lambda row: (row[0]["slug"] != example, -row[0].get("population", 0), row[0]["slug"]))
    return found[:count]


def _leave_out_places(path: Path, real: Sequence[Mapping[str, Any]]) -> None:
    """Leave the other names of a country or region out of program.yaml where none of the records lies there."""
    program = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lived_in = {(facts["country"], region) for facts in real for region in (facts["region"], None)}
    kept = [place for place in program["places"] if (place["country"], place.get("region")) in lived_in]
    if kept != program["places"]:
        _put(path, _yaml(program | {"places": kept}))


def _tell_what_it_is(out: Path) -> None:
    source = {SOURCE: {"title": f"Synthetic records. {NOTE}", "publisher": "bench/corpus.py"}}
    below = "".join(f"  {line}\n" for line in _yaml(source).splitlines())
    registry = out / "sources.yaml"
    _put(registry, registry.read_text(encoding="utf-8") + below)
    (out / LEAFLET).parent.mkdir(exist_ok=True)
    _put(out / LEAFLET, f"{NOTE}\nThese are the records that name the source {SOURCE!r}. Publish none of them.\n")


def _yaml(facts: Mapping[str, Any]) -> str:
    return str(yaml.dump(facts, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=WIDTH))


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
