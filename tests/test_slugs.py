"""How a name becomes a part of an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite.slugs import LONGEST, slug


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("São Paulo", "sao-paulo"),
        ("Provence-Alpes-Côte d'Azur", "provence-alpes-cote-d-azur"),
        ("  Baden -- Württemberg ", "baden-wurttemberg"),
        ("Straße", "strasse"),
        ("Région n° 7", "region-n-7"),
        ("10", "10"),
        ("東京", "u-6771-4eac"),
        ("大阪", "u-5927-962a"),
        ("第1区", "u-7b2c-31-533a"),
        ("カナ", "u-30ab-30ca"),
        ("ガナ", "u-30ac-30ca"),
        ("МОСКВА", "u-43c-43e-441-43a-432-430"),
        ("Москва", "u-43c-43e-441-43a-432-430"),
        ("?!", "u-3f-21"),
        ("a" * 80, "a" * 80),
        ("a" * 81, f"{'a' * 71}-8c48280d"),
    ],
)
def test_a_name_becomes_a_part_of_an_address(name: str, part: str) -> None:
    assert slug(name) == part


def test_long_names_that_begin_alike_differ() -> None:
    assert slug(f"{'a' * 100} north") != slug(f"{'a' * 100} south")


@given(st.text(min_size=1))
def test_every_name_becomes_a_part_that_needs_no_escape(name: str) -> None:
    part = slug(name)
    assert part
    assert len(part) <= LONGEST
    assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not part.startswith("-")
    assert not part.endswith("-")
