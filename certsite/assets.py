"""From `assets/` to what is published of it: one style sheet, folded from its layers, with its hash in its name."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import lightningcss

from certsite.output import Output

# The order is the order of precedence, the last one wins. `components` is a folder with a file for each component.
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")


@dataclass(frozen=True, slots=True)
class Assets:
    """What the pages refer to; css: path of the style sheet within the site; outputs: the files themselves."""

    css: str
    outputs: tuple[Output, ...]


def assets(folder: Path) -> Assets:
    """Return the style sheet of `folder/css`, made small.

    Raises `FileNotFoundError` where a layer is missing, `ValueError` where a sheet is not valid CSS.
    """
    data = lightningcss.process_stylesheet(fold(folder / "css"), filename="site.css").encode()
    path = f"assets/site.{sha256(data).hexdigest()[:12]}.css"
    return Assets(path, (Output(path, data),))


def fold(folder: Path) -> str:
    """Return the layers as one sheet: the order of precedence first, then each layer with its files by name."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        files = sorted((folder / layer).glob("*.css")) if (folder / layer).is_dir() else [folder / f"{layer}.css"]
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        parts.append(f"@layer {layer} {{\n{text}\n}}")
    return "\n".join(parts)
