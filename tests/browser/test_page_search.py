"""The search in the texts of pages: on the real site, under its policy, below a path of the host."""

import gzip
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from bench.judge import FIRST, LEFT_TO_TEXTS, Query, queries
from tests.browser.conftest import ROOT
from tests.browser.support import OpenPage, Serve, watch
from tools.serving import served

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
FIRST_RESULT_BYTES = 125 * 1024
LANGUAGES = {"en": "", "es": "es/", "pt-BR": "pt/"}
SEARCH = """async ([script, at, query, limit]) => {
  const { searchPages, PagesUnreachable } = await import(script);
  try {
    return await searchPages(at, query, limit);
  } catch (error) {
    return { unreachable: error instanceof PagesUnreachable, cause: String(error.cause) };
  }
}"""


@pytest.fixture(scope="module")
def folder(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site with a bare page for each language, and the module as it is written."""
    folder = tmp_path_factory.mktemp("searched") / "site"
    shutil.copytree(real_site, folder)
    shutil.copytree(ROOT / "assets" / "js", folder / "js")
    for lang, path in LANGUAGES.items():
        place = folder / path / "bare" / "index.html"
        place.parent.mkdir()
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        place.write_text(f'<!doctype html><html lang="{lang}"><head>{policy}<title>Bare</title></head></html>')
    return folder


class Searching:
    """A bare page that asks, and what the browser fetches for it."""

    def __init__(self, page: Page, address: str, lang: str) -> None:
        self.page, self.address, self.lang = page, address, lang
        self.fetched: list[Response] = []
        page.context.on("response", self.note)
        page.goto(f"{address}{LANGUAGES[lang]}bare/")

    def note(self, response: Response) -> None:
        if "/search/pages/" in response.url:
            self.fetched.append(response)

    def ask(self, query: str, limit: int = 10) -> Any:
        at = f"{'../' * (1 + LANGUAGES[self.lang].count('/'))}search/pages/pagefind.js"
        return self.page.evaluate(SEARCH, [f"{self.address}js/search/pages.js", at, query, limit])

    def found(self, query: str) -> list[tuple[str, str]]:
        """Return the titles of the results and where they lead, from the root of the site."""
        return [(result["title"], result["url"].removeprefix("/directory/")) for result in self.ask(query)]

    def names(self) -> list[str]:
        return [urlsplit(response.url).path.rpartition("/")[2] for response in self.fetched]


@pytest.fixture(scope="module")
def shared(browser: Browser, folder: Path) -> Iterator[tuple[Callable[[str], Searching], list[str]]]:
    """The bare pages of tests that do no more than ask, each opened once; and what these do that no page may."""
    noted: list[str] = []
    with ExitStack() as opened:
        address = opened.enter_context(served(folder, "/directory/"))

        @cache
        def bare(lang: str) -> Searching:
            context = browser.new_context()
            opened.callback(context.close)
            watch(context, noted)
            return Searching(context.new_page(), address, lang)

        yield bare, noted


@pytest.fixture
def searching(
    shared: tuple[Callable[[str], Searching], list[str]], faults: list[str]
) -> Iterator[Callable[[str], Searching]]:
    """A function that gives the bare page of a language below a path of the host, as on GitHub Pages."""
    bare, noted = shared
    yield bare
    faults.extend(noted)
    noted.clear()


@pytest.fixture
def english(searching: Callable[[str], Searching]) -> Searching:
    """A page that others have asked before: what it has loaded says nothing."""
    return searching("en")


@pytest.fixture
def anew(open_page: OpenPage, serve: Serve, folder: Path) -> Callable[[str], Searching]:
    """A function that opens the bare page of a language where nothing is loaded yet."""
    address = serve(folder, "/directory/")
    return lambda lang: Searching(open_page(), address, lang)


@pytest.fixture
def fresh(anew: Callable[[str], Searching]) -> Searching:
    return anew("en")


def marked(result: dict[str, Any]) -> list[str]:
    return [piece["text"] for piece in result["excerpt"] if piece["marked"]]


@pytest.mark.parametrize(
    ("lang", "query", "first"),
    [
        ("en", "eviction court data", ("Alexandria", "cities/alexandria-va/#programs")),
        ("en", "evictions in court", ("Alexandria", "cities/alexandria-va/#programs")),
        ("en", "police transparency", ("Evanston", "cities/evanston-il/#programs")),
        ("en", "short-term rentals map", ("Scottsdale", "cities/scottsdale-az/#programs")),
        ("es", "datos sobre desalojos judiciales", ("Alexandria", "es/cities/alexandria-va/#programs")),
        ("es", "policia", ("Evanston", "es/cities/evanston-il/#programs")),
        ("es", "policía", ("Evanston", "es/cities/evanston-il/#programs")),
        ("pt-BR", "dados da justiça despejo", ("Alexandria", "pt/cities/alexandria-va/#programs")),
        ("pt-BR", "transparencia da policia", ("Evanston", "pt/cities/evanston-il/#programs")),
    ],
)
def test_what_only_a_text_says_is_found_in_the_language_of_the_page(
    searching: Callable[[str], Searching], lang: str, query: str, first: tuple[str, str]
) -> None:
    assert searching(lang).found(query)[:1] == [first]


@pytest.mark.large
@pytest.mark.parametrize(
    "query", [query for query in queries() if query.kind == LEFT_TO_TEXTS], ids=lambda query: query.text
)
def test_the_page_that_must_come_is_among_the_first(searching: Callable[[str], Searching], query: Query) -> None:
    lang = next(lang for lang in LANGUAGES if lang.startswith(query.language))
    pages = [url for _, url in searching(lang).found(query.text)[:FIRST]]
    assert [url for url in pages for slug in query.right if f"cities/{slug}/" in url], pages


def test_a_result_says_where_it_leads_and_shows_what_was_asked(english: Searching, folder: Path) -> None:
    (result,) = english.ask("eviction court")
    assert {key: result[key] for key in ("title", "part", "url")} == {
        "title": "Alexandria",
        "part": "What the city is known for",
        "url": "/directory/cities/alexandria-va/#programs",
    }
    assert marked(result) == ["Eviction", "court", "Court", "evictions"]
    assert 'id="programs"' in (folder / "cities/alexandria-va/index.html").read_text(encoding="utf-8")


def test_a_criterion_is_found_on_the_page_of_its_edition(english: Searching) -> None:
    results = {result["url"]: result for result in english.ask("DM1")}
    criterion = results["/directory/criteria/2022/#dm1"]
    assert criterion["part"] == "DM1 Implementing Data Strategy and Governance"


def test_words_that_stand_almost_everywhere_are_asked_for_but_not_marked(english: Searching) -> None:
    (result,) = english.ask("the evictions of a court in Alexandria")
    assert not {"the", "of", "a", "in"} & {text.lower() for text in marked(result)}


def test_without_a_word_nothing_is_asked_and_nothing_is_loaded(fresh: Searching) -> None:
    assert [query for query in ("", "   ", '"', "¿?", "- / …") if fresh.ask(query) != []] == []
    assert fresh.fetched == []


@pytest.mark.parametrize("query", ["xyzzy", "data xyzzy", "datax", "eviction zoo", "evictionary", "qwertyuiop asdfgh"])
def test_a_page_that_lacks_a_word_is_no_result(english: Searching, query: str) -> None:
    assert english.ask(query) == []


def test_no_page_of_a_text_is_loaded_for_nonsense(fresh: Searching) -> None:
    fresh.ask("data xyzzy")
    assert not [name for name in fresh.names() if name.endswith("pf_fragment")]


def test_a_stop_word_alone_gives_a_few_pages_and_loads_no_more(anew: Callable[[str], Searching]) -> None:
    portuguese = anew("pt-BR")
    assert len(portuguese.ask("para", 5)) == 5
    assert len([name for name in portuguese.names() if name.endswith("pf_fragment")]) == 5


def test_an_accent_that_was_written_is_meant(searching: Callable[[str], Searching]) -> None:
    portuguese = searching("pt-BR")
    assert portuguese.ask("Pará") == []  # no page tells of that state; "para" stands on every one
    assert portuguese.found("são paulo") == portuguese.found("sao paulo") != []


@pytest.mark.parametrize("query", ['"eviction" court', "eviction's court", "Eviction, court!", "EVICTION-COURT"])
def test_quotes_and_signs_are_no_words(english: Searching, query: str) -> None:
    assert english.found(query) == [("Alexandria", "cities/alexandria-va/#programs")]


PAGEFIND = """
const page = { content: "", meta: { title: "A <b>" }, raw_url: "/about/", url: "/directory/about/", sub_results: [] };
page.excerpt = "Write &lt;img src=x&gt; &amp; <mark>more</mark>";
const results = [{ id: "1", data: async () => page }];
export const createInstance = () => ({ init: async () => {}, search: async () => ({ results }) });
"""


ASKED = """
globalThis.asked = [];
let open = 0;
globalThis.most = 0;
const search = async (query) => {
  asked.push(query);
  most = Math.max(most, (open += 1));
  await new Promise((done) => setTimeout(done));
  open -= 1;
  return { results: [] };
};
export const createInstance = () => ({ init: async () => {}, search });
"""


def test_ten_words_at_most_are_asked_for_and_all_at_once(fresh: Searching) -> None:
    stand_in = {"content_type": "text/javascript", "body": ASKED}
    fresh.page.context.route("**/pagefind.js", lambda route: route.fulfill(**stand_in))
    assert fresh.ask(" ".join(f"word{number}" for number in range(200))) == []
    asked, most = fresh.page.evaluate("[asked, most]")
    assert asked == [f'"word{number}"' for number in range(10)]
    assert most == 10


def test_code_in_a_text_is_text(fresh: Searching) -> None:
    stand_in = {"content_type": "text/javascript", "body": PAGEFIND}
    fresh.page.context.route("**/pagefind.js", lambda route: route.fulfill(**stand_in))
    assert fresh.ask("more") == [
        {
            "title": "A <b>",
            "part": "",
            "url": "/directory/about/",
            "excerpt": [
                {"text": "Write <img src=x> &amp; ", "marked": False},
                {"text": "more", "marked": True},
            ],
        }
    ]


def test_only_what_is_needed_is_loaded_from_the_own_host(fresh: Searching) -> None:
    fresh.ask("eviction court", 1)
    assert len([name for name in fresh.names() if name.endswith("pf_fragment")]) == 1
    assert {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"} < set(fresh.names())
    assert not [name for name in fresh.names() if "wasm.es" in name or "pagefind-ui" in name]
    assert sum(compressed(response) for response in fresh.fetched) < FIRST_RESULT_BYTES
    before = len(fresh.fetched)
    fresh.ask("eviction court", 1)
    assert len(fresh.fetched) == before


def compressed(response: Response) -> int:
    """Return how many bytes travel; what Pagefind has compressed itself does not become smaller."""
    return len(gzip.compress(response.body(), 6))


@pytest.mark.parametrize("lost", ["pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "pf_meta", "pf_fragment"])
def test_what_cannot_be_loaded_is_one_error_and_the_next_search_tries_again(
    fresh: Searching, faults: list[str], lost: str
) -> None:
    fresh.page.context.route(lambda url: urlsplit(url).path.endswith(lost), lambda route: route.abort())
    assert fresh.ask("eviction court")["unreachable"] is True
    faults.clear()  # the browser and Pagefind tell of it in the console
    fresh.page.context.unroute_all()
    assert fresh.found("eviction court") == [("Alexandria", "cities/alexandria-va/#programs")]


def test_without_a_network_nothing_found_is_no_answer(fresh: Searching, faults: list[str]) -> None:
    fresh.ask("eviction court")
    fresh.page.context.set_offline(True)
    assert fresh.ask("zebra")["unreachable"] is True
    fresh.page.wait_for_timeout(500)  # the console tells of it after the answer
    faults.clear()


ALEXANDRIA = "[href$='cities/alexandria-va/#programs']"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("search/", "evictions collected automatically"),
        ("es/", "desalojos grupo de trabajo"),
        ("pt/search/", "despejos coletados automaticamente"),
    ],
)
def test_the_finder_shows_what_a_text_says_where_no_name_answers(
    page: Page, serve: Serve, real_site: Path, path: str, query: str
) -> None:
    page.goto(f"{serve(real_site, '/directory/')}{path}")
    page.get_by_role("searchbox").first.fill(query)
    page.locator(ALEXANDRIA).click(timeout=10_000)
    assert urlsplit(page.url).path.endswith("/cities/alexandria-va/")


def test_the_finder_offers_the_texts_where_a_title_answers(page: Page, serve: Serve, real_site: Path) -> None:
    page.goto(f"{serve(real_site, '/directory/')}search/")
    page.get_by_role("searchbox").first.fill("eviction court")
    page.get_by_role("button", name="Also search the texts of the pages").click()
    expect(page.locator(ALEXANDRIA)).to_be_visible(timeout=10_000)
