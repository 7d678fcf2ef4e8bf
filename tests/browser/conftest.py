"""A real browser, pages that are watched, and servers for what they open.

A test that opens a page fails by itself when the page writes an error to the console, breaks its content security
policy, or asks any host but the test server. What a test brings about on purpose it takes out of `faults`.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bench import asking
from tests.browser.support import HEIGHT, OpenPage, Serve, watch
from tools import ensure_browser
from tools.serving import HOST, served

ROOT = Path(__file__).parents[2]
# The address bar, which nobody sees, loads two pages of its own for each window: twice the work of opening one.
# Chromium heeds its last list alone, so those follow that Playwright gives it.
FEATURES_OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,"
    "OptimizationHints,PaintHolding,PreconnectToSearch,TcpPortRandomizationWin,ThirdPartyStoragePartitioning"
)
FLAGS = [
    f"--disable-features={FEATURES_OFF}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser of all tests below this folder; where there is none, every test that needs it fails.

    It ends with the last of them: while Playwright is started, no other test of the process can use asyncio.
    """
    try:
        executable = ensure_browser.find()
    except ensure_browser.NoBrowserError as none:
        pytest.fail(str(none), pytrace=False)
    # Chromium refuses to start its sandbox for root, who runs the tests in most containers.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def modules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that can load the modules of `assets/js` as they are."""
    with asking.engine(browser, {}, tmp_path_factory.mktemp("modules") / "served") as page:
        yield page


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A function that serves a folder until the test ends."""
    with ExitStack() as servers:

        def start(folder: Path, base: str = "/") -> str:
            return servers.enter_context(served(folder, base))

        yield start


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the pages of the test have done wrong so far; the test fails if anything is left in it."""
    noted: list[str] = []
    yield noted
    if noted:
        pytest.fail("the page did what no page may:\n  " + "\n  ".join(noted), pytrace=False)


@pytest.fixture
def open_page(
    browser: Browser,
    faults: list[str],
    serve: Serve,  # noqa: ARG001 - asked for so that pages close before their server does
) -> Iterator[OpenPage]:
    """A function that opens an empty, watched page in a context of its own."""
    with ExitStack() as contexts:

        def open_one(
            width: int = 1280, *, color_scheme: Literal["light", "dark"] = "light", java_script: bool = True
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=color_scheme,
                java_script_enabled=java_script,
            )
            contexts.callback(context.close)
            watch(context, faults)
            return context.new_page()

        yield open_one


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty page on a wide, light screen, with scripts."""
    return open_page()
