"""Partial dates, as sources give them: `2024`, `2024-06` or `2024-06-17`."""


def is_older(partial: str, than: str) -> bool:
    """Say whether one partial date lies before another, whatever both leave open."""
    length = min(len(partial), len(than))
    return partial[:length] < than[:length]
