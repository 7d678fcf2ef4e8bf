"""`serve`: one rebuild for a burst of saves, the published pages with one difference, to this machine alone."""

import asyncio
import gc
import json
import re
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

import livereload  # type: ignore[import-untyped]
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from certsite import build
from certsite.cli import main
from certsite.exits import WRONG_USE, WrongUse
from certsite.problem import Problem, Refused, as_text
from certsite.serve import follow, watch
from certsite.serve.pages import watched
from certsite.serve.rebuild import Make, Rebuild, rebuilt
from certsite.serve.server import Window, bound, content_type, port_of, serving
from tests.small import changed, settings

WAIT_S = 60
UPGRADE = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n"
ADDRESS = "https://example.org/rivers/"
MISTAKE = Problem("content/cities/joesuu.md", 14, 12, "unknown level 'a'", "use b")


# Watching


def bursts(looks: list[watch.Look], longest_s: float = WAIT_S) -> list[int]:
    """Return how many of the scripted looks were taken when each rebuild began; after the last the watch ends."""
    left = iter(looks)
    taken = 0
    begun: list[int] = []

    def look() -> watch.Look:
        nonlocal taken
        taken += 1
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    async def work() -> None:
        async for _ in watch.bursts(look, quiet_s=0, longest_s=longest_s, look_s=0):
            begun.append(taken)  # noqa: PERF401 - the end of the watch is an exception

    with pytest.raises(EOFError):
        asyncio.run(work())
    return begun


def state(*stamps: int) -> watch.Look:
    return {f"{name}": (stamp,) for name, stamp in enumerate(stamps)}


def test_the_first_rebuild_needs_no_save() -> None:
    assert bursts([state(1), state(1), state(1)]) == [1]


def test_a_burst_is_one_rebuild_that_begins_when_it_is_over() -> None:
    saving = [state(*[2] * saved, *[1] * (20 - saved)) for saved in range(21)]
    assert bursts([*saving, saving[-1], saving[-1]]) == [1, len(saving) + 1]


def test_what_changes_during_a_rebuild_is_one_rebuild_more() -> None:
    assert bursts([state(1), state(2), state(2), state(3), state(3), state(3)]) == [1, 3, 5]


def test_what_comes_and_goes_within_a_burst_is_no_rebuild() -> None:
    assert bursts([state(1), state(1, 9), state(1), state(1), state(1)]) == [1]


def test_what_is_written_without_end_is_rebuilt_all_the_same() -> None:
    assert bursts([state(stamp) for stamp in range(7)], longest_s=0) == [1, 3, 5, 7]


def test_a_file_that_grows_all_the_time_is_rebuilt_every_few_seconds(tmp_path: Path) -> None:
    async def append() -> None:
        for _ in range(WAIT_S * 10):
            with (tmp_path / "a.log").open("a") as log:
                log.write("a line more\n")
            await asyncio.sleep(0.1)

    async def count() -> int:
        appending = asyncio.create_task(append())
        begun = 0
        async for _ in watch.bursts(partial(watch.look, [tmp_path])):
            begun += 1
            if begun == 2 or appending.done():
                break
        assert not appending.done(), "it has to be seen while it grows"
        appending.cancel()
        return begun

    assert asyncio.run(count()) == 2


def test_real_saves_in_quick_succession_are_one_rebuild(tmp_path: Path) -> None:
    for name in range(20):
        (tmp_path / f"{name}.md").write_text("before", encoding="utf-8")
    begun = 0

    async def count() -> None:
        nonlocal begun
        async for _ in watch.bursts(partial(watch.look, [tmp_path]), look_s=0.01):
            begun += 1

    async def save() -> None:
        counting = asyncio.create_task(count())
        while begun < 1:
            await asyncio.sleep(0.01)
        for name in range(20):
            (tmp_path / f"{name}.md").write_text("after", encoding="utf-8")
        while begun < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        counting.cancel()
        await asyncio.wait([counting])

    asyncio.run(asyncio.wait_for(save(), WAIT_S))
    assert begun == 2, "the first, and one for all saves"


@pytest.mark.parametrize(
    "save",
    [
        pytest.param(lambda file: file.write_text("other"), id="written"),
        pytest.param(lambda file: file.write_text("equal"), id="written with as many letters"),
        pytest.param(lambda file: file.unlink(), id="removed"),
        pytest.param(lambda file: file.rename(file.with_name("b.md")), id="renamed"),
        pytest.param(lambda file: file.with_name("b.md").touch(), id="a new file"),
        pytest.param(lambda file: file.with_name("folder").mkdir(), id="a new folder"),
        pytest.param(lambda file: file.chmod(0), id="no longer to be read"),
        pytest.param(lambda file: file.with_name("link.md").symlink_to("nowhere"), id="a link that leads nowhere"),
    ],
)
def test_every_save_is_seen(tmp_path: Path, save: Callable[[Path], Any]) -> None:
    file = tmp_path / "below" / "a.md"
    file.parent.mkdir()
    file.write_text("fresh", encoding="utf-8")
    before = watch.look([tmp_path])
    save(file)
    assert watch.look([tmp_path]) != before


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", ".git/index"])
def test_what_editors_leave_behind_is_no_save(tmp_path: Path, name: str) -> None:
    before = watch.look([tmp_path])
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.touch()
    assert watch.look([tmp_path]) == before


def test_the_lock_of_emacs_is_passed_over_though_it_leads_nowhere(tmp_path: Path) -> None:
    before = watch.look([tmp_path])
    (tmp_path / ".#a.md").symlink_to("me@here.1")
    assert watch.look([tmp_path]) == before


def test_a_folder_that_is_gone_is_empty(tmp_path: Path) -> None:
    assert watch.look([tmp_path / "gone"]) == {}


# Rebuilding


def test_a_good_build_gives_its_files(tmp_path: Path) -> None:
    ended = rebuilt(lambda: build.made(settings(changed(tmp_path), site_url=ADDRESS)))
    assert ended.report
    assert ended.report.base == "/rivers/"
    assert ended.report.pages == sum(path.endswith(".html") for path in ended.files)
    assert ended.problems == ()


def test_refused_content_gives_its_problems() -> None:
    def make() -> NoReturn:
        raise Refused([MISTAKE])

    ended = rebuilt(make)
    assert (ended.report, ended.files, ended.problems) == (None, {}, (MISTAKE,))


def test_a_fault_in_a_template_is_a_problem_on_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certsite.serve.rebuild.ROOT", tmp_path)
    place = tmp_path / "templates" / "pages" / "home.html"
    place.parent.mkdir(parents=True)
    place.write_text("<p>\n{{ page. }}\n", encoding="utf-8")
    ended = rebuilt(lambda: build.made(settings(templates=tmp_path / "templates")))
    assert ended.report is None
    assert as_text(ended.problems) == (
        "templates/pages/home.html:2:1: error: a fault of the program, not of the content: "
        "TemplateSyntaxError: expected name or number; mend it there, or report it\n"
    )


def test_a_fault_elsewhere_has_its_whole_path() -> None:
    (problem,) = rebuilt(lambda: json.loads("")).problems
    assert problem.path == Path(json.decoder.__file__).as_posix()


def test_a_fault_is_told_where_the_working_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert as_text(rebuilt(fail).problems) == (
        f"tests/test_serve.py:{fail.__code__.co_firstlineno + 1}:1: error: "
        "a fault of the program, not of the content: KeyError: 'lost'; mend it there, or report it\n"
    )


# Pages


SITE = "default-src 'none'; style-src 'self'; base-uri 'none'"


def html(policy: str = SITE, head: str = "") -> bytes:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"<!doctype html><head>{meta}{head}</head><body></body>".encode()


@pytest.mark.parametrize(
    ("published", "served"),
    [
        (SITE, f"{SITE}; script-src 'self'; connect-src 'self' ws://127.0.0.1:8000"),
        (
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws://127.0.0.1:8000",
        ),
        (
            "default-src data:; script-src 'none'",
            "default-src data:; script-src 'self'; connect-src data: 'self' ws://127.0.0.1:8000",
        ),
    ],
)
def test_the_policy_lets_in_the_script_and_its_port_and_nothing_more(published: str, served: str) -> None:
    page = watched(html(published), "/s.js?a=1&b=2", "127.0.0.1:8000")
    assert page == html(served, '<script src="/s.js?a=1&amp;b=2" defer></script>')


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (html().replace(b"<meta", b"<Meta"), "^a page has its policy 0 times, not once$"),
        (html() + html(), "^a page has its policy 2 times, not once$"),
        (html().replace(b"</head>", b""), "^a page has its end of the head 0 times, not once$"),
    ],
)
def test_a_page_of_another_form_is_refused_aloud(page: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        watched(page, "/s.js", "127.0.0.1:8000")


def test_a_template_that_gives_such_pages_is_a_fault_before_anybody_sees_them(rivers: Any) -> None:
    report, outputs = rivers
    ended = rebuilt(lambda: (report, tuple(replace(each, data=each.data.replace(b"</head>", b"")) for each in outputs)))
    assert ended.report is None
    assert ended.problems[0].says == (
        "a fault of the program, not of the content: ValueError: a page has its end of the head 0 times, not once"
    )


# Answering


@dataclass(frozen=True)
class Server:
    """What is served on a port; `run` does something in its thread and waits until it is done."""

    window: Window
    port: int
    loop: asyncio.AbstractEventLoop

    def run(self, work: Awaitable[None]) -> None:
        async def awaited() -> None:
            await work

        asyncio.run_coroutine_threadsafe(awaited(), self.loop).result(WAIT_S)

    def show(self, make: Make) -> None:
        self.run(self.window.show(rebuilt(make)))

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that has nothing to show yet."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    opened = bound(0)
    window = Window()

    async def enter() -> Any:
        context = serving(window, opened)
        context.__enter__()
        return context

    context = asyncio.run_coroutine_threadsafe(enter(), loop).result(WAIT_S)
    try:
        yield Server(window, port_of(opened), loop)
    finally:
        loop.call_soon_threadsafe(context.__exit__, None, None, None)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="module")
def rivers() -> tuple[build.Report, tuple[Any, ...]]:
    """The small program, as it is published below `/rivers/`."""
    return build.made(settings(site_url=ADDRESS))


@pytest.fixture
def served(server: Server, rivers: Any) -> Server:
    server.show(lambda: rivers)
    return server


def test_one_script_and_its_port_are_the_only_difference_to_what_is_published(served: Server, rivers: Any) -> None:
    host = f"127.0.0.1:{served.port}"
    options = f"host=127.0.0.1&amp;port={served.port}&amp;maxdelay=1000&amp;snipver={served.window.version}"
    script = f'<script src="/rivers/.certsite/livereload.js?{options}" defer></script>'.encode()
    policy = f" ws://{host}".encode()
    pages = 0
    for output in rivers[1]:
        answer, data = served.ask(f"/rivers/{output.path}")
        assert answer.status == 200
        if output.path.endswith(".html"):
            pages += 1
            for addition in (script, policy):
                assert data.count(addition) == 1
                data = data.replace(addition, b"")
        assert data == output.data, output.path
    assert pages == rivers[0].pages


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/", "/rivers/"),
        ("/rivers", "/rivers/"),
        ("/rivers/en", "/rivers/en/"),
        ("/rivers/en/cities/joesuu?a=b", "/rivers/en/cities/joesuu/?a=b"),
    ],
)
def test_an_address_without_its_slash_leads_on(served: Server, path: str, leads_to: str) -> None:
    answer, _ = served.ask(path)
    assert (answer.status, answer.headers["Location"]) == (302, leads_to)


@pytest.mark.parametrize(
    "path",
    ["/rivers/nowhere/", "/elsewhere/", "/en/", "/rivers//", "/rivers/../", "/rivers/%2e%2e/", "/rivers/.certsite/a"],
)
def test_what_is_not_there_is_answered_with_the_404_page_of_the_site(served: Server, path: str) -> None:
    answer, data = served.ask(path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<title>Page introuvable" in data
    assert b'<script src="/rivers/.certsite/livereload.js?' in data


def test_nothing_is_kept_and_no_type_is_guessed(served: Server) -> None:
    for path in ("/rivers/", "/rivers/robots.txt", "/rivers/nowhere", "/rivers/.certsite/problems.json"):
        answer, _ = served.ask(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Etag" not in answer.headers


@pytest.mark.parametrize("path", ["/rivers/", "/rivers/sitemap.xml", "/rivers/nowhere"])
def test_head_is_answered_as_get_without_the_body(served: Server, path: str) -> None:
    asked, data = served.ask(path)
    answer, nothing = served.ask(path, "HEAD")
    assert nothing == b""
    assert (answer.status, answer.headers["Content-Length"]) == (asked.status, str(len(data)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("favicon.svg", "image/svg+xml; charset=utf-8"),
        ("font.woff2", "font/woff2"),
        ("a.webp", "image/webp"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_each_file_has_its_type(path: str, kind: str) -> None:
    assert content_type(path) == kind


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.x:{port}"]
)
def test_who_asks_for_another_host_is_refused(served: Server, host: str) -> None:
    answer, data = served.ask("/rivers/", Host=host.format(port=served.port))
    assert answer.status == 403
    assert data.decode() == f"ask for http://127.0.0.1:{served.port}/\n"


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        pytest.param(b"nonsense", b"", 400, id="no request"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01", b"", 400, id="the handshake of HTTPS"),
        pytest.param(b"GET / HTTP/1.1", b"Host: a,b\r\n", 400, id="two hosts"),
        pytest.param(b"GET / HTTP/1.1", b"Host: [::1\r\n", 403, id="half a host"),
        pytest.param(b"GET /%ff\xff HTTP/1.1", b"{host}", 404, id="a path that is not UTF-8"),
        pytest.param(b"BREW / HTTP/1.1", b"{host}", 405, id="an unknown method"),
        pytest.param(b"GET / HTTP/1.1", b"{host}Content-Length: 999999999999\r\n", 400, id="a large body"),
        pytest.param(b"POST / HTTP/1.1", b"{host}Content-Type: multipart/form-data\r\n", 400, id="a form of no form"),
        pytest.param(b"GET / HTTP/1.1", b"{host}{upgrade}Origin: http://[\r\n", 403, id="half an origin"),
        pytest.param(b"GET / HTTP/1.1", b"{host}{upgrade}Sec-WebSocket-Version: x\r\n", 426, id="no version"),
    ],
)
def test_the_terminal_says_nothing_of_a_bad_request(
    served: Server, request_line: bytes, headers: bytes, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    headers = headers.replace(b"{host}", b"Host: 127.0.0.1:%d\r\n" % served.port).replace(b"{upgrade}", UPGRADE)
    with socket.create_connection(("127.0.0.1", served.port), WAIT_S) as client:
        client.sendall(request_line + b"\r\n" + headers + b"\r\n")
        assert client.recv(1000).split()[1] == b"%d" % status
    assert caplog.records == []


def test_the_terminal_says_nothing_of_who_leaves_before_the_answer(
    served: Server, caplog: pytest.LogCaptureFixture
) -> None:
    version = b"Host: 127.0.0.1:%d\r\nSec-WebSocket-Version: 13\r\n\r\n" % served.port
    hello = b'{"command":"hello"}'
    frame = b"\x81" + bytes([0x80 | len(hello)]) + bytes(4) + hello  # RFC 6455, 5.2: masked, as clients have to
    with socket.create_connection(("127.0.0.1", served.port), WAIT_S) as client:
        client.sendall(b"GET / HTTP/1.1\r\n" + UPGRADE + version + frame * 3000)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # leave without a farewell
    assert served.ask("/rivers/")[0].status == 200
    served.run(asyncio.sleep(0.1))
    gc.collect()  # asyncio tells of a failure that nobody asked for when it is thrown away
    assert caplog.records == []


def test_localhost_is_this_machine_too(served: Server) -> None:
    host = f"localhost:{served.port}"
    answer, data = served.ask("/rivers/", Host=host)
    assert answer.status == 200
    assert f"connect-src 'self' ws://{host};".encode() in data
    assert f"?host=localhost&amp;port={served.port}&amp;".encode() in data


def test_the_server_is_reached_through_this_machine_alone() -> None:
    with bound(0) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"


def test_the_script_is_that_of_the_installed_package_and_ours(served: Server) -> None:
    answer, data = served.ask("/rivers/.certsite/livereload.js")
    installed = (Path(livereload.__file__).parent / "vendors" / "livereload.js").read_bytes()
    assert answer.headers["Content-Type"].endswith("/javascript; charset=utf-8")
    assert data.startswith(installed)
    assert b"problems.json" in data.removeprefix(installed)


def refuse() -> NoReturn:
    raise Refused([MISTAKE])


def test_refused_content_leaves_the_last_good_pages_and_lists_what_is_wrong(served: Server) -> None:
    served.show(refuse)
    assert served.ask("/rivers/")[0].status == 200
    told = json.loads(served.ask("/rivers/.certsite/problems.json")[1])
    assert told["summary"] == "1 error in 1 file"
    assert [(problem["path"], problem["line"]) for problem in told["problems"]] == [("content/cities/joesuu.md", 14)]


def test_mended_content_leaves_no_problem(served: Server, rivers: Any) -> None:
    served.show(refuse)
    served.show(lambda: rivers)
    told = json.loads(served.ask("/rivers/.certsite/problems.json")[1])
    assert told == {"summary": "no problems", "problems": []}


@pytest.mark.parametrize("path", ["/", "/rivers/en/", "/robots.txt"])
def test_before_the_first_good_build_every_address_says_so(server: Server, path: str) -> None:
    answer, data = server.ask(path)
    assert answer.status == 503
    assert b"<h1>No site yet</h1>" in data
    assert b'<script src="/.certsite/livereload.js?' in data
    assert server.ask("/.certsite/problems.json")[0].status == 200


def test_a_path_with_letters_of_another_script_is_served(server: Server) -> None:
    server.show(lambda: build.made(settings(site_url="https://example.org/città/")))
    assert server.ask("/")[0].headers["Location"] == "/citt%C3%A0/"
    answer, data = server.ask("/citt%C3%A0/")
    assert answer.status == 200
    assert b'<script src="/citt%C3%A0/.certsite/livereload.js?' in data


# Reloading


@asynccontextmanager
async def connected(server: Server, version: object, **headers: str) -> AsyncIterator[WebSocketClientConnection]:
    """Connect and speak as livereload's script does."""
    page = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload", headers=headers))
    hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"], "snipver": version}
    await page.write_message(json.dumps(hello))
    assert json.loads(await said(page))["command"] == "hello"
    await page.write_message(json.dumps({"command": "info", "plugins": {}, "url": "http://127.0.0.1/"}))
    yield page
    page.close()
    while await page.read_message() is not None:
        pass


async def said(page: WebSocketClientConnection) -> str:
    message = await asyncio.wait_for(page.read_message(), WAIT_S)
    assert isinstance(message, str)
    return message


def test_every_rebuild_reloads_every_page(served: Server, rivers: Any) -> None:
    async def watch_two() -> list[str]:
        async with connected(served, served.window.version) as page, connected(served, served.window.version) as other:
            while len(served.window.readers) < 2:
                await asyncio.sleep(0.01)
            for make in (lambda: rivers, refuse):
                await asyncio.to_thread(served.show, make)
            return [json.loads(await said(each))["command"] for each in (page, other) for _ in range(2)]

    assert asyncio.run(watch_two()) == ["reload"] * 4


def test_a_page_that_is_out_of_date_when_it_connects_is_reloaded_at_once(served: Server) -> None:
    async def come_late() -> dict[str, Any]:
        async with connected(served, served.window.version - 1) as page:
            message: dict[str, Any] = json.loads(await said(page))
            return message

    assert asyncio.run(come_late())["command"] == "reload"


def test_a_page_that_has_gone_is_forgotten(served: Server, rivers: Any) -> None:
    async def go() -> None:
        async with connected(served, served.window.version):
            while not served.window.readers:
                await asyncio.sleep(0.01)
        while served.window.readers:
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(go(), WAIT_S))
    assert served.window.readers == set()
    served.show(lambda: rivers)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:1"}, {"Host": "evil.example"}],
)
def test_pages_of_other_sites_are_not_told(served: Server, headers: Mapping[str, str]) -> None:
    async def come() -> None:
        async with connected(served, 0, **headers):
            pass

    with pytest.raises(HTTPClientError, match="HTTP 403"):
        asyncio.run(come())


@pytest.mark.parametrize(
    "message",
    ["not json", "", "[]", "{}", "null", "1", '["command"]', "[" * 100_000, "1" * 5000, b"\xff", b"{\0\0\0}\0\0\0"],
)
def test_what_is_no_command_is_passed_over(
    served: Server, message: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def speak() -> str:
        async with connected(served, served.window.version) as page:
            await page.write_message(message, binary=isinstance(message, bytes))
            await page.write_message('{"command": "hello"}')
            return await said(page)

    assert json.loads(asyncio.run(speak()))["command"] == "hello"
    assert caplog.records == []


def test_versions_rise(served: Server, rivers: Any) -> None:
    versions = [served.window.version]
    for _ in range(2):
        served.show(lambda: rivers)
        versions.append(served.window.version)
    assert all(before < after for before, after in pairwise(versions))


# The whole


def test_a_fault_does_not_end_the_loop(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    makes: Iterator[Make] = iter([fail, refuse])
    told: list[Rebuild] = []

    def make() -> Any:
        return next(makes)()

    def tell(ended: Rebuild) -> None:
        told.append(ended)
        (tmp_path / "a.md").write_text("saved", encoding="utf-8")
        if len(told) == 2:
            raise EOFError

    with pytest.raises(EOFError):
        asyncio.run(asyncio.wait_for(follow([tmp_path], make, bound(0), tell), WAIT_S))
    assert [len(ended.problems) for ended in told] == [1, 1]
    assert re.match(r"a fault of the program, not of the content: KeyError: 'lost'$", told[0].problems[0].says)


def fail() -> NoReturn:
    raise KeyError("lost")


def test_a_busy_port_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == WRONG_USE
    assert capsys.readouterr() == ("", f"port {port} is taken; choose another with --port\n")


def test_a_port_that_is_denied_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("certsite.serve.server.create_server", deny)
    with pytest.raises(WrongUse, match=r"^port 80 cannot be had \(Permission denied\); choose another with --port$"):
        bound(80)


@pytest.mark.parametrize("port", ["65536", "-1", "a", "", "8000.0", "١"])
def test_what_is_no_port_is_wrong_use(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        main(["serve", f"--port={port}"])
    assert leave.value.code == WRONG_USE
    says = f"argument --port: '{port}' is no port; write a number from 1 to 65535, or 0; see build.py serve --help\n"
    assert capsys.readouterr() == ("", says)
