"""How a name becomes a part of an address."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certsite import slugs
from certsite.slugs import LONGEST, slug, slug_of
from tests.small import OTHER, ROOT, records_of


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("São Paulo", "sao-paulo"),
        ("Provence-Alpes-Côte d'Azur", "provence-alpes-cote-d-azur"),
        ("  Baden -- Württemberg ", "baden-wurttemberg"),
        ("Straße", "strasse"),
        ("Łódź Ærø", "lodz-aero"),
        ("Œuvre Ðorđe Þingvellir Diyarbakır", "oeuvre-dorde-thingvellir-diyarbakir"),
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


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("São Paulo", "Brazil"), "sao-paulo-brazil"),
        (("東京", "2024"), "u-6771-4eac-2024"),
        (("a" * 80, "2024"), f"{'a' * 71}-c0d74b4b"),
    ],
)
def test_no_part_of_an_address_is_lost_beside_another(parts: tuple[str, ...], whole: str) -> None:
    assert slug_of(*parts) == whole


@pytest.mark.parametrize("content", [ROOT / "content", OTHER])
def test_letters_that_are_spelled_change_no_address_that_is_in_use(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [city.model for city in records_of(content).cities]
    names = {name for row in rows for name in (row.name, row.region)}
    spelled = {name: slug(name) for name in names}
    monkeypatch.setattr(slugs, "SPELLED", {})
    assert {name: slug(name) for name in names} == spelled


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
