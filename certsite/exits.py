"""How the program ends: the exit codes of every command, and what whoever called it can mend."""

from pathlib import Path

DONE, TO_MEND, WRONG_USE, OUR_FAULT = 0, 1, 2, 3


class WrongUse(Exception):  # noqa: N818 - whoever called the program can mend it
    """What cannot be asked for, in one line that says what to write instead."""


def place_of(fault: Exception) -> tuple[Path, int]:
    """Return the innermost place of the program or of a template that was at work, as a file and its line."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno) if trace else (Path(), 0)
