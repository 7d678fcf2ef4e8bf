"""Which files a content folder holds: what must not be missing, and what nothing is made from."""

from collections.abc import Collection, Iterator

from certsite.load import Sources
from certsite.problem import Problem, choose, near, quote
from certsite.schema.written import ID_LENGTH, is_identifier

INDISPENSABLE = {
    "program.yaml": "write it, or name the folder that holds it with --content",
    "strings.yaml": "copy it from another program and change the words",
    "sources.yaml": "write it, with each publication below the line sources:",
}
FILES = (*INDISPENSABLE, "rounds.yaml", "unverified.yaml")
RESERVED = (
    *(
        "404",
        "announcements",
        "assessment",
        "assets",
        "cities",
        "compare",
        "countries",
        "criteria",
        "ended",
        "glossary",
        "honor-roll",
    ),
    *("index", "levels", "map", "populations", "practices", "robots", "search", "sitemap", "sources", "unknown-level"),
    "years",
)
"""First parts of addresses that are taken by what every site has, so that no page of text can have them."""
FOLDERS = {
    "cities": "name it <slug>.md, or <slug>.<language>.md for a story in another language",
    "criteria": "name it criteria/<edition>/<practice>.yaml",
    "pages": "name it pages/<page>/<language>.md",
    "geo": "name it outlines.json or map.json, or remove it",
}


def missing_files(sources: Sources) -> Iterator[Problem]:
    """Report each file without which there is no site, and a directory of nothing: it would replace a good one."""
    present = {file.path for file in sources.files} | sources.broken
    for path, do in INDISPENSABLE.items():
        if path not in present:
            yield Problem(f"{sources.content}/{path}", 0, 0, "the file is missing", do)
    # A folder that was refused, as `Cities` beside `cities`, was told already.
    if not any(path.casefold().partition("/")[0] == "cities" for path in present):
        says, do = "the folder holds no record of a city", "add one, or name another folder with --content"
        yield Problem(f"{sources.content}/cities", 0, 0, says, do)


def strays(sources: Sources, read: Collection[str]) -> Iterator[Problem]:
    """Report files that no stage reads: a mistyped name must not make content vanish."""
    for file in sources.files:
        if file.path not in read:
            says, do = _misplaced(file.path)
            yield Problem(file.shown, 0, 0, says, do)


def misnamed_pages(sources: Sources, taken: Collection[str]) -> Iterator[Problem]:
    """Report each folder of a page whose name cannot be an address, once."""
    files = [file for file in sources.files if file.path.startswith("pages/") and file.path.count("/") == 2]
    pages = {file.path.split("/")[1]: file for file in reversed(files)}
    for page, file in pages.items():
        if can_be_page(page, taken):
            continue
        says, do = f"the page {quote(page)} would take the address of other pages", "rename its folder"
        if page not in taken:
            says = f"the name of the page, {quote(page)}, cannot be an address"
            do = f"rename its folder: at most {ID_LENGTH} lower-case letters a to z, digits and single hyphens"
        yield Problem(file.shown, 0, 0, says, do)


def can_be_page(name: str, taken: Collection[str]) -> bool:
    """Say whether the folder of a page can have this name, which becomes its address."""
    return is_identifier(name) and name not in taken


def _misplaced(path: str) -> tuple[str, str]:
    first, slash, _ = path.partition("/")
    if slash and first not in FOLDERS:
        return f"no page is made from the folder {quote(first)}", choose(first, [*FOLDERS, "static"])
    says = "no page is made from this file"
    if slash:
        return says, FOLDERS[first]
    if meant := near(path, FILES):
        return says, f"did you mean {meant}?"
    return says, f"name it as one of {', '.join(FILES)}, or remove it"
