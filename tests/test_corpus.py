"""The corpus: content of any size, made up in a way that is the same everywhere, and right by every rule."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench import corpus
from bench.places import OTHER_NAMES, places
from bench.records import MOST_PROGRAMS, NOTE, SOURCE
from certsite import load, validate
from certsite.exits import DONE, WRONG_USE
from certsite.problem import Severity
from certsite.validate import Records
from tests.small import ROOT
from tests.test_contributing import TODAY

pytestmark = pytest.mark.large

REAL = len([*(ROOT / "content" / "cities").glob("*.md")])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def records_of(folder: Path) -> Records:
    found, problems = validate.records(load.sources(folder)[0], TODAY)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert found is not None
    return found


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "content"
    corpus.write(1_000, folder)
    return folder


@pytest.fixture(scope="module")
def records(thousand: Path) -> Records:
    return records_of(thousand)


def test_the_same_number_gives_the_same_bytes(thousand: Path, tmp_path: Path) -> None:
    corpus.write(1_000, tmp_path / "again")
    assert files(tmp_path / "again") == files(thousand)


def test_a_larger_number_gives_the_same_records_and_more(thousand: Path, tmp_path: Path) -> None:
    corpus.write(1_100, tmp_path / "larger")
    more, fewer = (dict(files(folder)) for folder in (tmp_path / "larger", thousand))
    assert len(more) == len(fewer) + 100
    assert fewer.items() <= more.items()


def test_it_has_as_many_records_as_asked_for_and_every_rule_accepts_them(records: Records) -> None:
    assert len(records.cities) == 1_000


def test_of_a_hundred_the_example_of_the_program_and_the_largest_cities_are_taken(tmp_path: Path) -> None:
    written = corpus.write(100, tmp_path / "content")
    kept = {city.model.slug: city.model.population or 0 for city in records_of(tmp_path / "content").cities}
    whole = {city.model.slug: city.model.population or 0 for city in records_of(ROOT / "content").cities}
    left = whole.keys() - kept.keys()
    assert (written, len(kept), len(left)) == (0, 100, REAL - 100)
    assert kept.keys() <= whole.keys()
    assert max(whole[slug] for slug in left) <= min(people for slug, people in kept.items() if people)


def test_one_record_is_the_example_of_the_program(tmp_path: Path) -> None:
    corpus.write(1, tmp_path / "content")
    written = records_of(tmp_path / "content")
    assert [city.model.slug for city in written.cities] == ["buenos-aires-argentina"]
    assert {place.country for place in written.program.model.places or ()} == {"AR"}


def test_the_real_records_and_everything_beside_them_stay_as_they_are(thousand: Path) -> None:
    made, real = files(thousand), files(ROOT / "content")
    changed = {path for path in real if made[path] != real[path]}
    assert changed == {"sources.yaml"}
    assert made["sources.yaml"].startswith(real["sources.yaml"])
    assert {path for path in made.keys() - real.keys() if not path.startswith("cities/")} == {corpus.LEAFLET}


def test_whatever_is_made_up_says_so(thousand: Path, records: Records) -> None:
    made_up = [city.model for city in records.cities if city.model.sources == [SOURCE]]
    assert len(made_up) == 1_000 - REAL
    assert all(model.notes == [NOTE] for model in made_up)
    assert {tuple(row.sources) for model in made_up for row in model.history} == {(SOURCE,)}
    assert {tuple(row.sources) for model in made_up for row in model.programs or ()} == {(SOURCE,)}
    assert records.sources.model.sources[SOURCE].title == f"Synthetic records. {NOTE}"
    assert (thousand / corpus.LEAFLET).read_text(encoding="utf-8").startswith(NOTE)


def test_the_records_differ_as_real_ones_do(records: Records) -> None:
    made_up = [city.model for city in records.cities if city.model.sources == [SOURCE]]
    events = Counter(row.event for model in made_up for row in model.history)
    levels = Counter(row.level for model in made_up for row in model.history if row.level)
    programs = Counter(len(model.programs or ()) for model in made_up)
    assert {"certified", "recertified", "level-up", "honor-roll", "unknown-level", "lapsed"} <= events.keys()
    assert levels["silver"] > levels["gold"] > levels["platinum"] > 0
    assert sorted(programs) == list(range(MOST_PROGRAMS + 1))
    assert len({model.country for model in made_up}) == 7
    texts = [text for model in made_up for row in model.programs or () for text in (row.title, row.summary)]
    assert all(isinstance(text, dict) and sorted(text) == ["en", "es", "pt"] for text in texts)
    assert len({str(text) for text in texts}) > len(texts) * 2 / 3


def test_other_names_are_those_of_the_gazetteer_and_as_many_as_real_records_have(records: Records) -> None:
    rows = [city.model for city in records.cities]
    made_up, real = (
        [len(row.also_known_as or []) for row in rows if (NOTE in (row.notes or [])) is is_made]
        for is_made in (True, False)
    )
    assert max(made_up) == max(OTHER_NAMES)
    assert sum(made_up) / len(made_up) == pytest.approx(sum(real) / len(real), rel=0.25)
    named = {row.slug: row.also_known_as for row in rows}
    assert named["guadalajara-mexico"] == ["GDL", "Guadalajara i Jalisco"]


def test_no_place_is_taken_that_has_a_record_under_another_name() -> None:
    taken = [
        {"slug": "nyc", "name": "The Big Apple", "region": "New York", "country": "US", "lat": 40.7143, "lon": -74.006}
    ]
    found = {place.name for place in places(taken)}
    assert "New York City" not in found
    assert "Los Angeles" in found


def test_every_made_up_program_shows_a_practice_of_its_subject(records: Records) -> None:
    subjects = yaml.safe_load((ROOT / "bench" / "texts.yaml").read_text(encoding="utf-8"))["subjects"]
    assert sorted(subjects) == sorted(records.program.model.editions[-1].practices or ())


@pytest.mark.parametrize("number", ["0", "-5", "x", "1.5", "", "²"])
def test_a_number_that_is_none_is_told_in_one_line(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        corpus.main(["--out", str(tmp_path / "content"), "--", number])
    assert ended.value.code == WRONG_USE
    assert capsys.readouterr().err == f"argument N: {number!r} is no number of records; write one from 1 on, as 1000\n"


def test_more_records_than_there_are_places_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["99999", "--out", str(tmp_path / "content")]) == WRONG_USE
    line = capsys.readouterr().err
    assert line.startswith("there are places for ")
    assert line.endswith(" records only; write a smaller number\n")
    assert not (tmp_path / "content").exists()


def test_nothing_is_written_into_a_folder_that_holds_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert corpus.main(["5", "--out", str(tmp_path)]) == WRONG_USE
    assert capsys.readouterr().err == f"{tmp_path} is not empty; name a new folder\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["3", "--out", str(tmp_path / "content")]) == DONE
    assert capsys.readouterr().out == f"{tmp_path}/content: 3 records, 0 of them made up\n"
