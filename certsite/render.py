"""From planned pages to bytes: one template environment for each language."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from certsite.i18n import Translator
from certsite.output import Output
from certsite.plan import Page
from certsite.routes import Links


class _Compiled(BytecodeCache):
    """Templates as they were compiled, by their source: every language and every rebuild has the same."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the template that was kept; Jinja looks whether its source is still the same."""
        if kept := self.kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def outputs(
    pages: Sequence[Page], templates: Path, translators: Mapping[str, Translator], links: Links
) -> tuple[Output, ...]:
    """Return the bytes of every page, in their order; a fault in a template raises `jinja2.TemplateError`."""
    environments = {code: _environment(templates, translator, links) for code, translator in translators.items()}
    return tuple(_outputs(pages, environments))


def _outputs(pages: Sequence[Page], environments: Mapping[str, Environment]) -> Iterator[Output]:
    ready: dict[tuple[str, str], Template] = {}
    for page in pages:
        key = (page.language, page.template)
        if key not in ready:
            ready[key] = environments[page.language].get_template(f"pages/{page.template}.html")
        yield Output(page.output, ready[key].render(page=page.context).encode())


def _environment(templates: Path, translator: Translator, links: Links) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )

    @pass_context
    def link(context: Context, path: str) -> str:
        """Return the link from the page that is being rendered to a path of the site; full addresses stay."""
        if path.startswith(("https://", "http://", "mailto:")):
            return path
        return links.link(context["page"].frame.here, path)

    environment.globals.update(t=translator.t, link=link)
    return environment
