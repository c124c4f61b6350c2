"""Templates of words and plain calls are carried out as Jinja would; what is more than that is left to Jinja."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.load.template_files import Template
from reports.narrative import jinja_environment
from reports.narrative.jinja_environment import render
from reports.narrative.markdown.sentinels import Carrier

PLAIN = (
    "",
    "Words alone.\n",
    'The loan is {{ say("signed") }}.\n',
    "{{ say('one') }}{{ say(\"two\", mark='!') }}\n\nlast\n",
    '  {{ say("indented") }}  \n{{ say("at the end") }}',
    '<!-- {{ fail("nothing") }} -->{{ say("after a comment") }}',
    '{{ say("too", "many", "words") }}',
    "{{ say() }}",
    "{{ say(1) }} {{ say(true) }} {{ say(none) }}",
    '{{ listed("as a whole") }}',
    'One.\nTwo.\n{{ say("three") }} and {{ fail("four") }}\nFive.',
    '{{ say("a" "b") }} {{ say("{{ no }}") }}',
)
"""Carried out call by call."""
JINJAS = (
    '{% if true %}{{ say("yes") }}{% endif %}',
    '{{ say("a") ~ say("b") }}',
    '{{ say("a") | list | join("-") }}',
    '{{ say(say("within")) }}',
    '{{ say(*["a"]) }}',
    '{{ say(**{"words": "a"}) }}',
    "{{ say }} {{ unknown }} {{ unknown() }}",
    '{{ "only words" }}',
    '{% set say = "a" %}{{ say("b") }}',
    '{{ say("a", mark="1", mark="2") }}',
    '{{ say("a").upper() }}',
    "{{ 1 + 2 }}",
    'One.\n{{ fail("two" ~ "!") }}',
)
"""Left to Jinja."""


def _rendered(text: str) -> tuple[str, tuple[str, ...]]:
    def say(words: str, mark: str = "") -> str:
        return words + mark

    def listed(words: str) -> list[str]:
        return [words]

    def fail(words: str) -> str:
        raise ValueError(words)

    functions: dict[str, Callable[..., object]] = {"say": say, "listed": listed, "fail": fail}
    found, problems = render(Template("part.md", text), Carrier(), functions)
    return found, tuple(map(str, problems))


@pytest.mark.parametrize("text", [*PLAIN, *JINJAS])
def test_a_template_is_carried_out_as_jinja_would(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text and problems, with their places, are the same either way."""
    ours = _rendered(text)
    monkeypatch.setattr(jinja_environment, "plain_calls", lambda tree, known: None)
    assert ours == _rendered(text)


@pytest.mark.parametrize(("text", "compiled"), [*((each, 0) for each in PLAIN), *((each, 1) for each in JINJAS)])
def test_only_what_is_more_than_plain_calls_is_compiled(
    text: str, compiled: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jinja makes a module of no template that holds words and plain calls alone."""
    made: list[object] = []
    original = jinja_environment._Sandbox.from_string

    def counted(self: jinja_environment._Sandbox, source: object) -> object:
        made.append(source)
        return original(self, source)  # type: ignore[arg-type]

    monkeypatch.setattr(jinja_environment._Sandbox, "from_string", counted)
    _rendered(text)
    assert len(made) == compiled


def test_a_failing_call_is_told_with_its_line() -> None:
    """Also where it is carried out and not compiled."""
    _, problems = _rendered('One.\n\n{{ say("three") }}\n{{ fail("the reason") }}')
    assert problems == ("part.md:4:1: cannot be rendered: the reason; correct the expression",)
