"""From `assets/` to what is published of it: one style sheet and the scripts, each with its hash in its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import lightningcss

from certsite.output import Output
from certsite.scripts import scripts

# The order is the order of precedence, the last one wins. `components` is a folder with a file for each component.
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")


@dataclass(frozen=True, slots=True)
class Assets:
    """What the pages refer to.

    css: path of the style sheet within the site; scripts: those of the scripts, by the names of their entries;
    page_search: that of the script that searches the texts of pages, empty where there is none; its files come later,
    with their license beside them.
    """

    css: str
    outputs: tuple[Output, ...]
    scripts: Mapping[str, str] = field(default_factory=dict)
    page_search: str = ""
    page_search_license: bytes = b""


def assets(folder: Path) -> Assets:
    """Return the style sheet of `folder/css` and the scripts of `folder/js`, made small, and the license of Pagefind.

    Raises `FileNotFoundError` where a layer, a module or the license is missing, `ValueError` where a sheet is not
    valid CSS or a module is none that can be joined.
    """
    css = _named("site", "css", lightningcss.process_stylesheet(fold(folder / "css"), filename="site.css").encode())
    joined = {name: _named(name, "js", data) for name, data in scripts(folder / "js").items()}
    return Assets(
        css.path,
        (css, *joined.values()),
        {name: output.path for name, output in joined.items()},
        page_search_license=(folder / "pagefind" / "LICENSE").read_bytes(),
    )


def _named(name: str, suffix: str, data: bytes) -> Output:
    return Output(f"assets/{name}.{sha256(data).hexdigest()[:12]}.{suffix}", data)


def fold(folder: Path) -> str:
    """Return the layers as one sheet: the order of precedence first, then each layer with its files by name."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        files = sorted((folder / layer).glob("*.css")) if (folder / layer).is_dir() else [folder / f"{layer}.css"]
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        parts.append(f"@layer {layer} {{\n{text}\n}}")
    return "\n".join(parts)
