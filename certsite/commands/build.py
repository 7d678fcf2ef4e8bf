"""`build`: check everything, then publish."""

from argparse import Namespace
from dataclasses import replace

from certsite import build as whole
from certsite.commands import refuse, report, say, settings
from certsite.exits import DONE, WrongUse
from certsite.pagesearch import CannotSearch
from certsite.problem import Refused
from certsite.publish import CannotPublish, Published


def run(options: Namespace) -> int:
    """Build and publish; a refused build leaves the site as it was."""
    try:
        made, published = whole.build(replace(settings(options), page_search=options.page_search))
    except Refused as refused:
        return refuse(refused, options)
    except CannotPublish as failure:
        raise WrongUse(failure.says) from failure
    except CannotSearch as failure:
        raise WrongUse(str(failure)) from failure
    report(made.problems, options)
    say(_built(made, published, options), options)
    return DONE


def _built(made: whole.Report, published: Published, options: Namespace) -> str:
    files = "file" if len(published.written) == 1 else "files"
    changed = f"{len(published.written)} {files} written, {published.unchanged} as they were"
    removed = f", {len(published.removed)} removed" if published.removed else ""
    look = (
        f"open {options.out / 'index.html'}" if options.for_folder else "`make serve` shows it and follows every save"
    )
    return (
        f"Built {made.cities} cities in {made.languages} languages: {made.pages} pages, {made.bytes / 1e6:.1f} MB; "
        f"{changed}{removed}.\n"
        f"Next: {look}."
    )
