"""The files of a new record -> the content folder: checked as a whole first, and nothing there is ever overwritten."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from certsite import build
from certsite.build import Settings
from certsite.exits import WrongUse
from certsite.load.folder import printable
from certsite.problem import Problem, Refused, Severity
from certsite.scaffold.publications import PATH as REGISTRY


def problems(settings: Settings, drafts: Mapping[str, bytes]) -> list[Problem]:
    """Return what `check` would tell of these files, or of others because of them, the pages included."""
    found = _problems(replace(settings, drafts=drafts))
    own = {f"{printable(settings.content.as_posix())}/{path}" for path in drafts.keys() - {REGISTRY}}
    if any(problem.severity is Severity.ERROR for problem in found):
        told = {(problem.path, problem.says) for problem in _problems(settings)}
        return [problem for problem in found if (problem.path, problem.says) not in told]
    return [problem for problem in found if problem.path in own]


def write(content: Path, drafts: Mapping[str, bytes], registry: bytes) -> None:
    """Write all of the files or none; raise `WrongUse` where one cannot be written.

    That is so where a record is there already, and where the publications were changed meanwhile.
    registry: the bytes of the publications to which one was added.
    """
    with ExitStack() as created:
        for path in drafts.keys() - {REGISTRY}:
            created.enter_context(_created(content / path, drafts[path]))
        if REGISTRY in drafts:
            _replace(content / REGISTRY, drafts[REGISTRY], registry)


def _problems(settings: Settings) -> tuple[Problem, ...]:
    try:
        return build.made(settings)[0].problems
    except Refused as refused:
        return refused.problems


@contextmanager
def _created(place: Path, data: bytes) -> Iterator[None]:
    """Write a file that is not there; no link is followed, and it goes where writing it or what follows fails."""
    if place.parent.is_symlink():
        raise WrongUse(f"{place.parent} is a symbolic link, and links are not followed; put the folder itself there")
    with _telling(place.parent):
        place.parent.mkdir(exist_ok=True)
    with _telling(place):
        try:
            file = place.open("xb")
        except FileExistsError:
            raise WrongUse(f"{place} is there already; nothing was written over it") from None
    try:
        with _telling(place), file:
            file.write(data)
        yield
    except BaseException:
        place.unlink()
        raise


def _replace(place: Path, data: bytes, before: bytes) -> None:
    """Put a changed file in the place of the one that was read, if that is still the same."""
    with _telling(place), NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
        try:
            file.write(data)
            file.close()
            shutil.copymode(place, file.name)
            if place.read_bytes() != before:
                raise WrongUse(f"{place} was changed meanwhile; nothing was written, begin again")
            Path(file.name).replace(place)
        finally:
            Path(file.name).unlink(missing_ok=True)


@contextmanager
def _telling(place: Path) -> Iterator[None]:
    """Raise `WrongUse` with the name of the place where the system refuses: not all of its errors have one."""
    try:
        yield
    except OSError as error:
        raise WrongUse(f"cannot write {place}: {error.strerror}") from error
