"""A store of bytes by key, which knows no stage: deleting it changes nothing but time.

It never fails: what cannot be read is not there, and what cannot be written is made again the next time.
"""

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MOST_BYTES = 256 * 2**20  # three indexes of page texts at the most cities that are indexed
_DIGEST_BYTES = sha256().digest_size
# An entry, or what a build that was killed has left of one.
_OWN = re.compile(r"[0-9a-f]{64}|part-\w+")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, each named by the hash of its key and begun with the digest of key and value.

    most_bytes: what all entries may take together; those that were not asked for longest make room.
    """

    folder: Path
    most_bytes: int = MOST_BYTES

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None where there is nothing, or nothing that is whole."""
        place = self._place(key)
        try:
            kept = place.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # what may only be read is as good
            os.utime(place)
        value = kept[_DIGEST_BYTES:]
        return value if kept[:_DIGEST_BYTES] == _digest(key, value) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, as a whole or not at all; one that is too large for the cache is not kept."""
        if _DIGEST_BYTES + len(value) <= self.most_bytes:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                self._write(self._place(key), _digest(key, value) + value)
                self._make_room()

    def _place(self, key: str) -> Path:
        return self.folder / sha256(key.encode()).hexdigest()

    def _write(self, place: Path, data: bytes) -> None:
        number, name = tempfile.mkstemp(prefix="part-", dir=self.folder)
        part = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            part.replace(place)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _make_room(self) -> None:
        """Remove the oldest entries beyond the bound; files of others in the folder are left alone."""
        own = [entry for entry in os.scandir(self.folder) if _OWN.fullmatch(entry.name) and entry.is_file()]
        room = self.most_bytes
        for entry in sorted(own, key=lambda entry: entry.stat().st_mtime_ns, reverse=True):
            room -= entry.stat().st_size
            if room < 0:
                Path(entry.path).unlink(missing_ok=True)


def _digest(key: str, value: bytes) -> bytes:
    return sha256(key.encode() + b"\0" + value).digest()
