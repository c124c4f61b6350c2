"""`invoke test --accept` rewrites what cases expect with what is made now; the difference is then reviewed in git."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ACCEPT = bool(os.environ.get("ACCEPT_GOLDEN"))
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ue000-\uf8ff]")
"""Written as escapes, so that a case shows them."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are read."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if INVISIBLE.search(text) or "\t" in text else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_case(path: Path, content: Mapping[str, Any]) -> None:
    """Write a case file, one that `yaml.BaseLoader` reads back as it is; the comment at its top stays."""
    old = path.read_text("utf-8") if path.exists() else ""
    head = "".join(line for line in old.splitlines(keepends=True)[:3] if line.startswith("#"))
    text = head + yaml.dump(dict(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04X}", text), encoding="utf-8")


def accept(path: Path, **expected: object) -> None:
    """Put `expected` into the case at `path` in place of what it expects now; None drops a key."""
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) if path.exists() else {}
    changed = {**content, **expected}
    write_case(path, {key: value for key, value in changed.items() if value is not None})
