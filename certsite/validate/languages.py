"""The languages of the site. Every text is read by them, so that a slip among them is told before, and told alone."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from pydantic import ValidationError

from certsite.load import Listing, Mapping, Node, SourceFile, Sources, mark_of, plain
from certsite.problem import Problem, near, quote
from certsite.schema import LanguageRow
from certsite.validate.fields import Place

Rows: TypeAlias = Sequence[LanguageRow]
Texts: TypeAlias = Sequence[Collection[str]]
Slip: TypeAlias = tuple[Place, str, str]


def languages_of(sources: Sources) -> tuple[tuple[LanguageRow, ...], list[Problem]]:
    """Return the languages as they stand in program.yaml, and what is wrong with them.

    None are returned where one is wrong, so that nothing is measured by them.
    """
    files = {file.path: file for file in sources.files if file.data}
    program = files.get("program.yaml")
    rows = _rows(program)
    if not program or not rows:
        return (), []
    texts = list(_texts(files))
    problems = [_problem(program, slip) for rule in RULES for slip in rule(rows, texts)]
    return (() if problems else rows), problems


def languages_are_told_apart(rows: Rows, _: Texts) -> Iterator[Slip]:
    """No two languages share a code, a path or a tag."""
    for name in ("code", "path", "lang", "hreflang"):
        seen: set[str] = set()
        for index, row in enumerate(rows):
            value = getattr(row, name)
            if value in seen and value:
                yield ["languages", index, name], f"{name} {quote(value)} is used twice", "write another one"
            seen.add(value)


def first_language_stands_at_the_root(rows: Rows, _: Texts) -> Iterator[Slip]:
    """The first language has no path, so that it stands at the root; every other one has a path of its own."""
    for index, row in enumerate(rows):
        if (index == 0) != (row.path == ""):
            do = "write two or three letters, as in its code" if index else "write path: ''"
            yield ["languages", index, "path"], f"path is {quote(row.path)}", do


def tags_are_of_one_language(rows: Rows, _: Texts) -> Iterator[Slip]:
    """The two tags of a language, `lang` and `hreflang`, begin with the same language."""
    used = Counter(tag for row in rows for tag in {row.lang, row.hreflang})
    for index, row in enumerate(rows):
        of_readers, of_engines = row.lang.partition("-")[0], row.hreflang.partition("-")[0]
        if of_readers != of_engines and used[row.lang] == used[row.hreflang] == 1:
            says = f"hreflang {quote(row.hreflang)} is of another language than lang {quote(row.lang)}"
            yield ["languages", index, "hreflang"], says, f"write hreflang: {row.lang}, or mend lang"


def languages_are_those_of_the_texts(rows: Rows, texts: Texts) -> Iterator[Slip]:
    """Texts are written in every language that is listed, and most of them in no other."""
    codes = [row.code for row in rows]
    used = Counter(code for text in texts for code in text)
    unlisted = [code for code, times in used.items() if times * 2 > len(texts) and code not in codes]
    unwritten = [index for index, code in enumerate(codes) if code not in used]
    if len(set(codes)) < len(codes) or not texts:
        return
    if len(unlisted) == len(unwritten) == 1:
        at = ("languages", unwritten[0], "code")
        yield at, f"no text is written in {quote(codes[unwritten[0]])}", f"write code: {unlisted[0]}, as the texts do"
        return
    for index in unwritten:
        meant = near(codes[index], unlisted)
        do = f"did you mean {quote(meant)}?" if meant else "write every text in it as well, or remove the language"
        yield ["languages", index, "code"], f"no text is written in {quote(codes[index])}", do
    for code in unlisted:
        says = f"most texts are written in {quote(code)} too, which is not among the languages"
        yield ["languages"], says, "add it here, or remove it from the texts"


RULES: tuple[Callable[[Rows, Texts], Iterator[Slip]], ...] = (
    languages_are_told_apart,
    first_language_stands_at_the_root,
    tags_are_of_one_language,
    languages_are_those_of_the_texts,
)


def _rows(program: SourceFile | None) -> tuple[LanguageRow, ...]:
    """Return the languages; none where one is against its schema, which is told with the rest of the file."""
    listing = _below(program.data, "languages") if program and program.data else None
    if not isinstance(listing, Listing):
        return ()
    try:
        return tuple(LanguageRow.model_validate(plain(item)) for item in listing.items)
    except ValidationError:
        return ()


def _texts(files: dict[str, SourceFile]) -> Iterator[Collection[str]]:
    """Yield the languages of each text that shows how the others are written: names, and words of the interface."""
    program = files["program.yaml"].data
    words = files["strings.yaml"].data if "strings.yaml" in files else None
    named = (_below(program, *place) for place in (("name",), ("purpose", "text"), ("site", "title")))
    worded = (entry.value for entry in words.entries.values()) if isinstance(words, Mapping) else ()
    yield from (node.entries for node in (*named, *worded) if isinstance(node, Mapping))


def _below(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        entry = node.entries.get(key) if isinstance(node, Mapping) else None
        node = entry.value if entry else None
    return node


def _problem(file: SourceFile, slip: Slip) -> Problem:
    place, says, do = slip
    assert file.data is not None  # noqa: S101 - the languages were read from it
    mark = mark_of(file.data, place, key=len(place) == 1)
    return Problem(file.shown, mark.line, mark.column, says, do)
