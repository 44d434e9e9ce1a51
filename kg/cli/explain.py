"""`kg explain`: why an article gives the events that it gives."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.talk import WORLD, sources_at
from kg.errors import SourceError, UsageError
from kg.model import Annotation, Argument, Event
from kg.pipeline import annotate, load_knowledge
from kg.read.jekyll import read_article


@click.command()
@click.argument("article")
@WORLD
def explain(article: str, world: tuple[Path, ...]) -> None:
    """Show what ARTICLE, a file, says and why: rule, words, status, date and parties of each event; links of people.

    \b
    Example:
      kg explain posts/2024-11-07-call.md
    """
    knowledge = load_knowledge(world=world)
    sources = sources_at([article])
    if len(sources) != 1:
        raise UsageError(f"{article}: {len(sources)} posts are there", "Name one.")
    (source,) = sources
    if isinstance(source, SourceError):
        raise source
    read = read_article(source.read(), name=source.name, outlet_of=knowledge.outlets.of, path=source.path)
    for text in explained(annotate(read, knowledge)):
        click.echo(text)
    sys.stdout.flush()


def explained(annotation: Annotation) -> Iterator[str]:
    """Tell what an article says, and why, line by line."""
    article = annotation.article
    yield f"{article.file}: {article.title}"
    home = article.outlet.home or "none"
    yield f"  {article.outlet.name}, {article.day} ({article.outlet.zone.key}), our state {home}"
    for issue in annotation.issues:
        yield f"  {issue.where}: {issue.message}"
    yield ""
    for event in annotation.events:
        yield from _event(annotation, event)
    yield "People"
    for holding in annotation.holdings:
        link = holding.entity or "not linked"
        facts = (holding.post or "no known post", holding.status.value if holding.status else "untold")
        state = holding.country or "no state"
        yield f"  {holding.person} [{link}]: {holding.office} ({', '.join(facts)}) of {state}"


def _event(annotation: Annotation, event: Event) -> Iterator[str]:
    text = annotation.document.text
    date = f"{event.date or 'no date'} ({event.date_basis.value})"
    yield f"{event.type}, {event.status.value}, {date}, {event.salience.value}"
    yield f"  rule      {event.rule}, by “{event.trigger.of(text)}” at {event.trigger.start}–{event.trigger.end}"
    if event.name:
        yield f"  name      {event.name} [{event.entity or 'not linked'}]"
    for argument in event.arguments:
        yield f"  {argument.role:<9} {_argument(argument, text)}"
    for place in event.places:
        yield f"  place     {place.name} ({place.country or 'no state'})"
    if event.part_of:
        yield f"  part of   {event.part_of}"
    for reason in event.reasons:
        yield f"  because   {reason}"
    yield f"  sentence  {event.evidence.of(text)}"
    yield ""


def _argument(argument: Argument, text: str) -> str:
    party = argument.party
    where = f"“{argument.span.of(text)}” at {argument.span.start}" if argument.span else "understood"
    return f"{party.name} ({party.kind.value}, {party.country or 'no state'}) [{party.entity or 'not linked'}], {where}"
