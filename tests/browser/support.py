"""What the browser tests share: the server of a folder, the watch over a page, and the check with axe."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page

HOST = "127.0.0.1"
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


class FolderHandler(SimpleHTTPRequestHandler):
    """Answers as a static host does: below a base path, without lists of folders, with the site's own 404 page."""

    folder: ClassVar[Path]
    base: ClassVar[str]

    def translate_path(self, path: str) -> str:
        """Return the file that is meant; a path outside the base means one that is not there."""
        if not urlsplit(path).path.startswith(self.base):
            return str(self.folder / "\N{REPLACEMENT CHARACTER}")
        self.directory = str(self.folder)
        return super().translate_path(path.removeprefix(self.base.removesuffix("/")))

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the name and argument are the standard library's
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it now and then, which says nothing about the page
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return
        page = self.folder / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: what a page asks for is watched in the browser."""


@contextmanager
def served(folder: Path, base: str) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give its address, which ends in `base`."""
    handler = type("Handler", (FolderHandler,), {"folder": folder, "base": base})
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


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
