"""Drafts and finals: a report that was approved as it stands is a final, any other is a draft, and why is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from reports.document import Document, Words
from reports.domain.fingerprints import TRANSLATED
from reports.domain.wording import date_text
from reports.languages.registry import language
from reports.load.records.approval_files import Approval, Approvals, Content, people
from reports.load.template_files import Templates
from reports.pipeline.approval.changes_since import changes_since, summed_up
from reports.pipeline.approval.content_fingerprint import content_of

FOUR_EYES = 2
"""People whose approval a report with `four_eyes: true` takes."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Reports with their approvals, and why those that call themselves final are drafts."""

    documents: tuple[Document, ...]
    unapproved: Mapping[str, str] = field(default_factory=dict)
    """By id of a report that calls itself final and is built as a draft: why, with what to do."""


def judged(
    documents: Sequence[Document], templates: Templates, approvals: Approvals, demoted: Mapping[str, str]
) -> Judged:
    """Return `documents` as finals where they were approved as they stand, and as drafts otherwise.

    Args:
        documents: every report as composed, all drafts.
        templates: what they were composed from.
        approvals: what people have approved.
        demoted: by report: why it is a draft whatever its words are, since edits of people in its files are others.
    """
    made: list[Document] = []
    unapproved: dict[str, str] = {}
    for document in documents:
        id = document.info.id
        if document.info.final:
            why = demoted.get(id) or refused(document, templates, approvals.get(id))
            if why:
                unapproved[id] = why
            else:
                document = as_approved(document, approvals[id])
        made.append(document)
    return Judged(tuple(made), unapproved)


def refused(document: Document, templates: Templates, approval: Approval | None) -> str:
    """Return why `document` is a draft although it calls itself final, and what to do; empty where it was approved so."""
    file, id = templates.reports[document.info.id][0], document.info.id
    if approval is None:
        who = f"; {file.approved_by!r} in 'approved_by:' binds nobody to what it says" if file.approved_by else ""
        return f"the report {id!r} is built as a draft, since nobody has approved what it says now{who}; {how(id)}"
    now = content_of(document, file, templates.theme)
    told = changes_since(compared(approval.content), now)
    if told:
        return again(id, approval, told)
    if file.four_eyes and len(people(approval.names)) < FOUR_EYES:
        first = approval.names[0]
        return f"the report {id!r} is built as a draft: {first} has approved it, and a second person has to; {how(id)}"
    return ""


def again(id: str, approval: Approval, told: Sequence[str]) -> str:
    """Return that a report is a draft again, with what has changed since and what to do."""
    names = " and ".join(approval.names)
    what = f"the report {id!r} is a draft again: since {names} approved it on {approval.day}, {summed_up(told)}"
    return f"{what}; look at it, then {how(id)}"


def how(id: str) -> str:
    """Return what to do to have a report approved."""
    return f"run 'invoke approve {id} --by \"NAME\"', or set 'status: draft'"


def compared(content: Content) -> Content:
    """Return `content` without what is compared by itself: editions are, and the edits of people once files are made.

    Nor with the words of facts in other languages, to which versions up to 0.3 bound an approval.
    """
    facts = {
        id: {key: each for key, each in keys.items() if key not in TRANSLATED} for id, keys in content.facts.items()
    }
    return content.model_copy(update={"editions": {}, "edits": {}, "facts": facts})


def as_approved(document: Document, approval: Approval) -> Document:
    """Return `document` as a final that names who has approved it, and on which day."""
    info = document.info
    speech = language(info.language)
    names = speech.word("furniture", "list-separator").join(approval.names)
    text = _approved(document.words, names, date_text(approval.day, speech))
    approved = replace(
        info,
        draft=False,
        approved_by=names,
        approved_on=approval.day,
        approved_text=text,
        approval=approval.fingerprint,
    )
    return replace(document, info=approved)


def _approved(words: Words, names: str, day: str) -> str:
    return words["approved-on"].format(name=names, date=day)


def as_drafts(documents: Iterable[Document], only: Set[str] | None = None) -> tuple[Document, ...]:
    """Return `documents`, those named `only` or all, as drafts that name nobody."""
    return tuple(
        replace(
            each,
            info=replace(each.info, draft=True, approved_by="", approved_on="", approved_text="", approval=""),
        )
        if only is None or each.info.id in only
        else each
        for each in documents
    )
