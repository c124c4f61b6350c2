"""Where a line may end: after which characters Office and LibreOffice break it (UAX 14, as far as they follow it)."""

from __future__ import annotations

import unicodedata

FIRST_WIDE = "\u2e80"
"""From here on, characters of East Asian scripts are one em wide and a line may break after each."""
BREAK_AFTER = frozenset(" \t-\u2013\u200b")
"""Where Office ends a line: after a space, a hyphen and an en dash. A no-break space is no space.

Office and LibreOffice differ on slashes and em dashes; they count as no chance here, which errs on the safe side.
"""
OPENING = frozenset("「『（［｛〈《【〔〖〘〝￥＄")
CLOSING = frozenset(
    "、。，．・：；？！」』）］｝〉》】〕〗〙〟ー〜～々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰℃…‥"
)
"""What ends no line and begins none in Chinese and Japanese (UAX 14, OP, CL, NS)."""
HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\uac00", "\ud7af"))
LONGEST_UNSPACED = 12
"""Characters of the longest word of scripts that do not part words by spaces, but for names."""
HANGING = " \t\u200b"
"""What may stand past the right edge at the end of a line."""


def may_break(char: str, following: str) -> bool:
    """Return whether a line may end after `char`; never between a minus sign and its number (UAX 14, LB25).

    Words of Korean stay whole, as Office keeps them; signs of Chinese and Japanese stay with what they belong to (LB13, LB14).
    """
    if char >= FIRST_WIDE:
        joined = unicodedata.category(following or " ") in ("Mn", "Me", "Cf")
        return not (char in OPENING or following in CLOSING or _is_hangul(char) or joined)
    return char in BREAK_AFTER and not (char == "-" and following.isdigit())


def _is_hangul(char: str) -> bool:
    return any(first <= char <= last for first, last in HANGUL)
