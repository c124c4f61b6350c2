"""From form to lemma: a small table a language, made by `invoke lemmas`, and endings for what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from reports.languages.registry import FOLDER, languages

NOTE = """\
# Lemma and its forms, for the words that the audits of this language look for. Made by `invoke lemmas`; do not edit.
# From simplemma {version} by Adrien Barbaresi (MIT License, https://github.com/adbar/simplemma). Its lists rest on the
# Lemmatization lists by Michal Měchura (Open Database License), Wikinflection, UniMorph (CC BY-SA), the FreeLing project
# (LGPL-LR) and the lookups of spaCy (MIT).
"""


OWN_NOTE = """\
# Lemma and its forms, for the words that the audits of this language look for. Made by `invoke lemmas` of the forms in
# claims.yaml, since simplemma has no list of this language; do not edit.
"""
SHORTEST = 4
"""Letters of a form that can be cut."""


@dataclass(frozen=True, eq=False)  # there is one a language
class Lemmas:
    """The lemmas of one language."""

    table: Mapping[str, str]
    """Form to lemma, in lower case."""
    endings: tuple[tuple[str, str], ...]
    """Ending of a form and of its lemma, for forms that the table lacks; the first that gives a known lemma is right."""
    known: Collection[str]
    """Every lemma."""

    def of(self, form: str) -> str:
        """Return the lemma of `form`, or `form` in lower case where none is known."""
        plain = form.lower()
        if plain in self.known and plain not in self.table:
            return plain
        return self.table.get(plain) or next(self._cut(plain), plain)

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        return tuple(ending for ending, _ in self.endings)

    def _cut(self, form: str) -> Iterator[str]:
        if len(form) < SHORTEST or not form.endswith(self._ends):
            return
        for ending, other in self.endings:
            stem = form[: len(form) - len(ending)] if form.endswith(ending) else ""
            doubled = stem[:-1] if not other and len(stem) > 2 and stem[-1] == stem[-2] else ""  # shipped, planned
            found = [base + other for base in (stem, doubled) if base and base + other in self.known]
            if found:
                yield found[0]
                return


@cache
def read_table(code: str) -> Mapping[str, str]:
    """Return the table of a language: form to lemma."""
    path = FOLDER / code / "lemmas.txt"
    table: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            lemma, _, forms = line.partition(": ")
            table.update(dict.fromkeys(forms.split(), lemma))
    return table


def write_table(code: str, wanted: Iterable[str], exceptions: Mapping[str, str]) -> Path:
    """Write the table of a language from simplemma's lists, where it has one, for the lemmas `wanted`, and return its path.

    Only a contributor calls this: simplemma is no dependency of the program, since its import and lists cost 0.4 s of CPU time.

    Args:
        code: language, such as en.
        wanted: lemmas that the audits look for.
        exceptions: forms that belong to another lemma than simplemma says.
    """
    from simplemma import __version__
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, DefaultDictionaryFactory

    sought = {*wanted}
    forms: dict[str, set[str]] = {}
    known = DefaultDictionaryFactory().get_dictionary(code) if code in SUPPORTED_LANGUAGES else {}
    for form, lemma in known.items():
        if lemma in sought and form != lemma and form.islower() and form not in exceptions:
            forms.setdefault(lemma, set()).add(form)
    for form, lemma in exceptions.items():
        forms.setdefault(lemma, set()).add(form)
    lines = [f"{lemma}: {' '.join(sorted(forms[lemma]))}\n" for lemma in sorted(forms)]
    path = FOLDER / code / "lemmas.txt"
    note = NOTE.format(version=__version__) if known else OWN_NOTE
    path.write_text(note + "".join(lines), encoding="utf-8")
    return path


def write_tables(codes: Iterable[str] = ()) -> Iterator[Path]:
    """Write the tables of the languages `codes`, or of every one that has words of claims, and yield their paths."""
    from reports.languages.claim_tables import every_lemma, exceptions, read_content

    for code in tuple(codes) or languages():
        content = read_content(code)
        yield write_table(code, every_lemma(content), exceptions(content))
