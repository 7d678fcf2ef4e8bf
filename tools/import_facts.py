"""Convert the collected fact files into `content/`: run once, kept until the records are edited by hand.

    python tools/import_facts.py FACTS_FOLDER [CONTENT_FOLDER]

Field names, slugs and ids stay those of the facts. What is said twice there is written once here: an edition's dates
and totals stand in program.yaml alone, counts that can be counted are left out, and a criterion of another edition is
named as edition/id. Marks of levels, the bounds of the program's part of the world, names of languages and our own
wordings are added; they are decisions of this site and not facts of a source.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

WIDTH = 110
# Our own translations of the programs' texts, in the order of the facts.
TRANSLATIONS = Path(__file__).parent / "translations"
WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "wordings.yaml").read_text(encoding="utf-8"))
# Every box that holds Alaska, Newfoundland, Tierra del Fuego and the islands between.
AMERICAS = {"south": -56.5, "north": 83.7, "west": -179.2, "east": -29.0}
MARKS = {"silver": ("shield", "slate"), "gold": ("disc", "amber"), "platinum": ("star", "indigo")}
LANGUAGE_NAMES = {"en": "English", "es": "Español", "pt": "Português"}
REVIEW_YEARS = 3  # "reviews its standard every three years" (validity)


class Dumper(yaml.SafeDumper):
    """YAML as an editor would write it: lists indented below their key, no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - its signature
        """Indent lists below their key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - its signature
        """Write every value out."""
        return True


def _list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    """Write ids on one line, as `[a, b]`, and everything else below each other."""
    short = all(isinstance(item, str) and " " not in item for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


Dumper.add_representer(list, _list)


def dump(data: Any) -> str:
    """Return the value as YAML."""
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


# The facts speak of their own files in a few notes.
RENAMED = {
    "criteria-2018.yml": "criteria/2018/",
    "criteria-2022.yml": "criteria/2022/",
    "cities.yml": "cities/",
    "sources.yml": "sources.yaml",
    "program.yml": "program.yaml",
    "rounds.yml": "rounds.yaml",
}


def write(path: Path, text: str) -> None:
    """Write a file with the folders above it, naming the files of `content/` where the facts name theirs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for old, new in RENAMED.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def read(facts: Path, name: str) -> dict[str, Any]:
    """Return one fact file."""
    data: dict[str, Any] = yaml.safe_load((facts / name).read_text(encoding="utf-8"))
    return data


def without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return the row without the fields named."""
    return {key: value for key, value in row.items() if key not in names}


def program(facts: dict[str, Any], standards: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return program.yaml."""
    languages = [{**row, "name": LANGUAGE_NAMES[row["code"]]} for row in facts["languages"]]
    levels = [
        {**without(row, "meaning", "thresholds", "sources"), "shape": MARKS[row["id"]][0], "tone": MARKS[row["id"]][1]}
        | {
            "meaning": WORDS["meanings"].get(row["id"], row["meaning"]),
            "thresholds": row["thresholds"],
            "sources": row["sources"],
        }
        for row in facts["levels"]
    ]
    editions = [edition_row(row, standards.get(row["id"])) for row in facts["editions"]]
    aspects = [{"id": "equity", **facts["equity_2022"]}]
    figures = facts["figures"] | {
        "level_counts": [level_count(row) for row in facts["figures"]["level_counts"]],
    }
    replaced = {
        "purpose": {"text": WORDS["purpose"], "sources": facts["purpose"]["sources"]},
        "figures": figures,
        "languages": languages,
        "editions": editions,
        "levels": levels,
        "eligibility": eligibility(facts["eligibility"]),
        "links": links(facts["links"]),
        "validity": {"text": facts["validity"]["text"], "review_years": REVIEW_YEARS}
        | without(facts["validity"], "text"),
    }
    rest = {("aspects" if key == "equity_2022" else key): value for key, value in facts.items()}
    return {"site": WORDS["site"], "languages": languages, **rest, **replaced, "aspects": aspects}


def links(facts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the program's own pages, each with our name for it."""
    if facts.keys() != WORDS["links"].keys():
        raise SystemExit(f"wordings.yaml and the facts name other links: {facts.keys() ^ WORDS['links'].keys()}")
    return [{**WORDS["links"][id_], "url": url} for id_, url in facts.items()]


def edition_row(row: dict[str, Any], standard: dict[str, Any] | None) -> dict[str, Any]:
    """Return an edition with the order of its practices."""
    practices = {"practices": [practice["id"] for practice in standard["practices"]]} if standard else {}
    head = {key: row[key] for key in ("id", "name", "criteria_total", "practices_total")}
    return {**head, **practices, **without(row, *head, "file", "current")}


def level_count(row: dict[str, Any]) -> dict[str, Any]:
    """Return a count of cities at a level, its note in every language."""
    note = WORDS["count_notes"].get(f"{row['date']} {row['level']}")
    if ("note" in row) != (note is not None):
        raise SystemExit(f"the note of {row['date']} {row['level']} is not translated")
    return row | ({"note": note} if note else {})


def round_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a round, its open question in every language."""
    if "open_questions" not in row:
        return row
    questions = [
        {"text": WORDS["round_questions"][row["id"]], "sources": question["sources"]}
        for question in row["open_questions"]
    ]
    return {**row, "open_questions": questions}


def eligibility(row: dict[str, Any]) -> dict[str, Any]:
    """Return who may take part, with the box of coordinates and the rules of before as a list."""
    head = {key: row[key] for key in ("min_population", "regions")}
    return {**head, "bounds": AMERICAS, **without(row, *head, "before_2022"), "earlier": [row["before_2022"]]}


def city_record(row: dict[str, Any], translations: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record whose programs are told in every language; `translations`: language to slug to programs."""
    if "programs" not in row:
        return row
    programs = [
        {**program, **{name: texts(program, name, row, index, translations) for name in ("title", "summary")}}
        for index, program in enumerate(row["programs"])
    ]
    return {**row, "programs": programs}


def texts(
    program: dict[str, Any], name: str, row: dict[str, Any], index: int, translations: Mapping[str, Any]
) -> dict[str, str]:
    """Return a text of a program by language, that of the record first."""
    return {row["lang"]: program[name]} | {
        language: " ".join(by_slug[row["slug"]][index][name].split()) for language, by_slug in translations.items()
    }


def edition_file(standard: dict[str, Any]) -> dict[str, Any]:
    """Return edition.yaml, without what program.yaml says of the edition."""
    once = ("in_force_from", "in_force_until", "criteria_total", "practices_total", "criteria_listed", "sources")
    rest: dict[str, Any] = {key: standard[key] for key in ("history", "missing", "conventions") if key in standard}
    return {**without(standard["edition"], *once), **rest, "sources": standard["edition"]["sources"]}


def practice_file(row: dict[str, Any]) -> dict[str, Any]:
    """Return one practice with its criteria."""
    criteria = [criterion(item) for item in row.get("criteria", [])]
    return without(row, "criteria", "criteria_listed") | ({"criteria": criteria} if criteria else {})


def criterion(row: dict[str, Any]) -> dict[str, Any]:
    """Return a criterion, with `related_<edition>` turned into addresses of the form edition/id."""
    named = {key.removeprefix("related_"): value for key, value in row.items() if key.startswith("related_")}
    related = [f"{edition}/{item}" for edition, items in named.items() for item in items]
    return without(row, *(f"related_{edition}" for edition in named)) | ({"related": related} if related else {})


def main(facts: Path, content: Path) -> None:
    """Write all of `content/` that comes from the facts."""
    cities, rounds = read(facts, "cities.yml"), read(facts, "rounds.yml")
    standards = {edition: read(facts, f"criteria-{edition}.yml") for edition in ("2018", "2022")}
    write(content / "program.yaml", dump(program(read(facts, "program.yml"), standards)))
    write(content / "sources.yaml", dump(read(facts, "sources.yml")))
    write(
        content / "rounds.yaml",
        dump({"rounds": [round_row(row) for row in rounds["rounds"]], "notes": cities["notes"]}),
    )
    write(content / "unverified.yaml", dump({"unverified": cities["unverified"]}))
    translations = {
        file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(TRANSLATIONS.glob("*.yaml"))
    }
    for city in cities["cities"]:
        record = city_record(city, translations)
        write(content / "cities" / f"{city['slug']}.md", f"---\n{dump(record)}---\n")
    for edition, standard in standards.items():
        write(content / "criteria" / edition / "edition.yaml", dump(edition_file(standard)))
        for practice in standard["practices"]:
            write(content / "criteria" / edition / f"{practice['id']}.yaml", dump(practice_file(practice)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "content"))
