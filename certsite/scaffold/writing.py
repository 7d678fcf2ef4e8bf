"""The files of a new record -> the content folder: checked as a whole first, and nothing there is ever overwritten."""

import shutil
from collections.abc import Mapping
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
    """Write the files; raise `WrongUse` where one is there already, or the publications were changed meanwhile.

    registry: the bytes of the publications to which one was added.
    """
    try:
        if REGISTRY in drafts:
            _replace(content / REGISTRY, drafts[REGISTRY], registry)
        for path in drafts.keys() - {REGISTRY}:
            _create(content / path, drafts[path])
    except OSError as error:
        raise WrongUse(f"cannot write {error.filename}: {error.strerror}") from error


def _problems(settings: Settings) -> tuple[Problem, ...]:
    try:
        return build.made(settings)[0].problems
    except Refused as refused:
        return refused.problems


def _create(place: Path, data: bytes) -> None:
    """Write a file that is not there; no link is followed, and no half of it stays."""
    if place.parent.is_symlink():
        raise WrongUse(f"{place.parent} is a symbolic link, and links are not followed; put the folder itself there")
    place.parent.mkdir(exist_ok=True)
    try:
        with place.open("xb") as file:
            try:
                file.write(data)
                file.flush()
            except BaseException:
                place.unlink()
                raise
    except FileExistsError:
        raise WrongUse(f"{place} is there already; nothing was written over it") from None


def _replace(place: Path, data: bytes, before: bytes) -> None:
    """Put a changed file in the place of the one that was read, if that is still the same."""
    with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
        file.write(data)
    try:
        shutil.copymode(place, file.name)
        if place.read_bytes() != before:
            raise WrongUse(f"{place} was changed meanwhile; nothing was written, begin again")
        Path(file.name).replace(place)
    finally:
        Path(file.name).unlink(missing_ok=True)
