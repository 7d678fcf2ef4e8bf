"""The pages of the last good build, from memory, to browsers on this machine alone.

Of livereload its handler speaks to its script in the browser; docs/decisions/0011-serve.md says why no more of it.
"""

import asyncio
import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from socket import create_server, socket
from time import time_ns
from typing import Any
from urllib.parse import quote, unquote

import livereload  # type: ignore[import-untyped]
from livereload.handlers import LiveReloadHandler  # type: ignore[import-untyped]
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.routing import AnyMatches, Matcher, Rule
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from certsite.exits import WrongUse
from certsite.output import RESERVED
from certsite.problem import Problem, as_json, summary
from certsite.routes import NOT_FOUND
from certsite.serve.pages import watched
from certsite.serve.rebuild import Rebuild

HOST = "127.0.0.1"
HERE = Path(__file__).parent
SCRIPT = Path(livereload.__file__).with_name("vendors") / "livereload.js"
NO_SITE_YET = (HERE / "no-site-yet.html").read_bytes()
RELOAD = {"command": "reload", "path": "*", "liveCSS": False}
RECONNECT_MS = 1000
"""How long the browser waits before it looks whether a server that went away is back."""

_TYPES = MimeTypes()  # those that Python knows by itself: the machine's own would differ from one to the next
_TYPES.add_type("font/woff2", ".woff2")
_WRITTEN = frozenset({"application/javascript", "application/json", "image/svg+xml"})


class Window:
    """What browsers are shown: the files of the last good build, and the problems of the newest one.

    base: path of the site's root on its host, with nothing escaped; version: differs after every rebuild, and between
    two runs of the program, so that a page that is out of date is told from the newest.
    """

    def __init__(self) -> None:
        self.base = "/"
        self.files: Mapping[str, bytes] = {}
        self.problems: tuple[Problem, ...] = ()
        self.version = _now_ms()
        self.readers: set[Reloads] = set()

    async def show(self, rebuild: Rebuild) -> None:
        """Show what a rebuild gave, and have every page that is open load it."""
        if rebuild.report:
            self.base, self.files = unquote(rebuild.report.base), rebuild.files
        self.problems = rebuild.problems
        self.version = max(self.version + 1, _now_ms())
        await asyncio.gather(*[reader.reload() for reader in self.readers])

    @property
    def own(self) -> str:
        """Path of the program's own files, where no output can lie."""
        return f"{self.base}{RESERVED}/"

    def page(self, data: bytes, host: str) -> bytes:
        """Return a page with the script; host: the name and port by which it was asked for."""
        name, _, port = host.partition(":")
        options = f"host={name}&port={port or 80}&maxdelay={RECONNECT_MS}&snipver={self.version}"
        return watched(data, f"{quote(self.own)}livereload.js?{options}", host)

    def tool(self, name: str) -> bytes | None:
        """Return a file of the program itself, by its name."""
        match name:
            case "livereload.js":
                return SCRIPT.read_bytes() + (HERE / "overlay.js").read_bytes()
            case "overlay.css":
                return (HERE / "overlay.css").read_bytes()
            case "problems.json":
                told = {"summary": summary(self.problems), **json.loads(as_json(self.problems))}
                return json.dumps(told).encode()
        return None


def _now_ms() -> int:
    return time_ns() // 1_000_000


class _Guarded(RequestHandler):
    """Answers only who asked for this machine by name, and not from a page of another site.

    Such a page can give its own name the address 127.0.0.1, or connect to it, and would read what is served there.
    """

    def initialize(self, window: Window, hosts: frozenset[str]) -> None:
        self.window, self.hosts = window, hosts

    def prepare(self) -> None:
        host = self.request.host
        if host not in self.hosts or self.request.headers.get("Origin", f"http://{host}") != f"http://{host}":
            self.set_status(HTTPStatus.FORBIDDEN)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"ask for http://{min(self.hosts)}/\n")

    def log_exception(self, *fault: Any) -> None:
        """Tell of faults of the program alone: of a bad request hears who made it, and the terminal is for content."""
        if not isinstance(fault[1], HTTPError):
            super().log_exception(*fault)


class Pages(_Guarded):
    """Answers as a static host does, below the base path and with the site's own page for what is not found."""

    def set_default_headers(self) -> None:
        """Let nothing be kept, and no type be guessed."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        """Return none: every answer is sent in full."""

    def get(self) -> None:
        """Answer with a file of the program or of the site, or lead on to where it is."""
        window, path = self.window, unquote(self.request.path)
        if path in {"/", window.base.removesuffix("/")} - {window.base}:
            self._lead_to(window.base)
        elif path.startswith(window.own):
            self._send(path, window.tool(path.removeprefix(window.own)))
        elif not window.files:
            self._send_page(NO_SITE_YET, HTTPStatus.SERVICE_UNAVAILABLE)
        elif path.startswith(window.base):
            self._send_output(path.removeprefix(window.base))
        else:
            self._send(path, None)

    head = get

    def _send_output(self, path: str) -> None:
        file = f"{path}index.html" if not path or path.endswith("/") else path
        if f"{file}/index.html" in self.window.files:
            self._lead_to(f"{self.window.base}{file}/")
        else:
            self._send(file, self.window.files.get(file))

    def _lead_to(self, path: str) -> None:
        query = f"?{self.request.query}" if self.request.query else ""
        self.redirect(quote(path) + query)

    def _send(self, path: str, data: bytes | None) -> None:
        if data is None:
            self._send_page(self.window.files.get(NOT_FOUND, NO_SITE_YET), HTTPStatus.NOT_FOUND)
        elif path.endswith(".html"):
            self._send_page(data, HTTPStatus.OK)
        else:
            self.set_header("Content-Type", content_type(path))
            self.finish(data)

    def _send_page(self, data: bytes, status: HTTPStatus) -> None:
        self.set_status(status)
        self.set_header("Content-Type", content_type(NOT_FOUND))
        self.finish(self.window.page(data, self.request.host))


def content_type(path: str) -> str:
    """Return the type of a file by its ending, with its encoding where it is text."""
    kind = _TYPES.guess_type(f"file{PurePosixPath(path).suffix}", strict=False)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _WRITTEN else kind


class Reloads(_Guarded, LiveReloadHandler):  # type: ignore[misc] # livereload has no types
    """Tells a page when to load itself anew, also where it was already old when it connected."""

    shown: object = None

    async def on_message(self, message: str | bytes) -> None:
        """Greet as livereload does; then take note of which version the page has. What is no command is passed over."""
        said = _said(message)
        if "command" not in said:
            return
        super().on_message(message)
        if said["command"] == "hello":
            self.shown = said.get("snipver")
        elif said["command"] == "info":
            self.window.readers.add(self)
            if self.shown != self.window.version:
                await self.reload()

    def on_close(self) -> None:
        """Forget the page."""
        super().on_close()
        self.window.readers.discard(self)

    async def reload(self) -> None:
        """Have the page load itself anew."""
        await self._send(RELOAD)

    def send_message(self, message: dict[str, Any]) -> None:
        """Send what livereload answers, which does not wait and so would leave a failure to asyncio to print."""
        self.answering = asyncio.ensure_future(self._send(message))  # asyncio itself would not keep it alive

    async def _send(self, message: dict[str, Any]) -> None:
        with suppress(WebSocketClosedError):  # a page that has gone meanwhile needs nothing
            await self.write_message(message)


def _said(message: str | bytes) -> dict[str, Any]:
    """Return the object that a message is, as livereload reads it; an empty one where it is none."""
    try:
        said = json_decode(message)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


class _Upgrades(Matcher):
    """Any WebSocket, whatever its path: the path that livereload's script asks for could be that of a page."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        return {} if request.headers.get("Upgrade", "").lower() == "websocket" else None


def bound(port: int) -> socket:
    """Return what listens on a port of this machine alone; 0 stands for any port that is free.

    Raises `WrongUse` where the port cannot be had.
    """
    try:
        opened = create_server((HOST, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise WrongUse(f"port {port} is taken; choose another with --port") from error
        reason = os.strerror(error.errno or 0)
        raise WrongUse(f"port {port} cannot be had ({reason}); choose another with --port") from error
    opened.setblocking(False)  # as Tornado needs it
    return opened


def port_of(opened: socket) -> int:
    """Return the port that is listened on."""
    port: int = opened.getsockname()[1]
    return port


@contextmanager
def serving(window: Window, opened: socket) -> Iterator[None]:
    """Answer those who connect to `opened` with what the window shows."""
    port = port_of(opened)
    hosts = frozenset(f"{name}:{port}" for name in (HOST, "localhost"))
    told = {"window": window, "hosts": hosts if port != 80 else hosts | {HOST, "localhost"}}
    rules = [Rule(_Upgrades(), Reloads, told), Rule(AnyMatches(), Pages, told)]
    server = HTTPServer(Application(rules, log_function=lambda _: None))
    server.add_socket(opened)
    try:
        yield
    finally:
        server.stop()
