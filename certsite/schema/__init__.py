"""What editors write: one documented model for each kind of file, and nothing in it that is not written there."""

from certsite.schema.city import AwardRow, CityRecord, Event, OpenQuestion, ProgramRow
from certsite.schema.levels import EditionRow, LevelRow
from certsite.schema.program import Community, KeyDate, ProgramFile
from certsite.schema.registry import (
    PageHead,
    RoundRow,
    RoundsFile,
    SourceRow,
    SourcesFile,
    StringsFile,
    UnverifiedFile,
    UnverifiedRow,
)
from certsite.schema.site import LanguageRow
from certsite.schema.standard import CriterionRow, EditionFile, Gap, PracticeFile
from certsite.schema.written import Written

__all__ = [
    "AwardRow",
    "CityRecord",
    "Community",
    "CriterionRow",
    "EditionFile",
    "EditionRow",
    "Event",
    "Gap",
    "KeyDate",
    "LanguageRow",
    "LevelRow",
    "OpenQuestion",
    "PageHead",
    "PracticeFile",
    "ProgramFile",
    "ProgramRow",
    "RoundRow",
    "RoundsFile",
    "SourceRow",
    "SourcesFile",
    "StringsFile",
    "UnverifiedFile",
    "UnverifiedRow",
    "Written",
]
