"""The name of an actor in a language, as documents print it."""

from __future__ import annotations

from reports.domain.facts import Actor
from reports.languages.registry import code_of
from reports.languages.speech import Speech, of_language, untagged


def name_language(actor: Actor, form: str, speech: Speech) -> str:
    """Return the language of what `actor_name` returns (BCP 47), where it is another than that of the texts."""
    own = actor_name(actor, "name", speech) == actor.name and form in ("", "name")
    other = actor.language and code_of(actor.language) != code_of(speech.locale)
    return actor.language or "" if own and other else ""


def actor_name(actor: Actor, form: str, speech: Speech) -> str:
    """Return the name of `actor` in a form ('', 'full', 'name', 'title'); empty where there is no such form.

    Raises:
        UntranslatedError: a translation lacks it.
    """
    name = of_language(actor.labels, speech) or untagged(actor.name, f"name of {actor.id!r}", speech)
    short = of_language(actor.shorts, speech) or (actor.short if speech.untagged else None)
    match form:
        case "":
            return short or name
        case "name":
            return name
        case "full":
            return f"{name} ({short})" if short else name
        case "title":
            return f"{title} {name}" if (title := actor_title(actor, speech)) else name
        case _:
            return ""


def actor_title(actor: Actor, speech: Speech) -> str | None:
    """Return the title of a person as the sources give it, in the language; None where there is none.

    Raises:
        UntranslatedError: a translation lacks it.
    """
    return of_language(actor.titles, speech) or untagged(actor.title, f"title of {actor.id!r}", speech)


def is_named(actor: Actor, speech: Speech) -> bool:
    """Return whether texts in the language can name `actor`."""
    return speech.untagged or of_language(actor.labels, speech) is not None
