"""Measure the search: whether it finds what people ask for, what it costs to load, and what every key costs.

    .venv/bin/python -m bench.search                                      # of content/, the engine alone
    .venv/bin/python -m bench.search --content /tmp/c --site /tmp/site    # of a site made from it, with its pages

`bench/corpus.py` makes content of any size.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Response, sync_playwright

from bench import asking
from bench.judge import LEFT_TO_TEXTS, Query, is_judged, queries, succeeds
from certsite.exits import DONE
from certsite.relate import Directory
from certsite.terminal import tell
from tools import ensure_browser
from tools.serving import served

SETTLED_MS = 400
"""How long after the last key the finder has said what it found and changed the address."""
PAGES = 20
"""Of how many queries, spread over the set, the keys are typed into the pages of each language."""


def main(arguments: Sequence[str]) -> int:
    """Print the figures and return the exit code of the process."""
    options = _parser().parse_args(arguments)
    directory, files = asking.known(options.content)
    tell(f"{len(directory.standings)} cities", sys.stdout)
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=ensure_browser.find(), args=flags)
        with asking.engine(browser, files, Path(folder) / "engine") as page:
            tell("\n".join(_successes(page, directory)), sys.stdout)
            tell("\n".join(_costs(page, files)), sys.stdout)
        if options.site:
            tell("\n".join(_pages(browser, options.site, files)), sys.stdout)
        browser.close()
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.search", description="Measure the search.", allow_abbrev=False)
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="what is searched")
    parser.add_argument("--site", type=Path, metavar="DIR", help="a site made from it, to measure its pages too")
    return parser


def _successes(page: Page, directory: Directory) -> Iterator[str]:
    """Yield a line for each class, and one for each query that fails or is not judged.

    Of queries that only the texts of pages answer, the engine is asked no more than to hand them on.
    """
    asked = [query for query in queries() if is_judged(query, directory)]
    failed = []
    for query, answer in asking.answers(page, asked):
        if not succeeds(query, answer, directory):
            failed.append(query)
            yield f"  {query.language} {query.kind} {query.text!r} finds {', '.join(answer.slugs[:3]) or 'nothing'}"
    yield from (
        f"  {query.language} {query.kind} {query.text!r} is not judged" for query in queries() if query not in asked
    )
    totals, failures = Counter(query.kind for query in asked), Counter(query.kind for query in failed)
    for kind, total in totals.items():
        name = "handed on" if kind == LEFT_TO_TEXTS else kind
        yield f"{name:14} {total - failures[kind]:3} of {total:3}  {1 - failures[kind] / total:7.1%}"
    yield f"{'all':14} {len(asked) - len(failed):3} of {len(asked):3}  {1 - len(failed) / len(asked):7.1%}"


def _costs(page: Page, files: asking.Files) -> Iterator[str]:
    for code, data in files.items():
        texts = [query.text for query in queries() if query.language == code]
        begun = asking.milliseconds_to_begin(page, code)
        keys = asking.milliseconds_a_key(page, texts)
        yield f"{code}: cities {asking.zipped(data) / 1000:.1f} kB; engine made in {begun:.0f} ms; {_spread(keys)}"


def _pages(browser: Browser, site: Path, files: asking.Files) -> Iterator[str]:
    """Yield what the search page of each language loads until the first result, and what a key costs it as a whole."""
    with served(site.resolve(), "/") as address:
        for index, code in enumerate(files):
            asked = [query for query in queries() if query.language == code]
            page = browser.new_page()
            loaded: dict[str, int] = {}
            page.on("response", partial(_note, loaded))
            page.goto(f"{address}{code + '/' if index else ''}search/")
            page.locator("#q").press_sequentially(asked[0].text)
            page.locator(".hits a").first.wait_for()
            files_loaded = ", ".join(f"{name} {size / 1000:.1f}" for name, size in loaded.items())
            yield f"{code}: {sum(loaded.values()) / 1000:.1f} kB to the first result ({files_loaded})"
            yield f"{code}: with all the page does {_spread(_keys(page, asked[:: max(1, len(asked) // PAGES)]))}"
            page.close()


def _note(loaded: dict[str, int], response: Response) -> None:
    if response.url.endswith((".js", ".json")):
        loaded[response.url.rsplit("/", 1)[-1]] = asking.zipped(response.body())


def _keys(page: Page, asked: Sequence[Query]) -> list[float]:
    ticks = asking.main_thread(page)
    field = page.locator("#q")
    taken: list[float] = []
    for query in asked:
        field.fill("")
        page.wait_for_timeout(SETTLED_MS)
        taken.extend(ticks(partial(_press, page, key)) for key in query.text)
    return taken


def _press(page: Page, key: str) -> None:
    """Type a key and wait until the page shows what it brings about."""
    page.keyboard.insert_text(key)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def _spread(taken: Sequence[float]) -> str:
    steps = quantiles(taken, n=20)
    return f"a key takes {steps[9]:.1f} ms (p50), {steps[18]:.1f} ms (p95) of the main thread, {len(taken)} keys"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
