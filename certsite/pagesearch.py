"""The texts of pages -> an index that the browser searches: Pagefind, fed with what is to be read of each page.

Pagefind answers over a pipe, as its Python package does it: every request is JSON in base64 with a comma behind it, and
so is every answer. The package itself takes a tenth of a second for each answer and at most 2 MiB of them, and a folder
would be read in the order of the disk, which changes the bytes of the index.
"""

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Thread, Timer
from typing import IO, Any, TypeAlias

from selectolax.lexbor import LexborHTMLParser

from certsite.cache import Cache
from certsite.output import Output
from certsite.plan import Page

FOLDER = "search/pages/"
ENTRY = f"{FOLDER}pagefind.js"
# An index grows with the cities: that of 10,000 takes Pagefind 1.5 a minute and a half, and 2.7 GB of memory.
MOST_CITIES = 2_000
TIMEOUT_S = 600
START_TIMEOUT_S = 30
CHUNK_BYTES = 2**20

# Templates of pages that tell of something; lists and what is not found only lead to those.
_TOLD = frozenset(
    {
        "about",
        "announcement",
        "changes",
        "city",
        "contribute",
        "criteria",
        "edition",
        "get-started",
        "glossary",
        "how-it-works",
        "practice",
        "text",
    }
)
# What stands in the main part of a page and is told on others: cities and what they show, words of the glossary,
# publications, ways on.
_ASIDE = (
    "section:has(> .city-grid, > .examples, > .sources, > section > .examples), .city-grid, .ways, .sieve, .printed, "
    ".cited, .action, .anchor, .visually-hidden"
)
# Words of these would run into those that follow: Pagefind does not know them as elements of text.
_RUNNING_ON = "th, caption"
# Parts whose anchor stands above their heading.
_ANCHORED = "article[id]"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Pagefind's own interface, which no page uses.
_INTERFACE = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
_LANGUAGES = "pagefind-entry.json"

Document: TypeAlias = tuple[str, str]
"""The address of a page from the site's root, with a slash in front, and what is to be read of it, as HTML."""


class CannotSearch(Exception):  # noqa: N818 - says what does not work
    """Page texts that cannot be indexed, and why, in one line."""


def refuse_too_much(cities: int) -> None:
    """Raise `CannotSearch` where the pages of so many cities are more than is indexed."""
    if cities > MOST_CITIES:
        raise CannotSearch(f"{cities:,} cities are more than the {MOST_CITIES:,} whose pages are indexed")


def version() -> str:
    """Return what the program says of itself; raise `CannotSearch` where it is missing or does not run here."""
    try:
        asked = (_program(), "--version")
        told = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=START_TIMEOUT_S)  # noqa: S603 - our own package
    except (OSError, subprocess.SubprocessError) as failure:
        raise CannotSearch(f"Pagefind does not run here ({_reason(failure)})") from failure
    return told.stdout.strip()


def outputs(
    pages: Sequence[Page], rendered: Iterable[Output], license_text: bytes, indexer: str, cache: Cache | None
) -> tuple[Output, ...]:
    """Return the index of the pages' texts, one for each language, with what searches it; the same for the same texts.

    rendered: outputs that the pages are among. license_text: what has to stand beside the program's files. indexer: the
    program's version, another one of which makes another index.
    Raises `CannotSearch`.
    """
    texts = {output.path: output.data for output in rendered}
    documents = [_document(page, texts[page.output]) for page in pages if page.template in _TOLD]
    key = _key(documents, indexer)
    answer = cache.get(key) if cache else None
    if answer is None:
        answer = _index(documents)
        if cache:
            cache.put(key, answer)
    return (*_files(answer), Output(f"{FOLDER}LICENSE", license_text))


def _document(page: Page, html: bytes) -> Document:
    """Return what is to be read of a page: its main part, in which headings alone have anchors."""
    tree = LexborHTMLParser(html)
    for node in tree.css(_ASIDE):
        node.decompose()
    for node in tree.css(_RUNNING_ON):
        node.insert_after(" ")
    for part in tree.css(_ANCHORED):
        for heading in part.css(", ".join(_HEADINGS))[:1]:
            heading.attrs["id"] = part.attributes["id"]
    for node in tree.css("[id]"):
        if node.tag not in _HEADINGS:
            del node.attrs["id"]
    (main,) = tree.css("main")
    language = page.context.frame.lang
    return f"/{page.output.removesuffix('index.html')}", f'<html lang="{language}"><body>{main.html}</body></html>'


def _key(documents: Sequence[Document], indexer: str) -> str:
    """Return what the index is made of: the program and the texts."""
    return f"pagesearch {indexer} {sha256(json.dumps(documents).encode()).hexdigest()}"


def _index(documents: Sequence[Document]) -> bytes:
    """Return the answer with the files of the index, as the program gives it."""
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": None}]
    requests += [
        {"type": "AddFile", "index_id": 0, "url": url, "file_contents": html, "file_path": None}
        for url, html in documents
    ]
    requests.append({"type": "GetFiles", "index_id": 0})
    answers = _asked(requests)
    for answer in answers:
        said = _read(answer)
        if said.get("type") == "Error":
            raise _failed(str(said.get("message")))
    if len(answers) < len(requests):
        raise _failed(f"it stopped, or took longer than {TIMEOUT_S} seconds")
    return answers[-1]


def _asked(requests: Sequence[dict[str, Any]]) -> list[bytes]:
    """Return what the program answers, in the order of the requests; fewer answers where it came to an end.

    It leaves at the end of what it is asked, whatever it has not answered by then: the pipe stays open so long.
    """
    messages = [
        b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","
        for number, request in enumerate(requests, start=1)
    ]
    try:
        process = subprocess.Popen([_program(), "--service"], stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 - our own package
    except OSError as failure:
        raise _failed(_reason(failure)) from failure
    late = Timer(TIMEOUT_S, process.kill)
    asking = Thread(target=_ask, args=(process.stdin, messages))
    with process:
        late.start()
        asking.start()
        try:
            return list(_heard(process.stdout, len(messages)))  # type: ignore[arg-type] # it is a pipe
        finally:
            late.cancel()
            process.kill()
            asking.join()
            with suppress(OSError):  # what it was not told any more goes nowhere
                process.stdin.close()  # type: ignore[union-attr] # it is a pipe


def _ask(pipe: IO[bytes], messages: Sequence[bytes]) -> None:
    with suppress(OSError):  # a program that has gone is noticed by what it does not answer
        pipe.writelines(messages)
        pipe.flush()


def _heard(pipe: IO[bytes], count: int) -> Iterator[bytes]:
    begun: list[bytes] = []
    while count and (more := os.read(pipe.fileno(), CHUNK_BYTES)):
        rest, *others = more.split(b",")
        begun.append(rest)
        for other in others:
            yield b"".join(begun)
            begun = [other]
            count -= 1


def _read(answer: bytes) -> dict[str, Any]:
    try:
        payload: dict[str, Any] = json.loads(b64decode(answer, validate=True))["payload"]
    except (ValueError, KeyError, TypeError) as failure:
        raise _failed("its answer cannot be read") from failure
    return payload


def _files(answer: bytes) -> Iterator[Output]:
    """Yield the files of the index, without the program's own interface."""
    for file in sorted(_read(answer)["files"], key=lambda file: str(file["path"])):
        path, data = file["path"].replace("\\", "/"), b64decode(file["content"])
        if not path.startswith(_INTERFACE):
            yield Output(FOLDER + path, _ordered(data) if path == _LANGUAGES else data)


def _ordered(data: bytes) -> bytes:
    """Return JSON with its keys in order: Pagefind 1.5 writes the languages in another one every time."""
    return json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _program() -> Path:
    """Return the program that the package brings; raise `FileNotFoundError` where it is not there."""
    try:
        found: Path = import_module("pagefind_bin").get_executable()
    except ImportError as failure:
        raise FileNotFoundError("its package pagefind_bin is missing") from failure
    return found


def _failed(reason: str) -> CannotSearch:
    return CannotSearch(f"Pagefind has not indexed the page texts: {reason}; --no-page-search builds without it")


def _reason(failure: Exception) -> str:
    return " ".join(str(getattr(failure, "strerror", None) or failure).split())
