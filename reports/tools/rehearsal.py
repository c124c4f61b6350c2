"""What a presenter asks for beside the deck: the rehearsal on the screen, and the handout with the notes on paper."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping

from reports.document.ledger import ledger
from reports.errors import FlagError, InputError, Place, Problem, collect
from reports.formats import pptx
from reports.formats.pptx.assembly import write_deck
from reports.formats.pptx.plan import Deck, rehearse
from reports.formats.pptx.plan.speaker_notes import clock, cuts, pace
from reports.formats.registry import PPTX
from reports.load.project_folders import Folders
from reports.notation.nearest_name import nearest
from reports.ooxml.outside_parts import TAKE_OUT, outside_parts
from reports.ooxml.package import Package
from reports.pipeline.build_results import Placed, Skipped
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.document_digests import digest
from reports.pipeline.extra_outputs import edited_since_approved
from reports.pipeline.libreoffice import convert, office
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import LEDGER, MADE_FROM, by_hand, held, keep, known, place, refusal, sha256

Say = Callable[[str], None]

NOTES_PAGES = {
    "ExportNotesPages": True,
    "ExportOnlyNotesPages": True,
    "UseTaggedPDF": True,
    "DisplayPDFDocumentTitle": True,
}
"""Options of LibreOffice's PDF export for slides."""
DATE = re.compile(rb"(?<=Date\(D:)\d{14}")
TRAILER = re.compile(rb"/ID \[ <[0-9A-F]{32}>\s<[0-9A-F]{32}> \]\s/DocChecksum /[0-9A-F]{32}")
"""What LibreOffice makes from the clock: the file identifier (ISO 32000-1, 14.4) and a checksum of its own."""
HEX = re.compile(rb"[0-9A-F]{32}")


# ── The rehearsal ────────────────────────────────────────────────────────────────────────────────


def rehearsed(where: Folders, only: tuple[str, ...] = (), as_of: str = "") -> tuple[str, ...]:
    """Return titles, timings, words and totals of every talk, line by line, with what could be better.

    Raises:
        FlagError: `only` names no report with slides.
        InputError: the input is wrong, or a text does not fit its slide.
    """
    decks = _decks(compose_all(where, only, as_of), only)
    return tuple(line for deck in decks.values() for line in rehearsal_lines(deck))


def rehearsal_lines(deck: Deck) -> Iterator[str]:
    """Yield a table of the slides, the totals of the talk, and its warnings."""
    rows = rehearse(deck)
    yield f"{deck.info.file(PPTX.name)}: {deck.title}"
    yield "slide  planned  spoken  words  until  title"
    for row in rows:
        yield (
            f"{row.number:5}  {clock(row.seconds):>7}  {clock(row.spoken_seconds):>6}  {row.words:5}  "
            f"{clock(row.total_seconds):>5}  {row.title}"
        )
    words = sum(row.words for row in rows)
    planned, spoken = sum(row.seconds for row in rows), round(words * 60 / pace(deck.info.language))
    yield f"total  {clock(planned):>7}  {clock(spoken):>6}  {words:5}"
    length = f"the talk has {clock(deck.info.minutes * 60)}, " if deck.info.minutes else ""
    yield (
        f"{length}the slides are planned to take {clock(planned)}, and the words take {clock(spoken)} at "
        f"{pace(deck.info.language)} a minute"
    )
    yield from _cut_lines(deck)
    yield from (f"note: {warning}" for warning in deck.warnings)


def _cut_lines(deck: Deck) -> Iterator[str]:
    """Yield which slides make each shorter talk, and how long they take; and which are backup."""
    numbers = {slide.id: number for number, slide in enumerate(deck.slides, 1)}
    for minutes, slides in cuts(deck).items():
        listed = ", ".join(str(numbers[slide.id]) for slide in slides)
        total = clock(sum(slide.seconds for slide in slides))
        yield f"in {minutes} minutes: slides {listed}, which take {total}"
    if backup := ", ".join(str(numbers[slide.id]) for slide in deck.slides if slide.backup):
        yield f"backup, not counted: slides {backup}"


def _decks(composed: Composed, only: tuple[str, ...]) -> Mapping[str, Deck]:
    """Return the talks named in `only`, or all."""
    decks = pptx.decks(composed.plans)
    for name in only:
        if name not in decks:
            known_ones = ", ".join(decks) or "none"
            raise FlagError(
                f"--only: the report {name!r} has no slides{nearest(name, decks)}; those with slides: {known_ones}"
            )
    return {id: deck for id, deck in decks.items() if not only or id in only}


# ── The handout ──────────────────────────────────────────────────────────────────────────────────


def hand_out(
    where: Folders, only: tuple[str, ...] = (), *, force: bool = False, say: Say = lambda line: None
) -> Placed:
    """Write a PDF with the notes below each slide beside every deck of the output folder, and return what was done.

    A deck that lies there is taken as it is, with what a presenter changed in it; else it is made from the facts.

    Raises:
        MissingLibraryError: LibreOffice is not on this machine.
        OfficeError: LibreOffice did not make it.
        FlagError: `only` names no report with slides.
        InputError: the input is wrong, or the folder cannot be written.
    """
    office("the handout")  # told before the work, not after it
    require_writable(where.output, where.shown(where.output))
    say("load, compose and audit")
    composed = compose_all(where, only)
    files: dict[str, tuple[str, bytes]] = {}
    notes: list[str] = []
    for id, deck in _decks(composed, only).items():
        name = deck.info.file(PPTX.name)
        data, note = _deck_file(where, name, deck, composed)
        notes += [note] if note else []
        _closed(data, Place(where.shown(where.output / name)))
        say(f"print {name} with its notes")
        files[f"{deck.info.name}-handout.pdf"] = (id, printed(data, deck))
    with held(where.output, where.shown(where.output)):
        return _placed(where, files, composed, tuple(notes), force=force)


def _deck_file(where: Folders, name: str, deck: Deck, composed: Composed) -> tuple[bytes, str]:
    """Return the deck to print, and what is to be said about it."""
    path = where.output / name
    shown = where.shown(path)
    if not path.is_file():
        return write_deck(
            deck, composed.templates.theme
        ), f"there is no {shown}, so the slides were made from the facts"
    collect(edited_since_approved(where, name))
    data, entry = path.read_bytes(), known(where.output).get(name, {})
    document = next(document for document in composed.documents if document.info.id == deck.info.id)
    if entry.get("sha256") != sha256(data):
        return data, f"{shown} was edited since it was built, and is printed as it is"
    if entry.get(MADE_FROM) != digest(document, composed.templates.theme):
        return data, f"{shown} is older than the facts or the templates; run 'invoke build-reports' and print it again"
    return data, ""


def _closed(data: bytes, place: Place) -> None:
    """Refuse a deck that leads out of itself, which the printing program might follow.

    Raises:
        InputError: it does; each such thing is named.
    """
    if foreign := tuple(outside_parts(Package.read(data))):
        raise InputError(Problem(place, f"it holds {what}", TAKE_OUT) for what in foreign)


def printed(data: bytes, deck: Deck) -> bytes:
    """Return a deck as a PDF of its notes pages; the same deck gives the same bytes with the same LibreOffice."""
    made = convert(
        {"deck.pptx": data},
        "pdf:impress_pdf_Export",
        purpose="the handout",
        options=NOTES_PAGES,
        language=deck.info.language,
    )
    info = deck.info
    return undated(made["deck.pdf"], f"{info.stamped:%Y%m%d%H%M%S}" if info.stamped else info.as_of)


def undated(pdf: bytes, moment: str) -> bytes:
    """Return `pdf` dated `moment` and identified by its content; no byte moves, so that its table holds.

    Args:
        pdf: as LibreOffice writes it.
        moment: a day, a month or a year (ISO 8601), or the fourteen digits of a second.
    """
    seconds = len(moment) == 14 and moment.isdigit()
    day = (moment if seconds else f"{moment}-01-01"[:10].replace("-", "") + "000000").encode()
    plain = _identified(DATE.sub(day, pdf), "0" * 32)
    return _identified(plain, hashlib.sha256(plain).hexdigest()[:32].upper())


def _identified(pdf: bytes, identifier: str) -> bytes:
    return TRAILER.sub(lambda found: HEX.sub(identifier.encode(), found[0]), pdf)


def _placed(
    where: Folders, files: Mapping[str, tuple[str, bytes]], composed: Composed, notes: tuple[str, ...], *, force: bool
) -> Placed:
    kept: dict[str, bytes] = {}
    skipped = []
    entries = {name: entry for name, entry in known(where.output).items() if (where.output / name).exists()}
    for name, (report, data) in files.items():
        reason = refusal(where.output, name)
        if reason and not (force and "--force" in reason):
            skipped.append(Skipped(name, reason))
            continue
        if reason:
            keep(where.output, name)
        kept[name] = data
        entries[name] = {"report": report, "sha256": sha256(data), "facts_version": composed.facts_version(report)}
    if kept:
        place(where.output, {**kept, LEDGER: ledger(composed.documents, entries, by_hand(where.output))})
    return Placed(tuple(where.output / name for name in kept), tuple(skipped), notes)
