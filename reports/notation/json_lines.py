"""JSON for people and machines: one entry a line, so that two files can be compared line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


def listed(content: Mapping[str, object]) -> bytes:
    """Return `content` as a JSON object (RFC 8259) in UTF-8: a line for each key, and for each entry of what it holds.

    Python writes indented JSON without its C code, and many times slower than this.
    """
    return ("{\n" + ",\n".join(f" {_json(key)}: {_value(value)}" for key, value in content.items()) + "\n}\n").encode()


def _value(value: object) -> str:
    match value:
        case Mapping() if value:
            return "{\n" + ",\n".join(f"  {_json(key)}: {_json(entry)}" for key, entry in value.items()) + "\n }"
        case Sequence() if value and not isinstance(value, str):
            return "[\n" + ",\n".join(f"  {_json(entry)}" for entry in value) + "\n ]"
        case _:
            return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
