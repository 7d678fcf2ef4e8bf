"""Modules become one script for each entry."""

import re
from pathlib import Path

import pytest

from certsite.scripts import join, scripts
from tests.small import ROOT


def lay(folder: Path, **modules: str) -> Path:
    """Write modules by their names; two underscores stand for a slash."""
    for name, text in modules.items():
        file = folder / f"{name.replace('__', '/')}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def test_every_module_of_the_top_folder_is_an_entry_and_those_below_are_not(tmp_path: Path) -> None:
    lay(tmp_path, site="act();\n", finder="act();\n", parts__one="export const one = 1;\n")
    assert list(scripts(tmp_path)) == ["finder", "site"]


def test_a_module_stands_before_those_that_import_it_once_and_in_a_scope_of_its_own(tmp_path: Path) -> None:
    lay(
        tmp_path,
        site='import { two } from "./parts/two.js";\nimport { one } from "./parts/one.js";\nact(one, two);\n',
        parts__two='import { one } from "./one.js";\nconst SHARED = 2;\nexport function two() {\n  return one;\n}\n',
        parts__one="const SHARED = 1;\nexport const one = SHARED;\n",
    )
    assert join(tmp_path, "site.js").decode().replace("\n", "") == (
        '(()=>{"use strict";const{one}=(()=>{const SHARED=1;const one=SHARED;return{one};})();'
        "const{two}=(()=>{const SHARED=2;function two(){return one;}return{two};})();"
        "(()=>{act(one,two);})();})();"
    )


def test_imports_may_span_lines_and_name_several_things(tmp_path: Path) -> None:
    lay(
        tmp_path,
        site='import {\n  one,\n  two,\n} from "./parts.js";\nact(one, two);\n',
        parts="export const one = 1;\nexport async function two() {}\nexport class Three {}\n",
    )
    assert b"const{one,two,Three}=" in join(tmp_path, "site.js")


@pytest.mark.parametrize(
    ("modules", "says"),
    [
        pytest.param({"site": 'import one from "./parts.js";\n'}, "site.js has an import or export of another form"),
        pytest.param({"site": 'import * as all from "./parts.js";\n'}, "of another form: import * as all"),
        pytest.param({"site": "export default 1;\n"}, "import or export of another form: export default 1;"),
        pytest.param({"site": "export { one };\n"}, "of another form: export { one };"),
        pytest.param({"site": 'import { no } from "./parts.js";\n'}, "imports no, which parts.js does not export"),
        pytest.param(
            {
                "site": 'import { one } from "./parts.js";\nimport { x } from "./x.js";\n',
                "x": "export const one = 2;\nexport const x = 1;\n",
            },
            "x.js exports one, as parts.js does; one entry holds both",
        ),
        pytest.param(
            {"site": 'import { x } from "./x.js";\n', "x": 'import { x } from "./x.js";\nexport const x = 1;\n'},
            "x.js imports itself through x.js",
        ),
        pytest.param(
            {
                "site": 'import { x } from "./x.js";\n',
                "x": 'import { y } from "./y.js";\nexport const x = 1;\n',
                "y": 'import { x } from "./x.js";\nexport const y = 1;\n',
            },
            "x.js imports itself through y.js",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_a_fault_of_ours(tmp_path: Path, modules: dict[str, str], says: str) -> None:
    lay(tmp_path, parts="export const one = 1;\n", **modules)
    with pytest.raises(ValueError, match=re.escape(says)):
        join(tmp_path, "site.js")


def test_a_module_that_is_missing_is_a_fault_of_ours(tmp_path: Path) -> None:
    lay(tmp_path, site='import { one } from "./nowhere.js";\n')
    with pytest.raises(FileNotFoundError, match=r"nowhere\.js"):
        join(tmp_path, "site.js")


def test_licences_of_others_stay_in_the_script(tmp_path: Path) -> None:
    lay(tmp_path, site="/*! by others, MIT */\n// said to readers of the source\nact();\n")
    made = join(tmp_path, "site.js")
    assert b"/*! by others, MIT */" in made
    assert b"readers" not in made


def test_the_scripts_of_the_site_are_joined_from_what_its_folder_holds() -> None:
    assert {"site", "finder", "engine", "texts"} <= scripts(ROOT / "assets" / "js").keys()
