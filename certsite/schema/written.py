"""The kinds of value that occur in what editors write, each with the words for its mistakes.

Every value arrives as the text that stands in the file (`load` never guesses a type), so that `NO` is a region and
`0613` keeps its zero. A validator that refuses a value raises `PydanticCustomError` with the parts of a message:
`says` (what is wrong) and `do` (what to write instead).
"""

import re
from datetime import date
from typing import Annotated, Any, NoReturn, Self
from unicodedata import category, normalize

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError, PydanticOmit

from certsite.addresses import is_site_address, is_web_address
from certsite.problem import choose, quote

SHORT = 200  # characters of a name or title: longer than any of the facts, shorter than a paragraph
HEADLINE = 400  # characters of a title as published: some newspapers print a sentence or two
LONG = 2000  # characters of a summary or note
ENOUGH = 1000  # mistakes of one file: ten times what is told of it
ID_LENGTH = 80  # characters of an id: a part of an address that can still be read out
# Names that Windows keeps for devices, so that no file or folder can have them ("Naming Files, Paths, and Namespaces").
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
# General categories whose characters show nothing by themselves: formats, marks, spaces.
INVISIBLE = ("Cf", "Mn", "Me", "Zs")


class Written(BaseModel):
    """A mapping in a content file: unknown fields are refused, and every field is documented where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="wrap")
    @classmethod
    def _stop_at_enough(cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Look at no more rows after `ENOUGH` mistakes: each takes memory, and a hostile row three bytes."""
        seen = info.context if info.context is not None else {}
        if seen.get("mistakes", 0) > ENOUGH:
            raise PydanticOmit
        try:
            return handler(value)
        except ValidationError as error:
            seen["mistakes"] = seen.get("mistakes", 0) + error.error_count()
            raise


def refuse(says: str, do: str) -> NoReturn:
    """Raise the error that `validate` turns into a message; `says` goes on after the name of the field."""
    # The braces of what somebody wrote must not be read as places of the template.
    raise PydanticCustomError("house", "{says}; {do}", {"says": says, "do": do})


def _text(value: Any) -> Any:
    """Return text in Unicode form NFC, so that what looks equal is equal; the type of the field refuses the rest.

    Text in which nothing can be seen is empty.
    """
    if not isinstance(value, str):
        return value
    return normalize("NFC", value.strip()) if any(map(_is_visible, value)) else ""


def _is_visible(char: str) -> bool:
    return char > " " and category(char) not in INVISIBLE and char != "\u2800"  # the Braille pattern without a dot


def _line(value: Any) -> Any:
    if isinstance(value, str) and "\n" in value.strip():
        refuse("has more than one line", "write it on one line")
    return _text(value)


def _number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,12}", value):
        refuse(f"is {quote(value)}, which is no whole number", "write digits only, as in 128000")
    return value


def _year(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}", value):
        refuse(f"is {quote(value)}, which is no year", "write four digits, as in 2024")
    return value


def _decimal(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,10})?", value):
        refuse(f"is {quote(value)}, which is no decimal number", "write degrees with a point, as in -33.4489")
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        refuse(f"is {quote(value)}", "write true or false")
    return value


def _partial_date(value: Any) -> Any:
    if isinstance(value, str) and not _is_partial_date(value):
        refuse(f"is {quote(value)}, which is no date", "write '2024', '2024-06' or '2024-06-17'")
    return value


def _is_partial_date(value: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_identifier(value: str) -> bool:
    """Say whether the value can be an id and a part of an address."""
    formed = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) and len(value) <= ID_LENGTH
    return bool(formed) and not DEVICES.fullmatch(value)


def _identifier(value: Any) -> Any:
    if isinstance(value, str) and DEVICES.fullmatch(value):
        refuse(f"is {quote(value)}, which Windows keeps for a device", f"write another one, as in {value}-1")
    if isinstance(value, str) and not is_identifier(value):
        words = f"write at most {ID_LENGTH} lower-case letters a to z, digits and single hyphens, as in new-town-2"
        refuse(f"is {quote(value)}", words)
    return value


def _country(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[A-Z]{2}", value):
        refuse(f"is {quote(value)}", "write the two capital letters of ISO 3166, as in BR")
    return value


def _language_path(value: Any) -> Any:
    # Three letters at most, so that no language hides a page: the names of all pages are longer.
    if isinstance(value, str) and not re.fullmatch(r"[a-z]{0,3}", value):
        refuse(f"is {quote(value)}", "write two or three lower-case letters, or '' for the first language")
    return value


def _language_tag(value: Any) -> Any:
    # The part of RFC 5646, 2.1, that sites use: a language, then script, region or variant.
    if isinstance(value, str) and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", value):
        refuse(f"is {quote(value)}, which is no language tag", "write one of BCP 47, as in pt-BR")
    return value


def _email(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", value):
        refuse(f"is {quote(value)}, which is no e-mail address", "write one, as in name@example.org")
    return value


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and not is_web_address(value):
        refuse(f"is {quote(value)}, which is no web address", _web_mend(value))
    return value


def _web_mend(value: str) -> str:
    if value.startswith(("https://", "http://")):
        return "copy it from the address bar of a browser"
    return "write an address that begins with https://"


def _site_address(value: Any) -> Any:
    if isinstance(value, str) and is_web_address(value) and not is_site_address(value):
        refuse(f"is {quote(value)}, to which nothing can be added", "write it without ?, # and what follows them")
    return _web_address(value)


def _text_by_language(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, list):
        refuse("is a list", "write one text, or one for each language")
    if isinstance(value, dict):
        _refuse_unknown_languages(value, info)
    return {"": value} if isinstance(value, str) else value


def in_every_language(value: Any, info: ValidationInfo) -> Any:
    """Refuse whatever is no map of every language of the site, and of no other, to something."""
    if not isinstance(value, dict):
        keys = f"the keys {', '.join(_languages(info))}" if _languages(info) else "its code"
        what = "a list" if isinstance(value, list) else "one text"
        refuse(f"is {what}", f"write it once for each language, below {keys}")
    _refuse_unknown_languages(value, info)
    if missing := [code for code in _languages(info) if code not in value]:
        refuse(f"is missing in {', '.join(missing)}", f"add {' and '.join(f'{code}: …' for code in missing)}")
    return value


def _refuse_unknown_languages(value: dict[str, Any], info: ValidationInfo) -> None:
    languages = _languages(info)
    if languages and (unknown := [code for code in value if code not in languages]):
        refuse(f"has {quote(unknown[0])}, which is no language of this site", choose(unknown[0], languages))


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    """Return the codes of the site's languages, which `validate` hands in; none while they are not known."""
    return tuple((info.context or {}).get("languages", ()))


Line = Annotated[str, BeforeValidator(_line), Field(min_length=1, max_length=SHORT)]
Headline = Annotated[str, BeforeValidator(_line), Field(min_length=1, max_length=HEADLINE)]
Prose = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=LONG)]
Identifier = Annotated[str, BeforeValidator(_identifier)]
Number = Annotated[int, BeforeValidator(_number)]
Year = Annotated[int, BeforeValidator(_year)]
Flag = Annotated[bool, BeforeValidator(_flag)]
PartialDate = Annotated[str, BeforeValidator(_partial_date)]
Latitude = Annotated[float, BeforeValidator(_decimal), Field(ge=-90, le=90)]
Longitude = Annotated[float, BeforeValidator(_decimal), Field(ge=-180, le=180)]
LanguagePath = Annotated[str, BeforeValidator(_language_path)]
LanguageTag = Annotated[str, BeforeValidator(_language_tag)]
EmailAddress = Annotated[str, BeforeValidator(_email)]
Country = Annotated[str, BeforeValidator(_country)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
SiteAddress = Annotated[str, BeforeValidator(_site_address)]  # other addresses are made by adding to it

# A text is written as a string in the language of its record, here under the key "", or as a map of language to text.
Text = Annotated[dict[str, Prose], BeforeValidator(_text_by_language), Field(min_length=1)]
# A text of the program itself: a map that names every language of the site.
Texts = Annotated[dict[str, Prose], BeforeValidator(in_every_language), Field(min_length=1)]
SourceIds = Annotated[list[Identifier], Field(min_length=1)]
# What a place is called beside its name; the search finds it by them.
OtherNames = Annotated[list[Line], Field(min_length=1, max_length=12)]
