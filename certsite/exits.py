"""How the program ends: the exit codes of every command, and what whoever called it can mend."""

DONE, TO_MEND, WRONG_USE, OUR_FAULT = 0, 1, 2, 3


class WrongUse(Exception):  # noqa: N818 - whoever called the program can mend it
    """What cannot be asked for, in one line that says what to write instead."""
