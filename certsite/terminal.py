"""What is printed, so that it does no harm and a reader who has left does no harm either."""

import os
from contextlib import suppress
from typing import TextIO

from certsite.problem import safe_line


def tell(text: str, stream: TextIO) -> None:
    """Print lines for people: a terminal shows them as they are, and a workflow finds no command in them."""
    write("".join(f"{safe_line(line)}\n" for line in text.splitlines()), stream)


def write(text: str, stream: TextIO) -> None:
    """Print a text as it is; what the encoding of the stream lacks is escaped, and a stream that is gone is left.

    The exit code tells how a command ended even where nobody reads what it prints (`| head`, a full disk). A stream
    that failed is turned to the null device, as Python's documentation of SIGPIPE has it, because it is flushed once
    more at the end.
    """
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
