"""What the browser tests share: the watch over a page, and the check with axe."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page

from tools.serving import HOST

WIDTHS = (320, 768, 1280)
HEIGHT = 800
# WCAG 2.2 AA is the aim. The tag of 2.2 has to be named, since axe leaves its rules out otherwise.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Serve(Protocol):
    """Serves `folder` below the path `base` until the test ends; returns the address of its first page."""

    def __call__(self, folder: Path, base: str = "/") -> str: ...


class OpenPage(Protocol):
    """Opens an empty page on a screen of this width in CSS pixels and this scheme, with or without scripts."""

    def __call__(
        self, width: int = 1280, *, color_scheme: Literal["light", "dark"] = "light", java_script: bool = True
    ) -> Page: ...


def watch(context: BrowserContext, faults: list[str]) -> None:
    """Note in `faults` whatever no page may do: console errors, uncaught errors, requests to another host.

    A violation of the content security policy is a console error, and so is a resource that does not load.
    """
    context.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
    context.on("weberror", lambda thrown: faults.append(f"uncaught: {thrown.error.message}"))
    context.on("request", lambda asked: faults.append(f"request: {asked.url}") if _goes_out(asked.url) else None)


def _goes_out(url: str) -> bool:
    return urlsplit(url).hostname not in {HOST, None}


def assert_accessible(page: Page) -> None:
    """Fail with rule, place and help for everything that axe finds on the page as it is now.

    Axe is a script and would never answer on a page without scripts, so such a page is refused.
    """
    assert not page.evaluate("matchMedia('(scripting: none)').matches"), "axe needs a page opened with scripts"
    results = Axe().run(page, options={"runOnly": AXE_TAGS, "resultTypes": ["violations"]})
    found = [_violation(rule, node) for rule in results.response["violations"] for node in rule["nodes"]]
    assert not found, f"{len(found)} found by axe on {urlsplit(page.url).path}:\n" + "\n".join(found)


def _violation(rule: Mapping[str, Any], node: Mapping[str, Any]) -> str:
    place = " ".join(str(part) for part in node["target"])
    reasons = [f"    {check['message']}" for check in (*node["any"], *node["all"], *node["none"])]
    return "\n".join([f"  {rule['id']} at {place}: {rule['help']}", *reasons])
