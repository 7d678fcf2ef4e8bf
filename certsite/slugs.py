"""A name without accents and case: as it is compared, and as a part of an address."""

import re
from hashlib import sha256
from unicodedata import combining, normalize

# Letters that Unicode does not take apart, as the transform Latin-ASCII of Unicode CLDR spells them. Case is folded
# before, which makes ss of ß.
SPELLED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
LONGEST = 80  # characters: names of files may have 255 bytes, and an address should fit a line


def bare(text: str) -> str:
    """Return a name as it is compared and sorted: case and accents aside, so that Córdoba stands beside Cordova."""
    apart = normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not combining(char)).translate(SPELLED)


def slug(text: str) -> str:
    """Return a text as a part of an address: letters a to z, digits and hyphens; accents are dropped.

    A name without any letter from a to z is spelled by the numbers of its characters, so that two of them differ:
    `u-6771-4eac`. A long name is cut, and ends in a part of its SHA-256.
    """
    name = bare(text)
    part = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    if not re.search("[a-z]", part) and not (part and name.isascii()):
        part = "-".join(["u", *(f"{ord(char):x}" for char in normalize("NFKC", text).casefold())])
    return (
        part if len(part) <= LONGEST else f"{part[: LONGEST - 9].rstrip('-')}-{sha256(part.encode()).hexdigest()[:8]}"
    )


def slug_of(*parts: str) -> str:
    """Return texts as one part of an address; none of them is lost beside the others, whatever its script."""
    return slug(" ".join(map(slug, parts)))
