"""The goals of the search, on the real content and on a thousand records: `bench/queries.yaml` is what people ask."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench import asking, corpus
from bench.judge import is_judged, queries, succeeds

SIZES = ("real", pytest.param("thousand", marks=pytest.mark.large))
WHOLE = {"exact", "prefix", "accents", "level", "nonsense"}
LEAST_OF_ALL = 0.98
LEAST_OF_TYPOS = 0.92

Measured = tuple[Page, Mapping[str, list[tuple[str, bool]]]]


@pytest.fixture(scope="module", params=SIZES)
def measured(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Measured]:
    """A page with the engine, and for each class its queries with whether they found what they should."""
    folder = tmp_path_factory.mktemp(request.param)
    content = Path(__file__).parents[2] / "content"
    if request.param == "thousand":
        content = folder / "content"
        corpus.write(1000, content)
    directory, files = asking.known(content)
    asked = [query for query in queries() if is_judged(query, directory)]
    with asking.engine(browser, files, folder / "engine") as page:
        found = defaultdict(list)
        for query, answer in asking.answers(page, asked):
            found[query.kind].append((f"{query.language} {query.text}", succeeds(query, answer, directory)))
        yield page, found


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_queries_that_leave_no_doubt_never_fail(measured: Measured, kind: str) -> None:
    _, found = measured
    assert [text for text, is_success in found[kind] if not is_success] == []


def test_misspelled_names_are_found(measured: Measured) -> None:
    _, found = measured
    failed = [text for text, is_success in found["typo"] if not is_success]
    assert len(failed) <= (1 - LEAST_OF_TYPOS) * len(found["typo"]), failed


def test_nearly_everything_that_people_ask_for_is_found(measured: Measured) -> None:
    _, found = measured
    rows = [row for rows in found.values() for row in rows]
    failed = [text for text, is_success in rows if not is_success]
    assert len(failed) <= (1 - LEAST_OF_ALL) * len(rows), failed
