"""Editions: what one leaves out stands nowhere in its file; every carrier of a leak is tried."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from reports.document import Document, Heading, Literal, Paragraph, SourceList, Text, facts_used, walk
from reports.errors import InputError, Place
from reports.formats.pdf.assembly import write
from reports.formats.pdf.fact_attachment import enclosed
from reports.formats.pdf.typesetting import Attachment
from reports.pipeline.editions.copy_jobs import is_set_anew, jobs, kit, specimen
from reports.pipeline.editions.editions import prove
from reports.pipeline.editions.leak_check import leaks, squeezed
from reports.pipeline.editions.recipients import Recipient
from tests.distribute_files import edition, whole
from tests.sample import theme

PLACE = Place("list.csv", 2)


@cache
def public_pdf() -> bytes:
    return write(edition("public").document, theme(), inside())


def inside() -> tuple[Attachment, ...]:
    each = edition("public")
    return enclosed(each.document, each.secrets.ids, lambda text: bool(each.secrets.found(text)))


def test_the_public_edition_knows_what_it_leaves_out() -> None:
    withheld = edition("public").secrets
    assert withheld.ids == {"depot-grant", "depot-loan"}
    assert {"14.8", "up to €14.8\u00a0million".replace("\u00a0", " "), "6.25"} <= withheld.figures
    assert squeezed("The depot committee agreed behind closed doors") in withheld.texts
    assert squeezed("A grant is approved and a loan is planned for the depot.") in withheld.texts
    assert "57" not in withheld.figures


def test_the_inner_edition_leaves_nothing_out() -> None:
    assert not edition("inner").secrets.ids | edition("inner").secrets.figures | edition("inner").secrets.texts


def test_the_public_edition_lists_only_what_it_cites() -> None:
    def listed(name: str) -> list[str]:
        lists = [node for node in walk(edition(name).document.blocks) if isinstance(node, SourceList)]
        return [source.id for each in lists for source in each.sources]

    assert listed("public") == ["report"]
    assert listed("inner") == ["report", "minutes"]


def test_the_public_edition_gives_nothing_away() -> None:
    assert leaks(public_pdf(), edition("public").secrets) == ()
    prove(edition("public"), public_pdf())


def test_the_whole_report_would_give_everything_away() -> None:
    found = {what for _, what in leaks(write(edition("inner").document, theme()), edition("public").secrets)}
    assert {"depot-grant", "14.8", squeezed("The depot committee agreed behind closed doors")} <= found


def test_a_fact_that_says_what_is_withheld_loses_those_words_in_the_attachment() -> None:
    [facts, _] = inside()
    assert b'"lines-opened"' in facts.data
    assert b"14.8" not in facts.data
    assert b"14.8" in enclosed(edition("public").document)[0].data


def said(document: Document, text: str) -> Document:
    return replace(document, blocks=(*document.blocks, Paragraph((Text(text),))))


def with_title(document: Document, text: str) -> Document:
    return replace(document, info=replace(document.info, title=(Text(text),)))


def with_heading(document: Document, text: str) -> Document:
    return replace(document, blocks=(*document.blocks, Heading(1, (Text(text),), "more")))


def with_literal(document: Document, text: str) -> Document:
    return replace(document, blocks=(*document.blocks, Paragraph((Literal(text, "a slip"),))))


def with_keyword(document: Document, text: str) -> Document:
    return replace(document, info=replace(document.info, keywords=(text,)))


SECRETS = ("€14.8 million", "The depot committee agreed behind closed doors", "6.25", "depot-grant")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("carry", [said, with_title, with_heading, with_literal, with_keyword])
def test_a_leak_in_the_document_is_found(carry: Callable[[Document, str], Document], secret: str) -> None:
    each = edition("public")
    data = write(carry(each.document, f"See: {secret}."), theme(), ())
    assert leaks(data, each.secrets)


def in_info(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.docinfo["/Subject"] = secret


def in_tag(pdf: pikepdf.Pdf, secret: str) -> None:
    element = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem")
    element.Alt = pikepdf.String(secret)


def in_metadata(pdf: pikepdf.Pdf, secret: str) -> None:
    data = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", f"<!-- {secret} --></rdf:RDF>".encode())
    pdf.Root.Metadata = pdf.make_stream(data)


def in_attachment(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.attachments["more.txt"] = secret.encode()


def in_name_of_attachment(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.attachments[f"{secret}.txt"] = b"-"


def in_annotation(pdf: pikepdf.Pdf, secret: str) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=secret)
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def in_outline(pdf: pikepdf.Pdf, secret: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))


CARRIERS = [in_info, in_tag, in_metadata, in_attachment, in_name_of_attachment, in_annotation, in_outline]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("carry", CARRIERS)
def test_a_leak_in_what_nobody_sees_is_found(carry: Callable[[pikepdf.Pdf, str], None], secret: str) -> None:
    with pikepdf.open(io.BytesIO(public_pdf())) as pdf:
        carry(pdf, secret)
        written = io.BytesIO()
        pdf.save(written)
    assert leaks(written.getvalue(), edition("public").secrets)
    with pytest.raises(InputError, match=r"report\.yaml:\d+:\d+: the edition 'public' gives away"):
        prove(edition("public"), written.getvalue())


def test_the_formes_of_a_run_are_proved() -> None:
    from reports.pipeline.editions.copy_jobs import jobs

    recipients = [Recipient("Desk", "Office", "en", name, f"{name}@b.example", PLACE) for name in ("public", "inner")]
    chosen = {each: edition(each.edition) for each in recipients}
    made = jobs("run", chosen)
    formes = kit(made, chosen, theme())
    assert {job.forme for job in made} == set(formes)
    leaky = replace(edition("public"), document=with_heading(edition("public").document, SECRETS[1]))
    with pytest.raises(InputError, match="gives away"):
        kit(made[:1], {recipients[0]: leaky}, theme())


def test_a_name_that_is_too_long_for_its_line_is_named() -> None:
    from reports.pipeline.editions.copy_jobs import jobs

    recipient = Recipient("Desk " * 30, "Office", "en", "public", "a@b.example", PLACE)
    with pytest.raises(InputError, match=r"list\.csv:2: .* is too long for its line"):
        jobs("run", {recipient: edition("public")})


def test_the_facts_of_the_editions_are_those_of_their_sections() -> None:
    assert set(facts_used(edition("public").document)) == {"lines-opened"}
    assert set(facts_used(edition("inner").document)) == set(whole().book.facts)


def test_a_copy_from_right_to_left_is_laid_out_by_itself() -> None:
    each = edition("inner")
    document = replace(each.document, info=replace(each.document.info, language="ur"))
    turned = replace(each, document=document)
    reader = Recipient("Ada Rail", "", "en", "inner", "ada@example.org", PLACE)
    [usual] = jobs("run", {reader: each})
    [alone] = jobs("run", {reader: turned})
    assert usual.forme
    assert not alone.forme
    assert kit([alone], {reader: turned}, theme()) == {}
    assert is_set_anew(each)
    specimen(turned, theme())
