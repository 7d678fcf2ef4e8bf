"""A folder served to this machine, as a static host does it: for browsers that test a site or measure it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

HOST = "127.0.0.1"


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
        """Answer that there is no list."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the 404 page of the site, where that is what is wrong and there is one."""
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
