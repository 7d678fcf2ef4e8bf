"""From ES modules to scripts: one classic script for each entry, with everything it imports.

The modules are true ones, so that a browser can also load them as they are. They keep to a small part of the language:
imports stand on top and name what they take (`import { a, b } from "./folder/module.js";`), exports are declarations
(`export function a`), and no two modules of an entry export the same name. docs/decisions/0017 says why.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import rjsmin

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.[^"]*)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=((?:async )?function|const|class)\b\*? *([\w$]+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Module:
    """One module. imports: names taken, by the path of the module they are taken from; body: all below the imports."""

    path: str
    imports: Mapping[str, tuple[str, ...]]
    exports: tuple[str, ...]
    body: str

    @property
    def scoped(self) -> str:
        """The module as a scope of its own, which gives what it exports."""
        if not self.exports:
            return f"(() => {{\n{self.body}\n}})();"
        names = ", ".join(self.exports)
        return f"const {{ {names} }} = (() => {{\n{self.body}\nreturn {{ {names} }};\n}})();"


def scripts(folder: Path) -> Mapping[str, bytes]:
    """Return the script of each entry, made small, by its name: every `folder/<name>.js` is an entry.

    Raises `FileNotFoundError` where an imported module is missing, `ValueError` where a module leaves the part of the
    language described above, or imports itself in a circle.
    """
    return {entry.stem: join(folder, entry.name) for entry in sorted(folder.glob("*.js"))}


def join(folder: Path, entry: str) -> bytes:
    """Return one entry with all that it imports as a classic script that leaves no name behind."""
    modules = tuple(_in_order(folder, entry, {}, ()))
    _refuse_namesakes(modules)
    whole = '(() => {\n"use strict";\n' + "\n".join(module.scoped for module in modules) + "\n})();\n"
    return str(rjsmin.jsmin(whole, keep_bang_comments=True)).encode()


def _in_order(folder: Path, path: str, done: dict[str, Module], above: tuple[str, ...]) -> Iterator[Module]:
    """Yield a module behind those that it imports, each once."""
    if path in above:
        raise ValueError(f"{path} imports itself through {' and '.join(above[above.index(path) + 1 :]) or path}")
    if path in done:
        return
    module = _module(folder, path)
    for other, names in module.imports.items():
        yield from _in_order(folder, other, done, (*above, path))
        for name in names:
            if name not in done[other].exports:
                raise ValueError(f"{path} imports {name}, which {other} does not export")
    done[path] = module
    yield module


def _module(folder: Path, path: str) -> Module:
    text = (folder / path).read_text(encoding="utf-8")
    imports = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2])): tuple(
            name.strip() for name in found[1].split(",") if name.strip()
        )
        for found in _IMPORT.finditer(text)
    }
    body = _IMPORT.sub("", text)
    exports = tuple(found[2] for found in _EXPORT.finditer(body))
    body = _EXPORT.sub("", body)
    if left := _LEFT.search(body):
        raise ValueError(f"{path} has an import or export of another form: {left[0]}")
    return Module(path, imports, exports, body)


def _refuse_namesakes(modules: tuple[Module, ...]) -> None:
    homes: dict[str, str] = {}
    for module in modules:
        for name in module.exports:
            if name in homes:
                raise ValueError(f"{module.path} exports {name}, as {homes[name]} does; one entry holds both")
            homes[name] = module.path
