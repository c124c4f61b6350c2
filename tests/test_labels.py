"""A sensitivity label of the template, in files that people have edited, and in templates that are broken."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from reports.formats import docx as word
from reports.formats import pptx as slides
from reports.formats.docx import merge
from reports.formats.pptx import merge as deck_merge
from reports.formats.registry import FORMATS
from reports.load.template_files import load_templates
from reports.ooxml.package import Package
from tests import labels, sample
from tests.merge_desk import built, reworded
from tests.test_docx_checks import unzip


def labelled_brief() -> bytes:
    """Return the sample brief, made from a template that has a label by now."""
    theme = replace(sample.theme(), base={"docx": labels.labelled(built())})
    document = reworded(sample.document(), "trams", "trams and trains")
    return merge.based(word.write(document, theme), document)[0]


def edited(label: Mapping[str, str]) -> bytes:
    """Return the sample brief after somebody typed into it, with a label that their own program set."""
    data = built()
    package = Package.read(data)
    body = package.tree(package.main)
    text = next(each for each in body.iter("{*}t") if each.text and len(each.text) > 20)
    text.text = f"{text.text} as I see it"
    for name, value in label.items():
        root = package.tree(labels.CUSTOM)
        made = deepcopy(root[0])
        made.set("name", name)
        made.set("pid", str(len(root) + 2))
        made[0].text = value
        root.append(made)
    return package.pack()


OTHER: Mapping[str, str] = {"MSIP_Label_other_Name": "Restricted"}


@pytest.mark.parametrize(("own", "kept"), [({}, labels.LABEL), (OTHER, OTHER)])
def test_an_edited_brief_takes_the_label_of_the_template_where_it_has_none(
    own: Mapping[str, str], kept: Mapping[str, str]
) -> None:
    mine = edited(own)
    merged = merge.merge(mine, labelled_brief(), merge.base_for(mine, None), sample.document()).data
    found = labels.properties(merged)
    assert {name: value for name, value in found.items() if name.startswith("MSIP")} == dict(kept)


def test_an_edited_deck_takes_the_label_too() -> None:
    document = sample.document("deck")
    mine = deck_merge.based(slides.write(document, sample.theme()), "old")[0]
    theme = replace(sample.theme(), base={"pptx": labels.labelled(mine)})
    new = deck_merge.based(slides.write(document, theme), "new")[0]
    base = deck_merge.base_in(mine)
    assert base
    found = labels.properties(deck_merge.merge(mine, new, base).data)
    assert found.keys() > labels.LABEL.keys()


def test_properties_of_a_template_that_are_no_xml_are_refused(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "brief.docx").write_bytes(labels.labelled(built()))
    _, before = load_templates(tmp_path, "templates", tuple(FORMATS.values()))
    parts = unzip(labels.labelled(built()))
    with zipfile.ZipFile(theme / "brief.docx", "w") as file:
        for name, part in parts.items():
            file.writestr(name, b"<Properties>" if name == labels.CUSTOM else part)
    _, after = load_templates(tmp_path, "templates", tuple(FORMATS.values()))
    assert [str(each) for each in before if "brief.docx" in str(each)] == []
    assert [str(each).partition(" (")[0] for each in after if "brief.docx" in str(each)] == [
        "templates/theme/brief.docx: is broken"
    ]
