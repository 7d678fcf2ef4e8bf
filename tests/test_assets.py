"""One style sheet, folded from its layers."""

from pathlib import Path

import pytest

from certsite.assets import LAYERS, assets, fold


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    components = tmp_path / "css" / "components"
    components.mkdir(parents=True)
    for layer in LAYERS:
        if layer != "components":
            (tmp_path / "css" / f"{layer}.css").write_text(f".{layer} {{ color: red }}\n")
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "LICENSE").write_bytes(b"Pagefind may be used.")
    (components / "b.css").write_text(".b { color: red }\n")
    (components / "a.css").write_text(".a { color: red }\n")
    return tmp_path


def test_the_order_of_precedence_stands_first(folder: Path) -> None:
    first = fold(folder / "css").splitlines()[0]
    assert first == "@layer reset, tokens, base, layout, components, utilities, print;"


def test_each_layer_holds_its_files_by_name(folder: Path) -> None:
    folded = fold(folder / "css")
    places = [folded.index(f"@layer {layer} {{") for layer in LAYERS]
    assert places == sorted(places)
    assert folded.index("@layer components {") < folded.index(".a {") < folded.index(".b {")
    assert folded.index(".b {") < folded.index("@layer utilities {")


def test_the_sheet_is_minified_and_its_name_tells_its_content(folder: Path) -> None:
    before = assets(folder)
    (folder / "css" / "base.css").write_text(".base { color: blue }\n")
    after = assets(folder)

    assert before.css.startswith("assets/site.")
    assert before.css.endswith(".css")
    assert [output.path for output in before.outputs] == [before.css]
    assert b".base{color:red}" in before.outputs[0].data
    assert before.css != after.css
    assert after == assets(folder)


def test_the_license_of_what_searches_the_texts_is_handed_on(folder: Path) -> None:
    assert assets(folder).page_search_license == b"Pagefind may be used."
    (folder / "pagefind" / "LICENSE").unlink()
    with pytest.raises(FileNotFoundError, match="LICENSE"):
        assets(folder)


def test_a_missing_layer_is_a_fault_of_ours(folder: Path) -> None:
    (folder / "css" / "tokens.css").unlink()
    with pytest.raises(FileNotFoundError, match="tokens"):
        assets(folder)
