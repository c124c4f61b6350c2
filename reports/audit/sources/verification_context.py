"""What every check against the sources stands on: the texts, the places in the fact files, the declared names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.audit.counted_nouns import Nouns
from reports.audit.sources.source_matching import paragraphs_with, stands_in
from reports.domain.facts import SourceRef
from reports.load.entry_places import Places
from reports.load.source_documents import SourceText


@dataclass(frozen=True, slots=True)
class Bench:
    """Texts, places and names."""

    texts: Mapping[str, SourceText]
    """By source id; only those that could be read."""
    places: Places
    names: tuple[str, ...]
    """Declared names and titles, longest first."""
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Every spelling of an actor, by each of them; a name in another script is one."""
    nouns: Nouns = field(default_factory=dict)
    """What the facts count."""

    def paragraph(self, ref: SourceRef) -> str:
        """Return the paragraph that `ref` names; empty where it cannot be read or does not exist."""
        text = self.texts.get(ref.source)
        return text.paragraph(ref.paragraph) if text else ""

    def said(self, ref: SourceRef) -> str:
        """Return the paragraph that `ref` names and, where it holds the anchor, the anchor, which has every space."""
        paragraph = self.paragraph(ref)
        return f"{paragraph}\n{ref.anchor}" if stands_in(ref.anchor, paragraph) else paragraph

    def elsewhere(self, words: str, ref: SourceRef) -> str:
        """Return the cure where `words` stand in another paragraph than `ref` names, the same document first."""
        for id in (ref.source, *(other for other in self.texts if other != ref.source)):
            text = self.texts.get(id)
            found = paragraphs_with(words, text, ref.paragraph) if text else ()
            if found:
                inside = "" if id == ref.source else f" of {id!r}"
                return f"it stands in paragraph {found[0]}{inside}: correct the paragraph or the words"
        return ""
