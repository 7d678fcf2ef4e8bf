"""Bytes of a text file -> text: valid UTF-8, lines ending in LF, and no character that deceives a reader."""

import codecs
import re
from itertools import islice

from certsite.load.nodes import Flaw, Mark

FLAWS = 20
"""Flaws told of one file: enough to see what happened to it, and no flood from a file that is not text at all."""

_BYTE_ORDER_MARKS = (
    # UTF-32 first: its mark for little endian begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

_REASONS = {
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f": "is a control character",
    "\x85\u2028\u2029": "ends a line for some programs only",
    # The marks and overrides of the Unicode Bidirectional Algorithm, UAX #9, section 2.
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069": "turns the direction of the text",
    # What shows nothing, or only asks for a line end. U+200C and U+200D are missing on purpose: they shape the letters
    # of several scripts, and join emoji; a value that consists of them alone is empty for the schema.
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f": "cannot be seen",
    "\ufeff": "is a byte order mark inside the text",
    "\ud800-\udfff\ufffe\uffff": "is not a character",
}
_CLASSES = {re.compile(f"[{characters}]"): reason for characters, reason in _REASONS.items()}

FORBIDDEN = re.compile(f"[{''.join(_REASONS)}]")


def decoded(raw: bytes) -> tuple[str, list[Flaw]]:
    """Return the text of `raw` with LF line ends and without byte order mark, and the flaws found in it.

    Where the bytes are not UTF-8 the text is empty. No more than `FLAWS` flaws are returned.
    """
    if encoding := _wide_encoding(raw):
        return "", [Flaw(None, f"the file is saved as {encoding}", "save it as UTF-8")]
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = _with_lf(raw.decode())
    except UnicodeDecodeError as error:
        return "", [_undecodable(raw, error.start)]
    return text, list(islice(map(_forbidden, FORBIDDEN.finditer(text)), FLAWS))


def described(character: str) -> str:
    """Say what is wrong with a `FORBIDDEN` character, as in `U+202E turns the direction of the text`."""
    reason = next(reason for pattern, reason in _CLASSES.items() if pattern.match(character))
    return f"U+{ord(character):04X} {reason}"


def mark_at(text: str, index: int) -> Mark:
    """Return the place of the character with this index, counted from 0."""
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _wide_encoding(raw: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding
    # Without a mark: Latin letters leave one byte of two empty in UTF-16, and three of four in UTF-32.
    empty = raw.count(0)
    if empty * 5 > len(raw) * 3:
        return "UTF-32"
    return "UTF-16" if empty * 5 > len(raw) else None


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(raw: bytes, start: int) -> Flaw:
    before = _with_lf(raw[:start].decode())
    return Flaw(mark_at(before, len(before)), f"byte 0x{raw[start]:02X} is not valid UTF-8", "save the file as UTF-8")


def _forbidden(found: re.Match[str]) -> Flaw:
    return Flaw(mark_at(found.string, found.start()), described(found[0]), "remove it")
