"""The cache: a store that never fails, and whose loss changes nothing but time."""

import errno
import os
from pathlib import Path

import pytest

from certsite.cache import Cache


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entry(cache: Cache) -> Path:
    (only,) = cache.folder.iterdir()
    return only


def age(cache: Cache, key: str, seconds: int) -> None:
    place = cache._place(key)
    os.utime(place, (seconds, seconds))


def test_what_was_put_is_there_in_the_next_run(cache: Cache) -> None:
    cache.put("a key", b"a value")
    assert Cache(cache.folder).get("a key") == b"a value"
    assert cache.get("another key") is None


def test_a_value_put_again_is_the_newer_one(cache: Cache) -> None:
    cache.put("key", b"old")
    cache.put("key", b"new")
    assert cache.get("key") == b"new"


def test_a_key_may_hold_anything_and_leads_nowhere(cache: Cache) -> None:
    cache.put("../../outside\n/é", b"value")
    assert cache.get("../../outside\n/é") == b"value"
    assert entry(cache).parent == cache.folder


@pytest.mark.parametrize("kept", [b"", b"short", b"x" * 40], ids=["empty", "cut off", "foreign"])
def test_what_is_not_whole_is_not_there(cache: Cache, kept: bytes) -> None:
    cache.put("key", b"value")
    entry(cache).write_bytes(kept)
    assert cache.get("key") is None
    cache.put("key", b"value")
    assert cache.get("key") == b"value"


def test_an_entry_under_the_name_of_another_is_not_there(cache: Cache) -> None:
    cache.put("one", b"value of one")
    cache._place("one").rename(cache._place("two"))
    assert cache.get("two") is None


def test_a_folder_in_the_place_of_an_entry_does_no_harm(cache: Cache) -> None:
    cache._place("key").mkdir(parents=True)
    cache.put("key", b"value")
    assert cache.get("key") is None
    assert [place.name for place in cache.folder.iterdir()] == [cache._place("key").name]


def test_a_file_in_the_place_of_the_folder_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("mine", encoding="utf-8")
    cache = Cache(tmp_path / "cache")
    cache.put("key", b"value")
    assert cache.get("key") is None
    assert (tmp_path / "cache").read_text(encoding="utf-8") == "mine"


def test_what_may_be_read_and_not_touched_is_there(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put("key", b"value")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "utime", refuse)
    assert cache.get("key") == b"value"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_closed_disk_does_no_harm(cache: Cache, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    cache.put("before", b"value")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    cache.put("key", b"value")
    assert cache.get("key") is None
    assert cache.get("before") == b"value"
    assert entry(cache).is_file()  # nothing half written stays behind


def test_the_entries_that_were_not_asked_for_longest_make_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=3 * (32 + 10))
    for number, key in enumerate(("one", "two", "three"), start=1):
        cache.put(key, b"0123456789")
        age(cache, key, number)
    assert cache.get("one") == b"0123456789"  # which makes it the newest
    cache.put("four", b"0123456789")
    assert [cache.get(key) is not None for key in ("one", "two", "three", "four")] == [True, False, True, True]


def test_what_a_killed_build_left_makes_room_and_files_of_others_stay(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=100)
    (tmp_path / "part-abc").write_bytes(b"x" * 90)
    (tmp_path / "notes.txt").write_bytes(b"x" * 900)
    os.utime(tmp_path / "part-abc", (1, 1))
    cache.put("key", b"value")
    assert {place.name for place in tmp_path.iterdir()} == {"notes.txt", cache._place("key").name}


def test_a_value_larger_than_the_cache_drives_nothing_out(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=100)
    cache.put("small", b"value")
    cache.put("large", b"x" * 100)
    assert cache.get("large") is None
    assert cache.get("small") == b"value"
