"""`build`: check everything, then publish."""

import sys
from argparse import Namespace

from certsite import build as whole
from certsite.cli import DONE, TO_MEND, WRONG_USE
from certsite.commands import report, say, settings
from certsite.problem import Refused, summary
from certsite.publish import CannotPublish, Published


def run(options: Namespace) -> int:
    """Build and publish; a refused build leaves the site as it was."""
    chosen = settings(options)
    try:
        made, published = whole.build(chosen)
    except Refused as refused:
        report(refused.problems, options)
        say(f"{summary(refused.problems)}. Nothing was published; {options.out}/ is as it was.", options)
        return TO_MEND
    except CannotPublish as failure:
        print(failure.says, file=sys.stderr)
        return WRONG_USE
    report(made.problems, options)
    say(_built(made, published, options), options)
    return DONE


def _built(made: whole.Report, published: Published, options: Namespace) -> str:
    files = "file" if len(published.written) == 1 else "files"
    changed = f"{len(published.written)} {files} written, {published.unchanged} as they were"
    removed = f", {len(published.removed)} removed" if published.removed else ""
    start = options.out / "index.html"
    return (
        f"Built {made.cities} cities in {made.languages} languages: {made.pages} pages, {made.bytes / 1e6:.1f} MB; "
        f"{changed}{removed}.\n"
        f"Next: look at it with `python -m http.server --bind 127.0.0.1 --directory {options.out}`"
        f"{f', or open {start}' if options.for_folder else ''}; edit content/ and build again."
    )
