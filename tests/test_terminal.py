"""What is printed does no harm, and neither does a reader who has left."""

import io
import os
import subprocess
import sys

import pytest

from certsite.terminal import tell, write
from tests.small import ROOT


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "plain\n"),
        ("two\nlines", "two\nlines\n"),
        ("red \x1b[31m", "red \\u001b[31m\n"),
        ("::error::not a command", "./::error::not a command\n"),
    ],
)
def test_lines_are_shown_as_they_are(text: str, printed: str) -> None:
    stream = io.StringIO()
    tell(text, stream)
    assert stream.getvalue() == printed


def test_what_an_encoding_lacks_is_escaped() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write("São", stream)
    stream.seek(0)
    assert stream.read() == "S\\xe3o"


def test_a_reader_who_has_left_changes_no_exit_code() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    small = ["--content", "tests/sites/other-program", "--site-url", "https://example.org/"]
    run = [sys.executable, "build.py", "check", *small]
    with os.fdopen(writer, "wb") as gone:
        done = subprocess.run(run, cwd=ROOT, stdout=gone, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
