"""The last look at what would be published: every page and file, as a browser will find them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from certsite.check import files, languages, links, policy, reading, weights
from certsite.check.facts import Page, Site
from certsite.check.view import View, look
from certsite.markup import TextLink
from certsite.output import Output
from certsite.problem import Problem

__all__ = ["Site", "outputs"]

PAGE_RULES: Sequence[Callable[[Page, View], Iterator[Problem]]] = (
    links.targets_exist,
    links.schemes_are_known,
    reading.doctype_is_html,
    reading.ids_are_unique,
    reading.one_h1,
    reading.levels_follow,
    reading.headings_have_text,
    reading.images_have_alternatives,
    reading.drawings_have_names,
    reading.title_is_written,
    reading.description_is_written,
    languages.page_names_its_language,
    languages.canonical_is_own_address,
    languages.alternates_are_complete,
    policy.policy_then_charset_come_first,
    policy.policy_is_strict,
    policy.nothing_is_inline,
    policy.nothing_is_loaded_from_elsewhere,
)
FILE_RULES: Sequence[Callable[[Output, View], Iterator[Problem]]] = (
    files.text_is_utf8,
    files.xml_is_well_formed,
    files.json_is_well_formed,
    files.drawings_are_passive,
    files.styles_load_own_files,
)
SITE_RULES: Sequence[Callable[[View], Iterator[Problem]]] = (
    reading.titles_are_unique,
    weights.within_budget,
)


def outputs(outputs: Sequence[Output], site: Site, written: Mapping[str, Sequence[TextLink]] = {}) -> list[Problem]:
    """Return what is wrong with the files about to be published, sorted; each rule is a function named above.

    Problems name the file as it would stand in the output folder, `site/cities/x/index.html`; those of a link that
    stands in a text name the place where it was written. written: these links, by the output that shows them.
    """
    whole = look(outputs, site, written)
    found = {problem for page in whole.pages.values() for rule in PAGE_RULES for problem in rule(page, whole)}
    found.update(problem for output in outputs for rule in FILE_RULES for problem in rule(output, whole))
    found.update(problem for rule in SITE_RULES for problem in rule(whole))
    return sorted(found)
