"""Partial dates lie before one another only where what they say decides it."""

import pytest

from certsite.dates import is_older


@pytest.mark.parametrize(
    ("partial", "than", "older"),
    [
        ("2023", "2024", True),
        ("2024", "2023", False),
        ("2024-05", "2024-06-01", True),
        ("2024-06-30", "2024-07", True),
        ("2024", "2024-06", False),
        ("2024-06", "2024", False),
        ("2024-06-17", "2024-06-17", False),
    ],
)
def test_a_date_is_older_where_both_say_so(partial: str, than: str, older: bool) -> None:
    assert is_older(partial, than) is older
