"""What a hostile file costs: whoever sends content to the program is refused within seconds and below 300 MB."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from certsite.exits import TO_MEND
from certsite.validate import OF_A_RULE
from tests.small import OTHER, ROOT, changed

SECONDS = 20  # of the processor: some ten times what any case needs on an idle machine
MEGABYTES = 300

Files: TypeAlias = Mapping[str, tuple[str, str]]

# The figures of a process begin with those of the one it was forked from, so a small one stands between.
MEASURED = """
import json, resource, subprocess, sys
seconds = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
ended = subprocess.run(sys.argv[2:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
print(json.dumps({
    "code": ended.returncode,
    "told": ended.stderr.decode(),
    "seconds": used.ru_utime + used.ru_stime,
    "megabytes": used.ru_maxrss * unit / 1e6,
}))
"""

RECORD = (OTHER / "cities" / "joesuu.md").read_text(encoding="utf-8")
FACTS = RECORD.removeprefix("---\n").partition("---\n")[0]
SOURCES = (OTHER / "sources.yaml").read_text(encoding="utf-8")
ROUNDS = (OTHER / "rounds.yaml").read_text(encoding="utf-8")

LAUGHS = "a0: &a0 [ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
IDS = [f"s-{n * 7919 % 100_003:06}" for n in range(16_000)]
MISTYPED = ", ".join(f"{id_}x" for id_ in IDS[:9_000])
AWARDS = "  - {event: honor-roll, year: 2024, round: r00x, sources: [gazette]}\n" * 1_000
ROUND = (
    "  - {{id: r{0:05}, date: '2024-03-22', edition: b, edition_basis: stated, edition_sources: [palmares-2024], "
    "announced: {{}}, text: {{fr: a, en: b}}}}\n"
)

# What somebody writes as the story of a city, or as its facts, and what is told of it.
STORIES = [
    ("ten words " * 1_000_000, "is larger than 256 KiB"),
    (">" * 10_000 + "x", "deeper than 8 levels"),
    ("".join(f"{' ' * n}- x\n" for n in range(350)), "deeper than 8 levels"),
    ("[" * 10_000, "more than 10 brackets are open at once"),
    ("*a **b _c " * 6_000, "more than 1,000 signs * and _"),
    ("|a" * 9_000 + "|\n" + "|-" * 9_000 + "|\n", "more than 20 columns"),
    ("x" * 250_000, "longer than 65,536 characters"),
    ("&amp;" * 12_000, "the paragraph is longer than 8,000 characters"),
    ("<a@b.c>" * 8_000, "the paragraph is longer than 8,000 characters"),
    (f"[a]: /{'x' * 1_900}\n\n" + "[a] " * 1_900, "links by name repeat more than 65,536 characters"),
]
RECORDS = [
    ("name: " + "[" * 10_000, "lie more than 12 deep"),
    ("name: " + "{" * 10_000, "lie more than 12 deep"),
    (LAUGHS, "makes it an anchor in YAML"),
    ("".join(f"{n:x}:\n" for n in range(30_000)), "more than 20,000 keys and values"),
    (FACTS.replace("61000", "9" * 200_000), "which is no whole number"),
    (FACTS.replace("2024-03\n", "2" * 200_000 + "\n"), "which is no date"),
    (FACTS.replace("history:\n", "history:\n" + AWARDS), "unknown round 'r00x'"),
]
LINKS = [
    (
        "\n\n".join(" ".join(f"[a](/{n:x}{i}/)" for i in range(600)) for n in range(9)),
        "leads to no page or file of the site",
    ),
    ("\n\n".join(f"# h{n} [a](#h{n}x)" for n in range(2_500)), "leads to an id that the page does not have"),
]


def cities(*hostile: tuple[str, str]) -> Files:
    """Return a record for each, of a city of its own."""
    return {
        f"cities/c{number}.md": (text.replace("joesuu", f"c{number}").replace("Jõesuu", f"C{number}"), told)
        for number, (text, told) in enumerate(hostile)
    }


def with_story(hostile: tuple[str, str]) -> tuple[str, str]:
    return f"---\n{FACTS}---\n{hostile[0]}", hostile[1]


def with_facts(hostile: tuple[str, str]) -> tuple[str, str]:
    return f"---\n{hostile[0]}\n---\n", hostile[1]


CASES: dict[str, Files] = {
    "records": cities(*map(with_story, STORIES), *map(with_facts, RECORDS)),
    "links in texts": cities(*map(with_story, LINKS)),
    "registries": {
        "sources.yaml": ("".join(f"k{n}: x\n" for n in range(100_000)), "more than 100,000 keys and values"),
        "rounds.yaml": ("rounds:\n" + "- x\n" * 99_000, "must be a group of fields"),
        "unverified.yaml": ("".join(f"k{n}: x\n" for n in range(49_000)), "unknown field 'k0'"),
        "strings.yaml": ("# " + "x" * 10_000_000, "is larger than 8 MiB"),
    },
    "empty items": {"sources.yaml": (f"{SOURCES}notes:\n" + "- ''\n" * 99_000, "an item of notes is empty")},
    "mistyped ids": {
        "cities/joesuu.md": (
            RECORD.replace("sources: [gazette]", f"sources: [{MISTYPED}]", 1),
            "unknown source 's-000000x'; add it to content/sources.yaml, or write the id of one that stands there "
            "(did you mean 's-000000'?)",
        ),
        "sources.yaml": (SOURCES + "".join(f"  {id_}: {{title: t, publisher: p}}\n" for id_ in IDS), ""),
    },
}


def refused(folder: Path) -> list[str]:
    """Build the content below `folder`; return the lines of the refusal, which came within the bounds."""
    build = [sys.executable, str(ROOT / "build.py"), "--quiet"]
    measured = [sys.executable, "-c", MEASURED, str(SECONDS), *build]
    done = json.loads(subprocess.run(measured, cwd=folder, check=True, capture_output=True).stdout)
    assert done["code"] == TO_MEND, done  # what takes too long is ended by a signal
    assert done["megabytes"] < MEGABYTES
    assert "Traceback" not in done["told"]
    assert not (folder / "site").exists()
    lines: list[str] = done["told"].splitlines()
    return lines


@pytest.mark.parametrize("name", CASES)
def test_hostile_files_are_refused_within_seconds_and_little_memory(name: str, tmp_path: Path) -> None:
    changed(tmp_path, {path: text for path, (text, _) in CASES[name].items()})
    lines = refused(tmp_path)
    for path, (_, told) in CASES[name].items():
        about = [line for line in lines if line.startswith(f"content/{path}:")]
        assert any(told in line for line in about) or not told, (path, about[:3])
        assert len(about) <= OF_A_RULE
