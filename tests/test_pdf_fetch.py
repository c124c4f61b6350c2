"""The fetch guard: nothing outside the theme folder can be fetched, by any style sheet or picture. Cases are data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from reports.errors import ReportError
from reports.formats.pdf import write
from reports.formats.pdf.typesetting.fetch_guard import MAX_BYTES, RefusedError, check, read
from reports.theme.definition import Theme
from tests.pdf_files import body, page_texts, with_blocks
from tests.sample import theme

CASES = sorted((Path(__file__).parent / "cases" / "pdf" / "fetch").glob("*.yaml"))


def laid_out(case: dict[str, object], folder: Path) -> Theme:
    """Return a theme with the case's style sheet, its files in `folder`/theme and a secret beside it."""
    home = folder / "theme"
    home.mkdir()
    (folder / "secret.png").write_bytes(b"\x89PNG secret")
    for name, text in (case.get("files") or {}).items():  # type: ignore[attr-defined]
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, target in (case.get("links") or {}).items():  # type: ignore[attr-defined]
        try:
            (home / name).symlink_to(target)
        except OSError:
            pytest.skip("this system makes no symbolic links")
    css = str(case["css"]).replace("{long}", "A" * 500_000)
    return replace(theme(), css=f"{css}\n{theme().css}", folder=str(home))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_the_guard(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    look, model = laid_out(case, tmp_path), with_blocks(body("Words."))
    if "broken" in case:
        with pytest.raises(ReportError, match=case["broken"]):
            write(model, look)
        return
    if "refused" not in case:
        assert "Words." in page_texts(write(model, look))[0]
        return
    with pytest.raises(ReportError) as refused:
        write(model, look)
    message = str(refused.value)
    assert case["refused"] in message
    assert "may not fetch" in message
    assert len(message) < 600


def test_there_are_cases_of_both_kinds() -> None:
    kinds = ["refused" in yaml.safe_load(path.read_text(encoding="utf-8")) for path in CASES]
    assert kinds.count(True) >= 15
    assert kinds.count(False) >= 3


def test_a_font_may_be_read_from_its_package_alone(tmp_path: Path) -> None:
    font = tmp_path / "fonts" / "a.ttf"
    font.parent.mkdir()
    font.write_bytes(b"font")
    home = (tmp_path / "theme").resolve()
    assert check(font.as_uri(), files=frozenset({font.resolve()}), folder=home) == font.resolve()
    with pytest.raises(RefusedError, match=r"a\.ttf"):
        check(font.as_uri(), files=frozenset(), folder=home)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(b"0" * (MAX_BYTES + 1))
    with pytest.raises(RefusedError, match="larger than"):
        read(path, path.as_uri())


def test_a_picture_that_would_unpack_to_too_much_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "wide.png"
    Image.new("1", (9000, 9000)).save(path)
    assert path.stat().st_size < 100_000
    with pytest.raises(RefusedError, match="million pixels"):
        read(path, path.as_uri())
