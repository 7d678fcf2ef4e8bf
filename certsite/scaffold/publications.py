"""A publication added to the text of `sources.yaml`, which keeps every other line as it is."""

from dataclasses import asdict
from typing import Any

from certsite.load import Mapping, SourceFile, mark_of, parsed, plain
from certsite.scaffold.facts import NewSource, written

PATH = "sources.yaml"


def added(raw: bytes, publication: NewSource) -> bytes | None:
    """Return the bytes of `sources.yaml` with one publication more; None where that cannot be done safely.

    It stands in the order of the ids where they have one, else after the last. The outcome is read again: nothing but
    the publication may have changed.
    """
    before = _facts(raw)
    if not isinstance(before, Mapping) or not isinstance(registry := _below(before, "sources"), Mapping):
        return None
    lines = raw.decode("utf-8-sig").split("\n")
    at = _line_after(before, registry, publication.id, len(lines) - (not lines[-1]))
    while at and _is_aside(lines[at - 1]):
        at -= 1
    end = "\r" if lines[0].endswith("\r") else ""
    indent = " " * (registry.mark.column - 1)
    lines[at:at] = [f"{indent}{line}{end}" for line in _block(publication).splitlines()]
    if not lines[at - 1].endswith(end):
        lines[at - 1] += end
    if lines[-1].strip():
        lines.append("")
    after = raw[: 3 * raw.startswith(b"\xef\xbb\xbf")] + "\n".join(lines).encode()
    return after if _is_only_more(before, _facts(after), publication) else None


def unreadable(publication: NewSource) -> list[str]:
    """Return what no file can hold of a publication, in the words of the check."""
    text = f"sources:\n{_block(publication)}"
    return [f"{flaw.says}; {flaw.do}" for flaw in parsed(SourceFile(PATH, PATH), text.encode())[1]]


def _facts(raw: bytes) -> Any:
    return parsed(SourceFile(PATH, PATH), raw)[0].data


def _below(node: Mapping, key: str) -> Any:
    return node.entries[key].value if key in node.entries else None


def _line_after(whole: Mapping, registry: Mapping, id_: str, end: int) -> int:
    """Return the index of the line before which the publication belongs."""
    ids = list(registry.entries)
    later = [other for other in ids if other > id_] if ids == sorted(ids) else []
    if later:
        return mark_of(whole, ("sources", later[0]), key=True).line - 1
    keys = list(whole.entries)
    below = keys[keys.index("sources") + 1 :]
    return whole.entries[below[0]].key.line - 1 if below else end


def _is_aside(line: str) -> bool:
    """Say whether a line belongs to what follows: a comment above it, or the space between."""
    return not line.strip() or line.lstrip().startswith("#")


def _block(publication: NewSource) -> str:
    row = {name: text for name, text in asdict(publication).items() if text and name != "id"}
    return written({publication.id: row}, brackets=False)


def _is_only_more(before: Mapping, after: Any, publication: NewSource) -> bool:
    if not isinstance(after, Mapping):
        return False
    was, is_ = plain(before), plain(after)
    return bool(is_["sources"].pop(publication.id, None)) and was == is_
