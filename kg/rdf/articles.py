"""What one article says, as quads in a graph of its own: the article, its sentences, reports and office holdings.

An `Annotation` comes in; nothing that another article says does. Of which event a report tells, and what became of it,
is derived from all reports and stands in a graph of its own (see `events`), so that this one never changes. Who the
parties are is said elsewhere too (see `agents`).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256

from pyoxigraph import NamedNode, Quad

from kg.edtf import bounds
from kg.model import Annotation, Article, Document, Event, Holding, Span
from kg.rdf.iri import web_address
from kg.rdf.participations import capacities_in, participation_pairs, participations
from kg.rdf.provenance import Maker, maker_node
from kg.rdf.terms import Pairs, Terms, day, duration, moment, number, quads, tag, text, told_date
from kg.rdf.vocabulary import DPE, FOAF, NIF, PROV, SCHEMA, TYPE
from kg.text.fingerprint import fingerprint


class Quotes(StrEnum):
    """How much of a sentence the graph shows."""

    TEXT = "full"  #: the sentence, where it stands, and its hash
    HASH = "hash"  #: where it stands and its hash: enough to check it with the article at hand
    NONE = "none"  #: only that there is one


def article_quads(
    annotation: Annotation,
    *,
    terms: Terms,
    quotes: Quotes = Quotes.TEXT,
    maker: Maker | None = None,
) -> tuple[Quad, ...]:
    """Say in the graph of an article all that it says, each quad once.

    Args:
        maker: by what the graph is made; the graph says so if it is given.
    """
    graph = NamedNode(terms.names.article_graph(annotation.article.id))
    described = [
        (graph, _provenance(annotation.article, maker, terms)),
        (NamedNode(terms.names.article(annotation.article.id)), _article(annotation, terms)),
        *_sentences(annotation, terms, quotes),
        *_holdings(annotation, terms),
        *_reports(annotation, terms),
    ]
    return tuple(dict.fromkeys(quad for node, pairs in described for quad in quads(node, pairs, graph)))


_Described = Iterator[tuple[NamedNode, Pairs]]


def _provenance(article: Article, maker: Maker | None, terms: Terms) -> Pairs:
    yield TYPE, PROV.Entity
    yield PROV.wasDerivedFrom, NamedNode(terms.names.article(article.id))
    if maker is not None:
        yield PROV.wasGeneratedBy, maker_node(maker, terms=terms)


def _article(annotation: Annotation, terms: Terms) -> Pairs:
    article = annotation.article
    for each in (SCHEMA.NewsArticle, FOAF.Document, NIF.Context, PROV.Entity):
        yield TYPE, each
    yield SCHEMA.headline, text(article.title, article.language)
    yield SCHEMA.datePublished, moment(article.published.isoformat())
    yield DPE.publishedOn, day(article.day)
    yield SCHEMA.inLanguage, text(tag(article.language))
    yield SCHEMA.publisher, NamedNode(terms.names.outlet(article.outlet.id))
    if article.author:
        yield SCHEMA.author, text(article.author)
    address = web_address(article.url) if article.url else None
    if address:
        yield SCHEMA.url, NamedNode(address)
    for keyword in (*article.tags, *article.categories):
        yield SCHEMA.keywords, text(keyword, article.language)
    yield DPE.sourceFile, text(article.file)
    if article.sha256:
        yield DPE.sourceSha256, text(article.sha256)
    yield DPE.textFingerprint, text(fingerprint(_body(annotation.document)))


def _body(document: Document) -> Iterator[str]:
    """Yield the sentences below the title."""
    start = document.blocks[0].span.end if document.blocks else 0
    return (span.of(document.folded) for span in document.sentences if span.start >= start)


def _sentences(annotation: Annotation, terms: Terms, quotes: Quotes) -> _Described:
    spans = {span for event in annotation.events for span in (event.evidence, *event.mentions)}
    spans |= {_sentence(annotation, holding) for holding in annotation.holdings}
    for span in sorted(spans):
        node = NamedNode(terms.names.mention(annotation.article.id, span))
        yield node, _sentence_pairs(annotation, span, terms, quotes)


def _sentence(annotation: Annotation, holding: Holding) -> Span:
    document = annotation.document
    return document.sentences[document.sentence_at(holding.span.start)]


def _sentence_pairs(annotation: Annotation, span: Span, terms: Terms, quotes: Quotes) -> Pairs:
    words = span.of(annotation.document.text)
    yield TYPE, NIF.Sentence
    yield NIF.referenceContext, NamedNode(terms.names.article(annotation.article.id))
    if quotes is Quotes.NONE:
        return
    yield NIF.beginIndex, number(span.start)
    yield NIF.endIndex, number(span.end)
    yield DPE.quoteSha256, text(sha256(words.encode()).hexdigest())
    if quotes is Quotes.TEXT:
        yield NIF.anchorOf, text(words, annotation.article.language)


def _holdings(annotation: Annotation, terms: Terms) -> _Described:
    """Say of each office on which day and in which sentence it is given; what office it is, the world says."""
    article = annotation.article
    for holding in annotation.holdings:
        mention = terms.names.mention(article.id, _sentence(annotation, holding))
        observed = ((DPE.observedOn, day(article.day)), (PROV.wasDerivedFrom, NamedNode(mention)))
        yield NamedNode(terms.names.office(holding)), observed


def _reports(annotation: Annotation, terms: Terms) -> _Described:
    capacities = capacities_in(annotation.holdings, terms=terms)
    for position, event in enumerate(annotation.events, 1):
        node = NamedNode(terms.names.report(annotation.article.id, position))
        yield node, ((TYPE, DPE.EventReport), (TYPE, PROV.Entity))
        yield node, _report_pairs(annotation.article, event, terms)
        for item in participations(event.arguments, owner=node, terms=terms):
            offices = capacities(item.argument.party)
            yield node, ((DPE.reportedParticipation, item.node),)
            yield item.node, participation_pairs(item, status=event.status, capacities=offices, terms=terms)


def _report_pairs(article: Article, event: Event, terms: Terms) -> Pairs:
    names, schema = terms.names, terms.schema
    yield DPE.reportedIn, NamedNode(names.article(article.id))
    yield DPE.status, NamedNode(schema.statuses[event.status.value].iri)
    yield DPE.salience, NamedNode(schema.saliences[event.salience.value].iri)
    yield from _told_time(event, terms)
    if event.name:
        yield SCHEMA.name, text(event.name, article.language)
    if event.part_of:
        yield DPE.partOfName, text(event.part_of, article.language)
    for place in event.places:
        yield DPE.reportedPlace, NamedNode(names.place(place))
    yield DPE.evidence, NamedNode(names.mention(article.id, event.evidence))
    for span in (event.evidence, *event.mentions):
        yield PROV.wasDerivedFrom, NamedNode(names.mention(article.id, span))
    if event.attribution:
        yield PROV.wasAttributedTo, NamedNode(names.party(event.attribution))
    yield DPE.rule, text(event.rule)
    for reason in event.reasons:
        yield DPE.reason, text(reason)


def _told_time(event: Event, terms: Terms) -> Pairs:
    yield DPE.dateBasis, NamedNode(terms.schema.date_bases[event.date_basis.value].iri)
    if event.date:
        first, last = bounds(event.date)
        yield DPE.edtf, told_date(event.date)
        if first:
            yield DPE.earliestDay, day(first)
        if last:
            yield DPE.latestDay, day(last)
    if event.start:
        yield SCHEMA.startDate, moment(event.start)
    if event.duration:
        yield SCHEMA.duration, duration(event.duration)
    if event.duration_approximate:
        yield DPE.approximate, DPE.Duration
