"""What the workflows promise: least rights, pinned actions, nothing that a pull request says is run as a command."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from certsite.problem import quote
from tests.small import ROOT, changed

FOLDER = ROOT / ".github" / "workflows"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
# YAML 1.1, which PyYAML reads, takes the key `on` for true.
WORKFLOWS: dict[str, dict[Any, Any]] = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = {(name, job): told for name, workflow in WORKFLOWS.items() for job, told in workflow["jobs"].items()}
STEPS = [(place, step) for place, job in JOBS.items() for step in job["steps"]]

PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
GRANTS = {
    ("check.yml", "content"): {"contents": "read"},
    ("check.yml", "tests"): {"contents": "read"},
    ("publish.yml", "test"): {"contents": "read"},
    ("publish.yml", "build"): {"contents": "read", "pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
}
HOSTILE = "```::error::x](//a.example)<img onerror=a()>${{github.token}}"


def using(action: str) -> Iterator[dict[str, Any]]:
    """Yield the steps that use an action."""
    return (step for _, step in STEPS if step.get("uses", "").startswith(f"{action}@"))


# What a workflow may do


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_grants_nothing(name: str) -> None:
    assert WORKFLOWS[name]["permissions"] == {}


def test_a_job_is_granted_what_it_needs_and_no_more() -> None:
    assert {place: job["permissions"] for place, job in JOBS.items()} == GRANTS


def test_a_workflow_runs_for_a_pull_request_without_rights_or_for_what_is_on_main() -> None:
    assert {name: workflow[True] for name, workflow in WORKFLOWS.items()} == {
        "check.yml": {"pull_request": None},
        "publish.yml": {"push": {"branches": ["main"]}, "workflow_dispatch": None},
    }


def test_only_main_is_published_whoever_asks() -> None:
    jobs = WORKFLOWS["publish.yml"]["jobs"]
    assert jobs["test"]["if"] == "github.ref == 'refs/heads/main'"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")


@pytest.mark.parametrize("name", TEXTS)
def test_no_secret_is_named(name: str) -> None:
    assert "secrets" not in TEXTS[name]
    assert "github.token" not in TEXTS[name]


# What runs


@pytest.mark.parametrize("name", TEXTS)
def test_an_action_is_named_by_its_commit_with_the_version_beside_it(name: str) -> None:
    used = [line.strip().removeprefix("- ") for line in TEXTS[name].splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_an_action_has_one_version() -> None:
    used = {step["uses"] for _, step in STEPS if "uses" in step}
    assert len({action.split("@")[0] for action in used}) == len(used)


def test_a_script_names_no_expression_that_would_be_put_into_it() -> None:
    scripts = [step["run"] for _, step in STEPS if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_a_checkout_leaves_no_token_behind() -> None:
    checkouts = list(using("actions/checkout"))
    assert len(checkouts) == 4
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


@pytest.mark.parametrize("place", JOBS)
def test_a_job_ends_in_time_on_a_named_system(place: tuple[str, str]) -> None:
    assert 1 <= JOBS[place]["timeout-minutes"] <= 30
    assert JOBS[place]["runs-on"] == "ubuntu-24.04"


def test_a_newer_push_stops_a_check_but_no_publication() -> None:
    assert {name: workflow["concurrency"]["cancel-in-progress"] for name, workflow in WORKFLOWS.items()} == {
        "check.yml": True,
        "publish.yml": False,
    }


# What zizmor says


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what `make check-workflows` runs on a folder, without the colors that it takes on where CI is set."""
    recipe = re.search(r"^\t@\.venv/bin/(zizmor .*) \.github$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe
    program, *options = recipe[1].split()
    return subprocess.run(
        [Path(sys.executable).parent / program, *options, "--color=never", folder],
        capture_output=True,
        text=True,
        check=False,
    )


def test_zizmor_finds_nothing() -> None:
    audited = audit(ROOT / ".github")
    assert (audited.returncode, audited.stdout) == (0, "No findings to report. Good job!\n"), audited.stdout


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
        ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ('"$GITHUB_STEP_SUMMARY"', "${{ github.head_ref }}", "template-injection"),
    ],
)
def test_zizmor_finds_what_is_changed_for_the_worse(tmp_path: Path, before: str, after: str, found: str) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    assert before in TEXTS["check.yml"]
    (folder / "check.yml").write_text(TEXTS["check.yml"].replace(before, after), encoding="utf-8")
    audited = audit(tmp_path / ".github")
    assert audited.returncode != 0
    assert f"[{found}]" in audited.stdout


# What an editor reads


def run_content_job(folder: Path) -> tuple[list[int], str, str]:
    """Run the scripts of the job on the content in a folder; return their exit codes, their output and the summary."""
    for name, target in ((".venv", Path(sys.prefix)), ("build.py", ROOT / "build.py")):
        (folder / name).symlink_to(target)
    summary = folder / "summary.md"
    environment = {**os.environ, "GITHUB_STEP_SUMMARY": str(summary), "ADDRESS": "https://host.example/artifact"}
    codes: list[int] = []
    output = ""
    for step in JOBS["check.yml", "content"]["steps"]:
        stopped = any(codes) and "!cancelled()" not in step.get("if", "")
        if "run" in step and not step["run"].startswith("make ") and not stopped:
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            codes.append(done.returncode)
            output += done.stdout
    return codes, output, summary.read_text(encoding="utf-8")


def test_sound_content_is_built_to_be_looked_at(tmp_path: Path) -> None:
    changed(tmp_path)
    codes, output, summary = run_content_job(tmp_path)
    assert (codes, output) == ([0, 0, 0], "")
    assert summary == (
        "### No problems\n\n[Download the site with this change](https://host.example/artifact), "
        "unpack it, open index.html.\n"
    )
    assert 'href="cities/joesuu/index.html"' in (tmp_path / "preview" / "index.html").read_text(encoding="utf-8")


def test_a_mistake_is_told_on_its_line_and_in_the_summary_whatever_is_written_there(tmp_path: Path) -> None:
    changed(tmp_path, edits={"cities/joesuu.md": ("level: estuaire", f"level: '{HOSTILE}'")})
    codes, output, summary = run_content_job(tmp_path)
    says = f"unknown level {quote(HOSTILE)}"
    do = "use one of goutte, ruisseau, affluent, fleuve, estuaire"
    assert codes == [1, 1]
    assert output == f"::error file=content/cities/joesuu.md,line=14,col=12::{says}; {do}\n"
    assert summary == (
        "### 1 error in 1 file\n\n"
        f"- Error in ` content/cities/joesuu.md `, line 14: ```` {says} ````. To mend it: ` {do} `\n"
    )
    assert not (tmp_path / "preview").exists()
