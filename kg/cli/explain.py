"""`kg explain`: why an article gives the events that it gives, and why an event is what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click

from kg.cli.options import STORE, WORLD
from kg.cli.talk import sources_at
from kg.errors import SourceError, StoreError, UsageError
from kg.model import Annotation, Argument, Document, Event, Refusal, Span
from kg.nearmisses import Explanation, explain_article
from kg.pipeline import load_knowledge
from kg.query.accounts import Account, Attendant, Telling, account_of, find_event
from kg.query.accounts.joins import joins
from kg.read.jekyll import read_article
from kg.store.judgements import read_judgements
from kg.store.oxigraph import open_native

_LONGEST_REASON = 100  #: signs; the conditions of some rules are long


@click.command()
@click.argument("subject", metavar="ARTICLE|EVENT")
@STORE
@WORLD
def explain(subject: str, store: Path, world: tuple[Path, ...]) -> None:
    """Show why an article or an event of a graph is read as it is.

    Of ARTICLE, a file or - for standard input: rule, words, status, date and parties of each event; links of people;
    near misses, which are the words that might tell of an event and give none, with what each rule said against it.
    Of EVENT, an IRI or its last part: what became of it, what each report says and why, what joined them, and which
    reports of other events came near.

    \b
    Examples:
      kg explain posts/2024-11-07-call.md
      kg explain meeting-89a8a3b47e --store kg-store
    """
    is_article = subject == "-" or Path(subject).exists()
    for text in _article(subject, world) if is_article else _event_lines(subject, store):
        click.echo(text)


def _article(path: str, world: tuple[Path, ...]) -> Iterator[str]:
    """Read an article and explain it."""
    knowledge = load_knowledge(world=world)
    sources = sources_at([path])
    if len(sources) != 1:
        raise UsageError(f"{path}: {len(sources)} posts are there", "Name one.")
    (source,) = sources
    if isinstance(source, SourceError):
        raise source
    read = read_article(source.read(), name=source.name, outlet_of=knowledge.outlets.of, path=source.path)
    return explained(explain_article(read, knowledge))


def _event_lines(name: str, store: Path) -> Iterator[str]:
    """Find an event and explain it."""
    try:
        native = open_native(store)
    except StoreError as error:
        raise UsageError(f"{name}: there is no such file, and no graph with events", str(error)) from error
    account = account_of(native, find_event(native, name))
    return told(account, joins(native, account, read_judgements(store)))


def told(account: Account, joined: Iterable[str]) -> Iterator[str]:
    """Tell of an event what became of it, by which reports, and why they are of one event, line by line."""
    yield account.label or account.label_en or account.type
    if account.label and account.label_en:
        yield account.label_en
    yield f"  <{account.iri}>"
    yield f"  {'type':<11} {account.type}, {account.status.lower()}"
    yield f"  {'date':<11} {account.date or 'none'} ({account.date_basis})"
    for party in account.parties:
        yield f"  {_role(party):<11} {_party(party)}"
    if account.whole:
        yield f"  {'part of':<11} <{account.whole}>"
    for detail, value in account.details:
        yield f"  {detail:<11} {value}"
    yield from ("", "Reports")
    for number, telling in enumerate(account.tellings, 1):
        yield from _telling(number, telling)
    yield from ("", "Joins and near misses")
    yield from ("  " + line for line in joined)


def _telling(number: int, telling: Telling) -> Iterator[str]:
    yield f"[{number}] {telling.day}: {telling.status.lower()}, {telling.date or 'no date'}: {telling.headline}"
    yield f"  {'file':<11} {telling.file}"
    if telling.sentence:
        yield f"  {'sentence':<11} {telling.sentence}"
    yield f"  {'rule':<11} {telling.rule}"
    for reason in telling.reasons:
        yield f"  {'because':<11} {reason}"


def _role(party: Attendant) -> str:
    return party.role.lower() if party.attendance == "Attending" else "absent"


def _party(party: Attendant) -> str:
    offices = f", {', '.join(party.offices)}" if party.offices else ""
    return f"{party.name} ({party.state or 'no state'}){offices} [{party.agent.rpartition('/')[2]}]"


def explained(explanation: Explanation) -> Iterator[str]:
    """Tell what an article says and nearly says, and why, line by line."""
    annotation = explanation.annotation
    article = annotation.article
    yield f"{article.file}: {article.title}"
    home = article.outlet.home or "none"
    yield f"  {article.outlet.name}, {article.day} ({article.outlet.zone.key}), our state {home}"
    for issue in annotation.issues:
        yield f"  {issue.where}: {issue.message}"
    yield ""
    for event in annotation.events:
        yield from _event(annotation, event, explanation.mentions_of(event))
    yield "People"
    for holding in annotation.holdings:
        link = holding.entity or "not linked"
        facts = (holding.post or "no known post", holding.status.value if holding.status else "untold")
        state = holding.country or "no state"
        yield f"  {holding.person} [{link}]: {holding.office} ({', '.join(facts)}) of {state}"
    yield from ("", "Near misses")
    for sentence, refusals in groupby(explanation.refusals, key=lambda each: _around(annotation.document, each)):
        yield from _refused(annotation.document, sentence, refusals)


def _around(document: Document, refusal: Refusal) -> Span:
    """Return the sentence of a near miss."""
    return next((each for each in document.sentences if each.overlaps(refusal.trigger)), refusal.trigger)


def _refused(document: Document, sentence: Span, refusals: Iterable[Refusal]) -> Iterator[str]:
    yield f"  {sentence.of(document.text)}"
    for trigger, group in groupby(refusals, key=attrgetter("trigger")):
        yield f"    “{trigger.of(document.text)}” at {trigger.start}–{trigger.end}"
        for refusal in group:
            yield f"      {refusal.rule}: {_shortened(refusal.reason)}"


def _shortened(reason: str) -> str:
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON - 1]}…"


def _event(annotation: Annotation, event: Event, mentions: Iterable[Event]) -> Iterator[str]:
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
    for mention in mentions:
        yield f"  told too  {mention.rule}, by “{mention.trigger.of(text)}” at {mention.trigger.start}"
    yield ""


def _argument(argument: Argument, text: str) -> str:
    party = argument.party
    where = f"“{argument.span.of(text)}” at {argument.span.start}" if argument.span else "understood"
    return f"{party.name} ({party.kind.value}, {party.country or 'no state'}) [{party.entity or 'not linked'}], {where}"
