"""Publication is all or nothing, in one folder, by one build at a time, and touches nothing that it did not write."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certsite import publish
from certsite.output import Output
from certsite.publish import CannotPublish, Published

Files = Mapping[str, bytes]

OLD: Files = {"index.html": b"old", "cities/a/index.html": b"a", "cities/b/index.html": b"b"}
NEW: Files = {"index.html": b"new", "cities/a/index.html": b"a", "levels/gold/index.html": b"gold"}
FOREIGN: Files = {"CNAME": b"example.org", "cities/notes.txt": b"mine", "blog/post.html": b"mine"}

TRANSITIONS: Mapping[str, tuple[Files, Files]] = {
    "first publication": ({}, NEW),
    "change, add and remove": (OLD, NEW),
    "file becomes folder": ({"a": b"1", "b": b"2"}, {"a/index.html": b"1", "a/c/index.html": b"3", "b": b"2"}),
    "folder becomes file": ({"a/index.html": b"1", "a/c/index.html": b"3"}, {"a": b"1"}),
    "everything leaves": (OLD, {}),
}
# How many changes of the file system each takes: all of them are tried, and a new one shows here.
STEPS = {
    "first publication": 31,
    "change, add and remove": 25,
    "file becomes folder": 24,
    "folder becomes file": 18,
    "everything leaves": 17,
}


def outputs(files: Files) -> list[Output]:
    return [Output(path, data) for path, data in files.items()]


def put(out: Path, files: Files) -> None:
    for path, data in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)


def tree(out: Path) -> dict[str, bytes | str]:
    """Every file's bytes and every link's goal, without the folder kept for publishing; empty folders as such."""
    found: dict[str, bytes | str] = {}
    for place in sorted(out.rglob("*")):
        path = place.relative_to(out).as_posix()
        if path.split("/")[0] == ".certsite":
            continue
        if place.is_symlink():
            found[path] = f"link to {place.readlink()}"
        elif place.is_file():
            found[path] = place.read_bytes()
        elif not any(place.iterdir()):
            found[path] = "empty folder"
    return found


def kept(out: Path) -> set[str]:
    """What stands in the folder kept for publishing."""
    return {place.name for place in (out / ".certsite").iterdir()} if (out / ".certsite").exists() else set()


def manifest(out: Path) -> list[str]:
    return list(json.loads((out / ".certsite/manifest.json").read_bytes()))


def refusal(files: Files, out: Path) -> str:
    """Publish, expect that it is refused, and return what the person who publishes reads."""
    with pytest.raises(CannotPublish) as refused:
        publish.site(outputs(files), out)
    return refused.value.says


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path for the site, relative as on the command line, so that messages can be compared whole."""
    monkeypatch.chdir(tmp_path)
    return Path("site")


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk what only the loss of power needs; the test of the order of steps looks at that."""
    monkeypatch.setattr(os, "fsync", lambda _opened: None)


# Python announces each change of the file system before it happens, so that no step can be forgotten here.
ANNOUNCED = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Act: TypeAlias = Callable[[str, str], object]

watcher: Act | None = None


def announce(event: str, args: tuple[Any, ...]) -> None:
    if watcher and (event in ANNOUNCED or (event == "open" and args[2] & WRITING)):
        watcher(event, str(args[0]))


sys.addaudithook(announce)


@contextmanager
def at_step(number: int, act: Act, *, onwards: bool = False) -> Iterator[None]:
    """Call `act` instead of the `number`-th change of the file system, counted from 1, and of all after it if asked."""
    global watcher  # noqa: PLW0603 - a hook of the interpreter cannot be taken away, only told to do nothing
    steps = count(1)

    def watch(event: str, path: str) -> None:
        step = next(steps)
        if step == number or (onwards and step > number):
            act(event, path)

    watcher = watch
    try:
        yield
    finally:
        watcher = None


def left_behind(action: Callable[[], object], out: Path, copies: Path) -> list[Path]:
    """Run `action` on a folder; return a copy of it from before each step, as a process that dies there leaves it."""
    left: list[Path] = []

    def copy(_event: str, _path: str) -> None:
        global watcher  # noqa: PLW0603 - the copy is none of the steps
        watching, watcher = watcher, None
        left.append(copies / str(len(left)))
        shutil.copytree(out, left[-1])
        watcher = watching

    with at_step(1, copy, onwards=True):
        action()
    return left


DONE, STOPPED, BROKEN = 0, 42, 43


def die(_event: str, _path: str) -> NoReturn:
    os._exit(STOPPED)


def die_while_writing(event: str, path: str) -> NoReturn:
    global watcher  # noqa: PLW0603 - the half-written file is not to be announced
    watcher = None
    if event == "open":
        Path(path).write_bytes(b'{"mov')
    os._exit(STOPPED)


def interrupt(_event: str, _path: str) -> NoReturn:
    raise KeyboardInterrupt


FATES = [die, die_while_writing, interrupt]


def in_child(action: Callable[[], object]) -> int:
    """Run `action` in a process of its own and return its end: `DONE`, `STOPPED` or `BROKEN`."""
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(DONE)
        except KeyboardInterrupt:
            os._exit(STOPPED)
        except BaseException:
            traceback.print_exc()
            os._exit(BROKEN)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stopped(action: Callable[[], object], step: int, fate: Act = die) -> bool:
    """Run `action` in a process that meets its fate at `step`; tell whether it came so far."""

    def run() -> None:
        with at_step(step, fate):
            action()

    end = in_child(run)
    assert end in {DONE, STOPPED}
    return end == STOPPED


def prepared(out: Path, old: Files) -> Path:
    out.mkdir(parents=True)
    if old:
        publish.site(outputs(old), out)
    put(out, FOREIGN)
    return out


# --- what a publication does -------------------------------------------------------------------------------------


def test_the_site_holds_exactly_the_outputs(out: Path) -> None:
    assert publish.site(outputs(OLD), out) == Published(written=tuple(sorted(OLD)), removed=(), unchanged=0)
    assert tree(out) == OLD
    assert publish.site(outputs(NEW), out) == Published(
        written=("index.html", "levels/gold/index.html"), removed=("cities/b/index.html",), unchanged=1
    )
    assert tree(out) == NEW


def test_only_the_manifest_and_the_lock_stay_beside_the_pages(out: Path) -> None:
    publish.site(outputs(NEW), out)
    assert kept(out) == {"manifest.json", "lock"}
    assert (out / ".certsite/manifest.json").read_text() == (
        "{\n"
        '"cities/a/index.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",\n'
        '"index.html": "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437",\n'
        '"levels/gold/index.html": "24d7f03d8dc3c3666969e6fa5bb1fac4736d3f1353c28307ed51b320f9dc42d3"\n'
        "}\n"
    )


def test_a_second_publication_of_the_same_touches_no_file(out: Path) -> None:
    publish.site(outputs(OLD), out)
    before = {place: place.stat() for place in out.rglob("*")}
    assert publish.site(outputs(OLD), out) == Published(written=(), removed=(), unchanged=3)
    assert {place: place.stat().st_mtime_ns for place in out.rglob("*")} == {
        place: status.st_mtime_ns for place, status in before.items()
    }


def test_an_unchanged_file_is_not_rewritten_beside_changed_ones(out: Path) -> None:
    publish.site(outputs(OLD), out)
    before = (out / "cities/a/index.html").stat()
    publish.site(outputs(NEW), out)
    after = (out / "cities/a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_listed_file_that_somebody_deleted_or_edited_is_written_again(out: Path) -> None:
    publish.site(outputs(OLD), out)
    (out / "cities/a/index.html").unlink()
    (out / "index.html").write_bytes(b"OLD")
    assert publish.site(outputs(OLD), out).written == ("cities/a/index.html", "index.html")
    assert tree(out) == OLD


def test_a_listed_file_that_somebody_deleted_is_not_told_as_removed(out: Path) -> None:
    publish.site(outputs(OLD), out)
    (out / "cities/b/index.html").unlink()
    assert publish.site(outputs(NEW), out).removed == ()
    assert not (out / "cities/b").exists()


@pytest.mark.parametrize("umask", [0o000, 0o027, 0o077])
def test_modes_do_not_depend_on_the_umask(umask: int, out: Path) -> None:
    before = os.umask(umask)
    try:
        publish.site(outputs(NEW), out)
    finally:
        os.umask(before)
    modes = {place: f"{place.stat().st_mode & 0o7777:o}" for place in (out, *out.rglob("*")) if place.name != "lock"}
    assert modes == {place: "755" if place.is_dir() else "644" for place in modes}


def test_a_folder_that_is_not_empty_keeps_the_mode_that_somebody_gave_it(out: Path) -> None:
    put(out, {"CNAME": b"example.org"})
    out.chmod(0o750)
    publish.site(outputs(NEW), out)
    assert out.stat().st_mode & 0o7777 == 0o750


def test_a_file_renamed_in_case_alone_is_published_on_a_disk_that_ignores_case(out: Path) -> None:
    publish.site(outputs({"Logo.svg": b"logo"}), out)
    (out / "logo.svg").hardlink_to(out / "Logo.svg")  # as such a disk shows it: one file under both names
    assert publish.site(outputs({"logo.svg": b"logo"}), out) == Published(("logo.svg",), ("Logo.svg",), 0)
    assert tree(out) == {"logo.svg": b"logo"}


names = st.sampled_from(["a", "b", "c"])
folders = st.dictionaries(
    names, st.recursive(st.binary(max_size=2), lambda inner: st.dictionaries(names, inner, min_size=1), max_leaves=5)
)


def flat(folder: Mapping[str, Any], above: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, inner in folder.items():
        found |= flat(inner, f"{above}{name}/") if isinstance(inner, dict) else {above + name: inner}
    return found


@settings(max_examples=60)
@given(old=folders.map(flat), new=folders.map(flat), stop=st.integers(1, 40))
def test_any_site_becomes_any_other_and_never_a_mixture(old: Files, new: Files, stop: int) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        publish.site(outputs(old), out)
        if stopped(partial(publish.site, outputs(new), out), stop):
            publish.recover(out)
            assert tree(out) in (old, new)
        publish.site(outputs(new), out)
        assert tree(out) == new
        assert manifest(out) == sorted(new)


# --- what no build has written -----------------------------------------------------------------------------------


def test_a_file_that_no_build_has_written_stays(out: Path) -> None:
    put(out, FOREIGN)
    publish.site(outputs(OLD), out)
    publish.site(outputs({}), out)
    assert tree(out) == FOREIGN


def test_an_equal_file_is_adopted_and_leaves_when_it_is_no_longer_wanted(out: Path) -> None:
    put(out, {"index.html": b"old"})
    assert publish.site(outputs(OLD), out) == Published(("cities/a/index.html", "cities/b/index.html"), (), 1)
    assert manifest(out) == sorted(OLD)
    assert publish.site(outputs({}), out).removed == tuple(sorted(OLD))


def test_a_site_whose_manifest_was_lost_is_adopted_whole(out: Path) -> None:
    publish.site(outputs(OLD), out)
    (out / ".certsite/manifest.json").unlink()
    assert publish.site(outputs(OLD), out) == Published((), (), 3)
    assert manifest(out) == sorted(OLD)


IN_THE_WAY = "no build has written what stands in the way: {}; move it away, then build again"


@pytest.mark.parametrize(
    ("foreign", "wanted", "named"),
    [
        ({"index.html": b"mine"}, {"index.html": b"new"}, "site/index.html"),
        ({"a/mine.txt": b"mine"}, {"a": b"new"}, "site/a"),
        ({"a": b"mine"}, {"a/b/index.html": b"new", "a/index.html": b"new"}, "site/a"),
        (
            {f"{number}.html": b"mine" for number in range(7)},
            {f"{number}.html": b"new" for number in range(7)},
            "site/0.html, site/1.html, site/2.html, site/3.html, site/4.html and 2 more",
        ),
    ],
)
def test_what_stands_in_the_way_is_named_and_left_alone(foreign: Files, wanted: Files, named: str, out: Path) -> None:
    put(out, foreign)
    assert refusal(wanted, out) == IN_THE_WAY.format(named)
    assert tree(out) == foreign
    assert not (out / ".certsite").exists()


def test_a_first_publication_that_fails_leaves_no_folder(out: Path) -> None:
    reached = False
    for step in count(1):
        try:
            with at_step(step, refuse_with(errno.ENOSPC)):
                publish.site(outputs(NEW), out)
        except CannotPublish:
            if (out / ".certsite/journal.json").exists():
                break
            assert not out.exists() or not any(out.iterdir())
            reached = True
    assert reached


def test_what_somebody_put_beside_the_lock_stays(out: Path) -> None:
    put(out, {"index.html": b"mine", ".certsite/notes.txt": b"mine"})
    assert refusal(NEW, out) == IN_THE_WAY.format("site/index.html")
    assert kept(out) == {"notes.txt"}


def test_a_hard_link_is_replaced_and_the_file_under_its_other_name_keeps_its_bytes(out: Path, tmp_path: Path) -> None:
    publish.site(outputs(OLD), out)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    (out / "index.html").unlink()
    (out / "index.html").hardlink_to(elsewhere)
    publish.site(outputs(NEW), out)
    assert (tree(out), elsewhere.read_bytes()) == (NEW, b"mine")


def test_a_folder_of_ours_that_holds_foreign_things_does_not_become_a_file(out: Path) -> None:
    publish.site(outputs({"a/index.html": b"1"}), out)
    put(out, {"a/mine.txt": b"mine"})
    assert refusal({"a": b"1"}, out) == IN_THE_WAY.format("site/a")
    assert tree(out) == {"a/index.html": b"1", "a/mine.txt": b"mine"}


def test_an_empty_folder_of_somebody_else_is_in_the_way_too(out: Path) -> None:
    (out / "a").mkdir(parents=True)
    assert refusal({"a": b"1"}, out) == IN_THE_WAY.format("site/a")
    assert tree(out) == {"a": "empty folder"}


def test_a_folder_is_removed_only_when_nothing_is_left_in_it(out: Path) -> None:
    publish.site(outputs(OLD), out)
    put(out, {"cities/a/mine.txt": b"mine"})
    publish.site(outputs({}), out)
    assert tree(out) == {"cities/a/mine.txt": b"mine"}


@pytest.mark.parametrize("link", ["index.html", "cities", "cities/a", "cities/a/index.html"])
def test_a_link_is_never_followed_nor_replaced(link: str, out: Path, tmp_path: Path) -> None:
    goal = tmp_path / "elsewhere"
    put(goal, {"index.html": b"mine", "a/index.html": b"mine"})
    (out / link).parent.mkdir(parents=True, exist_ok=True)
    (out / link).symlink_to(goal)
    assert refusal(OLD, out) == IN_THE_WAY.format(f"site/{link}")
    assert tree(goal) == {"index.html": b"mine", "a/index.html": b"mine"}
    assert tree(out) == {link: f"link to {goal}"}


def test_a_listed_file_behind_a_link_is_not_removed(out: Path, tmp_path: Path) -> None:
    publish.site(outputs(OLD), out)
    goal = tmp_path / "elsewhere"
    (out / "cities").rename(goal)
    (out / "cities").symlink_to(goal)
    assert publish.site(outputs({}), out).removed == ("index.html",)
    assert tree(goal) == {"a/index.html": b"a", "b/index.html": b"b"}
    assert tree(out) == {"cities": f"link to {goal}"}


# --- walls -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["/etc/passwd"], "'/etc/passwd' is no path inside the site"),
        (["../index.html"], "'../index.html' is no path inside the site"),
        (["a/../../b"], "'a/../../b' is no path inside the site"),
        (["a/./b"], "'a/./b' is no path inside the site"),
        (["a//b"], "'a//b' is no path inside the site"),
        (["a/"], "'a/' is no path inside the site"),
        ([""], "'' is no path inside the site"),
        (["a\\b"], "'a\\\\b' is no path inside the site"),
        (["a\0b"], "'a\\x00b' is no path inside the site"),
        (["C:/a"], "'C:/a' is no path inside the site"),
        (["a\udc80"], "'a\\udc80' is no path inside the site"),
        ([".certsite/lock"], "'.certsite/lock' lies in the folder kept for publishing"),
        ([".CertSite"], "'.CertSite' lies in the folder kept for publishing"),
        (["a", "a"], "'a' is made twice"),
        (["a/B", "a/b"], "'a/b' differs from 'a/B' only in case or accents"),
        (["\u00e9", "e\u0301"], "'e\u0301' differs from '\u00e9' only in case or accents"),
        (["a/b/c", "a/b"], "'a/b' is a file and the folder of 'a/b/c'"),
        (["A", "a/b"], "'A' is a file and the folder of 'a/b'"),
    ],
)
def test_a_path_that_must_never_be_written_is_our_mistake(paths: list[str], message: str, out: Path) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message is compared below
        publish.site([Output(path, b"") for path in paths], out)
    assert str(raised.value) == message
    assert not out.exists()


def test_the_site_has_a_folder_of_its_own(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home/me").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home/me"))
    for place in (Path("/"), Path(), tmp_path, tmp_path.parent, Path("home"), Path("home/me")):
        assert refusal(NEW, place) == f"{place} holds more than the site; name a folder of its own, such as site"
    assert publish.site(outputs({}), out) == Published((), (), 0)
    assert tree(tmp_path) == {
        "home/me": "empty folder",
        "site/.certsite/lock": b"",
        "site/.certsite/manifest.json": b"{}\n",
    }


def test_the_folder_of_the_site_must_be_a_true_folder_in_an_existing_one(out: Path, tmp_path: Path) -> None:
    (tmp_path / "goal").mkdir()
    Path("link").symlink_to("goal")
    Path("file").write_bytes(b"mine")
    assert refusal(NEW, Path("link")) == "link is a link; name the folder that it leads to"
    assert refusal(NEW, Path("file")) == "file is a file; remove it, or name another folder"
    assert refusal(NEW, Path("no/site")) == "no/site cannot be made, for the folder no does not exist; make that first"
    assert tree(tmp_path) == {"file": b"mine", "goal": "empty folder", "link": "link to goal"}
    assert not out.exists()


@pytest.mark.parametrize("name", [".certsite", ".certsite/lock", ".certsite/manifest.json", ".certsite/staged"])
def test_a_link_in_place_of_our_own_files_is_not_followed(name: str, out: Path, tmp_path: Path) -> None:
    (out / name).parent.mkdir(parents=True)
    (out / name).symlink_to(tmp_path / "elsewhere")
    assert refusal(NEW, out) == f"site/{name} is not what a build leaves there; remove it, then build again"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("listed", ['{"../mine": ""}', '{"a": 1}', '["a"]', '{"a', "\x00", "[" * 100_000])
def test_a_manifest_that_cannot_be_trusted_removes_nothing(listed: str, out: Path, tmp_path: Path) -> None:
    put(tmp_path, {"mine": b"mine"})
    put(out, {".certsite/manifest.json": listed.encode(), "a": b"mine"})
    assert refusal(NEW, out) == "site/.certsite/manifest.json is damaged; remove it, then build again"
    assert tree(out) == {"a": b"mine"}
    assert (tmp_path / "mine").read_bytes() == b"mine"


# --- the order of steps -------------------------------------------------------------------------------------------


def test_all_is_safe_on_the_disk_before_the_step_that_relies_on_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish.site(outputs({"a": b"1"}), out)
    steps: list[str] = []

    def record(event: str, path: str) -> None:
        if event in {"os.remove", "os.rename"}:
            steps.append(f"{event} {path}")

    def synced(opened: int) -> None:
        steps.append(f"synced {Path(f'/proc/self/fd/{opened}').readlink().relative_to(Path.cwd())}")

    monkeypatch.setattr(os, "fsync", synced)
    with at_step(1, record, onwards=True):
        publish.site(outputs({"b/c": b"2"}), out)
    assert steps == [
        "synced site/.certsite/staged/1",
        "synced site/.certsite/staged/2",
        "synced site/.certsite/staged/journal.json",
        "synced site/.certsite/staged",
        "os.rename site/.certsite/staged/journal.json",
        "synced site/.certsite",
        "os.remove site/a",
        "synced site",
        "os.rename site/.certsite/staged/0",
        "os.rename site/.certsite/staged/1",
        "os.rename site/.certsite/staged/2",
        "synced site",
        "synced site/.certsite",
        "synced site/b",
        "os.remove site/.certsite/journal.json",
    ]


# --- killed ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_stopped_at_any_step_it_leaves_the_old_site_or_the_new_one(name: str, fate: Act, tmp_path: Path) -> None:
    old, new = TRANSITIONS[name]
    ends = []
    for step in count(1):
        out = prepared(tmp_path / str(step), old)
        if not stopped(partial(publish.site, outputs(new), out), step, fate):
            break
        publish.recover(out)
        ends.append(tree(out))
        assert kept(out) <= {"lock", "manifest.json"}
        assert not publish.recover(out)
    assert tree(out) == {**FOREIGN, **new}
    turned = ends.index({**FOREIGN, **new})
    assert turned > len(new)
    assert ends == [{**FOREIGN, **old}] * turned + [{**FOREIGN, **new}] * (len(ends) - turned)
    assert len(ends) == STEPS[name]


@pytest.mark.parametrize(("old", "new"), TRANSITIONS.values(), ids=TRANSITIONS)
def test_a_recovery_stopped_at_any_step_can_be_taken_up_again(old: Files, new: Files, tmp_path: Path) -> None:
    recoveries_stopped, wanted = 0, old
    out = prepared(tmp_path / "whole", old)
    for left in left_behind(partial(publish.site, outputs(new), out), out, tmp_path / "left"):
        if (left / ".certsite/journal.json").exists():
            wanted = new
        for again in left_behind(partial(publish.recover, left), left, tmp_path / f"again-{left.name}"):
            publish.recover(again)
            assert tree(again) == {**FOREIGN, **wanted}
            assert kept(again) <= {"lock", "manifest.json"}
            recoveries_stopped += 1
    assert recoveries_stopped > 10


@pytest.mark.parametrize("fate", FATES)
def test_recoveries_stopped_one_after_the_other_come_to_an_end(fate: Act, tmp_path: Path) -> None:
    """Each gets a few steps further before it is stopped in turn."""
    left = prepared(tmp_path / "left", {})
    killed_in_the_middle(left)
    stops = 0
    for steps in (3, 4, 6):
        out = tmp_path / str(steps)
        shutil.copytree(left, out)
        while stopped(partial(publish.recover, out), steps, fate):
            stops += 1
            assert stops < 30
        assert tree(out) == {**FOREIGN, **NEW}
        assert kept(out) == {"lock", "manifest.json"}
    assert stops > 3


def killed_when(seen: str, out: Path) -> None:
    """Leave the publication of NEW over OLD as it is when `seen` first stands in the folder of the site."""
    publish.site(outputs(OLD), out)
    for step in count(1):
        copy = out.with_name("copy")
        shutil.copytree(out, copy)
        assert stopped(partial(publish.site, outputs(NEW), copy), step)
        if (copy / seen).exists():
            shutil.rmtree(out)
            copy.rename(out)
            return
        shutil.rmtree(copy)


def killed_in_the_middle(out: Path) -> None:
    killed_when("levels", out)


def killed_at_the_journal(out: Path) -> None:
    killed_when(".certsite/journal.json", out)


def test_recovery_tells_whether_anything_was_left(out: Path) -> None:
    assert not publish.recover(out)
    assert not out.exists()
    killed_in_the_middle(out)
    assert publish.recover(out)
    assert tree(out) == NEW
    assert not publish.recover(out)


def test_the_next_publication_recovers_by_itself(out: Path) -> None:
    killed_in_the_middle(out)
    assert publish.site(outputs(OLD), out) == Published(
        written=("cities/b/index.html", "index.html"), removed=("levels/gold/index.html",), unchanged=1
    )
    assert tree(out) == OLD


def test_what_came_to_stand_in_the_way_after_the_kill_is_left_alone(out: Path) -> None:
    killed_in_the_middle(out)
    put(out, {"levels/gold": b"mine"})
    before = tree(out)
    assert refusal(NEW, out) == IN_THE_WAY.format("site/levels/gold")
    assert tree(out) == before
    (out / "levels/gold").unlink()
    assert publish.recover(out)
    assert tree(out) == NEW


def test_a_removal_is_not_repeated_once_files_were_moved(out: Path) -> None:
    killed_in_the_middle(out)
    assert not (out / "cities/b").exists()
    put(out, {"cities/b/index.html": b"mine"})  # or the new name of that file, on a disk that ignores case
    assert publish.recover(out)
    assert tree(out) == {**NEW, "cities/b/index.html": b"mine"}


def test_an_interruption_right_after_the_journal_was_written_is_completed(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish.site(outputs(OLD), out)
    rename = Path.replace

    def rename_and_interrupt(self: Path, target: Path) -> NoReturn:
        rename(self, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", rename_and_interrupt)
        with pytest.raises(KeyboardInterrupt):
            publish.site(outputs(NEW), out)
    assert tree(out) == OLD
    assert publish.recover(out)
    assert tree(out) == NEW


def test_a_folder_that_somebody_made_after_the_kill_is_shared(out: Path) -> None:
    killed_at_the_journal(out)
    put(out, {"levels/gold/mine.txt": b"mine"})
    assert publish.recover(out)
    assert tree(out) == {**NEW, "levels/gold/mine.txt": b"mine"}


def edit_journal(out: Path, removal: str) -> None:
    journal = out / ".certsite/journal.json"
    written = json.loads(journal.read_bytes())
    journal.write_text(json.dumps({**written, "removals": [*written["removals"], removal]}))


def test_a_journal_removes_no_file_that_the_manifest_does_not_list(out: Path) -> None:
    killed_at_the_journal(out)
    put(out, FOREIGN)
    edit_journal(out, "CNAME")
    assert publish.recover(out)
    assert tree(out) == {**FOREIGN, **NEW}


def test_a_journal_removes_nothing_outside_the_site(out: Path) -> None:
    killed_at_the_journal(out)
    Path("empty").mkdir()
    edit_journal(out, "../empty/")
    assert refusal(NEW, out) == "site/.certsite/journal.json is damaged; remove it, then build again"
    assert Path("empty").exists()
    assert tree(out) == OLD


@pytest.mark.parametrize("moves", ['{"a": "x"}', "{}", "[]", '{"../mine": "x", ".certsite/manifest.json": "x"}'])
@pytest.mark.parametrize("removals", ["[]", '["../mine"]', "[1]", '"a"'])
def test_a_journal_that_no_build_has_written_moves_and_removes_nothing(removals: str, moves: str, out: Path) -> None:
    put(out, {".certsite/journal.json": f'{{"removals": {removals}, "moves": {moves}}}'.encode(), "a": b"a"})
    with pytest.raises(CannotPublish) as refused:
        publish.recover(out)
    assert refused.value.says == "site/.certsite/journal.json is damaged; remove it, then build again"
    assert tree(out) == {"a": b"a"}


def cut_journal(own: Path) -> None:
    (own / "journal.json").write_bytes((own / "journal.json").read_bytes()[:-20])


def lose_staged(own: Path) -> None:
    shutil.rmtree(own / "staged")


def lose_one(own: Path) -> None:
    min((own / "staged").glob("[3-9]")).unlink()


def spoil_one(own: Path) -> None:
    max((own / "staged").glob("[0-9]")).write_bytes(b"{}")


@pytest.mark.parametrize("damage", [cut_journal, lose_staged, lose_one, spoil_one])
def test_a_damaged_journal_touches_nothing_and_its_mend_works(damage: Callable[[Path], None], out: Path) -> None:
    killed_in_the_middle(out)
    damage(out / ".certsite")
    before = tree(out)
    assert refusal(NEW, out) == "site/.certsite/journal.json is damaged; remove it, then build again"
    assert tree(out) == before
    (out / ".certsite/journal.json").unlink()
    publish.site(outputs(NEW), out)
    assert tree(out) == NEW


# --- two builds at once ------------------------------------------------------------------------------------------


BUSY = "another build is publishing to site; wait until it ends"


def test_only_one_build_publishes_at_a_time(out: Path) -> None:
    publish.site(outputs(OLD), out)
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with at_step(6, lambda _event, _path: (os.write(tell, b"!"), signal.sigwait({signal.SIGTERM}))):
            publish.site(outputs(NEW), out)
        os._exit(BROKEN)
    try:
        assert os.read(ready, 1) == b"!"
        assert refusal({}, out) == BUSY
        with pytest.raises(CannotPublish) as refused:
            publish.recover(out)
        assert refused.value.says == BUSY
        assert tree(out) == OLD
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready)
        os.close(tell)
    assert publish.site(outputs(NEW), out).written == ("index.html", "levels/gold/index.html")


def raced(out: Path, *sites: Files) -> list[str]:
    """Publish the sites at the same moment, each in a process of its own; return what those are told that are refused.

    The system tells all of them at once to begin, by closing the pipe that they read from.
    """
    begin, hold = os.pipe()
    children = []
    for number, files in enumerate(sites):
        if (child := os.fork()) == 0:
            os.close(hold)
            os.read(begin, 1)
            try:
                publish.site(outputs(files), out)
            except CannotPublish as refused:
                out.with_name(f"said-{number}").write_text(refused.says)
            except BaseException:
                traceback.print_exc()
                os._exit(BROKEN)
            os._exit(DONE)
        children.append(child)
    os.close(begin)
    os.close(hold)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(sites)
    said = sorted(out.parent.glob("said-*"))
    told = [file.read_text() for file in said]
    for file in said:
        file.unlink()
    return told


def test_builds_that_race_leave_the_site_of_one_of_them(out: Path) -> None:
    refused = 0
    for _ in range(20):
        told = raced(out, OLD, NEW, {"levels": b"file"})
        assert told == [BUSY] * len(told)
        assert tree(out) in (OLD, NEW, {"levels": b"file"})
        assert manifest(out) == sorted(tree(out))
        assert kept(out) == {"lock", "manifest.json"}
        refused += len(told)
    assert refused


def test_a_refused_build_takes_no_lock_from_another(out: Path) -> None:
    """The one takes its lock away again; whoever comes at that moment publishes, or is told to wait."""
    meant = {"a.html": b"a"}
    for _ in range(20):
        put(out, {"index.html": b"mine"})
        told = raced(out, OLD, meant, OLD)
        assert set(told) <= {BUSY, IN_THE_WAY.format("site/index.html")}
        assert tree(out) in ({"index.html": b"mine"}, {"index.html": b"mine", **meant})
        assert kept(out) == ({"lock", "manifest.json"} if "a.html" in tree(out) else set())
        shutil.rmtree(out)


# --- the disk refuses --------------------------------------------------------------------------------------------


def refuse_with(number: int) -> Act:
    def refuse(_event: str, _path: str) -> NoReturn:
        raise OSError(number, os.strerror(number), "site/x")

    return refuse


@pytest.mark.parametrize("onwards", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full, and site is {}; free some space, then build again"),
        (errno.EDQUOT, "your share of the disk is full, and site is {}; free some space, then build again"),
        (errno.EROFS, "the disk can only be read, and site is {}; make it writable, then build again"),
        (errno.EACCES, "permission to write site/x is missing, and site is {}; give it, then build again"),
        (errno.EIO, "the system says Input/output error at site/x, and site is {}; mend that, then build again"),
    ],
    ids=["space", "quota", "read-only", "permission", "input/output"],
)
def test_a_disk_that_refuses_any_step_leaves_the_old_site_or_one_that_the_next_build_completes(
    number: int, told: str, onwards: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for step in count(1):
        monkeypatch.chdir(prepared(tmp_path / str(step) / "site", OLD).parent)
        out = Path("site")
        try:
            with at_step(step, refuse_with(number), onwards=onwards):
                publish.site(outputs(NEW), out)
        except CannotPublish as refused:
            said.append(refused.says)
        else:
            break
        if "as it was" in said[-1]:
            assert tree(out) == {**FOREIGN, **OLD}
            assert onwards or kept(out) == {"lock", "manifest.json"}
        publish.site(outputs(NEW), out)
        assert tree(out) == {**FOREIGN, **NEW}
    begun, half = told.format("as it was"), told.format("only partly renewed") + ", which completes it"
    assert said == [begun] * said.count(begun) + [half] * said.count(half)
    assert min(said.count(begun), said.count(half)) > 5


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of 256 KiB, where the system lets us have one: only its administrator may mount."""
    monkeypatch.chdir(tmp_path)
    disk = Path("disk")
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        assert os.geteuid() != 0 or "permission denied" in mounted.stderr
        pytest.skip(f"a full disk is only imitated, for this user cannot mount one: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_is_really_full_leaves_the_old_site(small_disk: Path) -> None:
    out = small_disk / "site"
    publish.site(outputs(OLD), out)
    large = {f"{number}.html": b"x" * 50_000 for number in range(9)}
    assert refusal(large, out) == "the disk is full, and disk/site is as it was; free some space, then build again"
    assert tree(out) == OLD
    assert kept(out) == {"lock", "manifest.json"}
    publish.site(outputs(NEW), out)
    assert tree(out) == NEW


def test_a_disk_that_can_only_be_read_leaves_the_old_site(small_disk: Path) -> None:
    out = small_disk / "site"
    publish.site(outputs(OLD), out)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    told = "the disk can only be read, and {} is as it was; make it writable, then build again"
    assert refusal(NEW, out) == told.format(out)
    assert refusal(NEW, small_disk / "other") == told.format(small_disk / "other")
    assert tree(out) == OLD
    assert {place.name for place in small_disk.iterdir()} == {"site"}
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    publish.site(outputs(NEW), out)
    assert tree(out) == NEW


def test_space_is_needed_for_the_changed_files_alone(small_disk: Path) -> None:
    out = small_disk / "site"
    large = {"photo.avif": b"x" * 150_000}
    publish.site(outputs({**OLD, **large}), out)
    publish.site(outputs({**NEW, **large}), out)
    assert tree(out) == {**NEW, **large}
