"""The names layer in a real browser: asked each query, and each of its beginnings as they are typed."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import Browser, CDPSession, Page

from bench.judge import Answer, Query
from certsite import i18n, load, relate, validate
from certsite.exports import cities
from certsite.model.convert import content, languages
from certsite.relate import Directory
from tools.serving import served

SCRIPTS = Path(__file__).parents[1] / "assets" / "js"
PAGE = "<!doctype html><html lang='en'><meta charset='utf-8'><title>Search</title>"
BEGIN = """async (code) => {
  const { loadCities } = await import("/js/search/data.js");
  const { makeEngine } = await import("/js/search/engine.js");
  const cities = await loadCities(`/cities.${code}.json`);
  globalThis.slugOf = cities.slug;
  globalThis.make = () => (globalThis.engine = makeEngine(cities));
  globalThis.make();
}"""
ASK = """(texts) => texts.map((text) => {
  const { hits, near, named } = engine.search(text);
  return [hits.slice(0, 10).map(({ city }) => slugOf(city)), near, named];
})"""

WARM = 50
"""How many keys are typed before any is measured, since browsers compile what runs often."""

Files: TypeAlias = Mapping[str, bytes]
"""The file of the cities in each language, by its code."""


def known(folder: Path) -> tuple[Directory, Files]:
    """Return what a content folder says, and the file that a browser gets of it in each language.

    Raises `ValueError` where the content has mistakes.
    """
    records, _ = validate.records(load.sources(folder)[0], date.today())
    if not records:
        raise ValueError(f"{folder} has mistakes; .venv/bin/python build.py check names them")
    facts = content(records, ())
    translators, _ = i18n.translators(records, languages(records))
    directory = relate.directory(facts)
    texts = {code: cities.cities(directory, translator) for code, translator in (translators or {}).items()}
    return directory, {code: json.dumps(text, ensure_ascii=False).encode() for code, text in texts.items()}


@contextmanager
def engine(browser: Browser, files: Files, folder: Path) -> Iterator[Page]:
    """Open a page that can load the engine's modules as they are, and the cities; `folder` is a new one to serve."""
    shutil.copytree(SCRIPTS, folder / "js")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    for code, data in files.items():
        (folder / f"cities.{code}.json").write_bytes(data)
    with served(folder, "/") as address:
        page = browser.new_page()
        page.goto(address)
        try:
            yield page
        finally:
            page.close()


def answers(page: Page, asked: Sequence[Query]) -> Iterator[tuple[Query, Answer]]:
    """Yield what is found for each query in the language of its page."""
    for code in dict.fromkeys(query.language for query in asked):
        page.reload()
        page.evaluate(BEGIN, code)
        rows = [query for query in asked if query.language == code]
        found = page.evaluate(ASK, [query.text for query in rows])
        yield from ((query, Answer(*row)) for query, row in zip(rows, found, strict=True))


def milliseconds_to_begin(page: Page, code: str) -> float:
    """Return how long it takes to make the engine in a language, in time of the main thread."""
    page.reload()
    page.evaluate(BEGIN.replace("globalThis.make();\n", ""), code)
    return main_thread(page)(lambda: page.evaluate("() => void make()"))


def milliseconds_a_key(page: Page, texts: Sequence[str]) -> list[float]:
    """Return what each key costs the engine while texts are typed letter by letter, in time of the main thread."""
    ticks = main_thread(page)
    beginnings = [text[: end + 1] for text in texts for end in range(len(text))]
    for beginning in beginnings[:WARM]:
        _search(page, beginning)
    return [ticks(partial(_search, page, beginning)) for beginning in beginnings]


def _search(page: Page, text: str) -> None:
    page.evaluate("(text) => void engine.search(text)", text)


def main_thread(page: Page) -> Callable[[Callable[[], Any]], float]:
    """Return a function that tells how many milliseconds of the main thread's own time something takes.

    It is time of the processor, so that other work of the machine does not count.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def taken(action: Callable[[], Any]) -> float:
        before = _task_ms(session)
        action()
        return _task_ms(session) - before

    return taken


def _task_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(row["value"]) for row in metrics if row["name"] == "TaskDuration")


def zipped(data: bytes) -> int:
    """Return how many bytes go over the network, as GitHub Pages sends them."""
    return len(gzip.compress(data, 9))
