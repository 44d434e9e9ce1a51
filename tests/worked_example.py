"""Two made-up articles of November 2024 and the five events that they tell of, as values; the world that they need.

A call that was held, with clock time and length; a meeting agreed in it, undated; a meeting of the past week dated by a
bare day; a conference with a named absentee; another one planned for two days, and later reported as held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from zoneinfo import ZoneInfo

from pyoxigraph import Quad

from kg.coref.life import Life
from kg.coref.report import reports_of
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.knowledge.world import Entity, Tenure
from kg.model import (
    Annotation,
    Argument,
    Article,
    ArticleId,
    Block,
    BlockKind,
    DateBasis,
    Document,
    EntityId,
    Event,
    EventId,
    Holding,
    Kind,
    OfficeStatus,
    Outlet,
    Party,
    PlaceRef,
    Span,
    Status,
)
from kg.rdf.agents import agent_quads, entities_of, shared_quads
from kg.rdf.articles import Quotes, article_quads
from kg.rdf.events import event_iris, event_quads, report_quads
from kg.rdf.provenance import Maker, maker_quads
from kg.rdf.terms import Terms

TOKYO = ZoneInfo("Asia/Tokyo")
OUTLET = Outlet(id="nikkei-cn", name="日经中文网", language="zh", zone=TOKYO, home="JPN")


def _entity(id: str, labels: str, country: str | None = None, *same_as: str, within: str | None = None) -> Entity:
    return Entity(
        id=EntityId(id),
        kind=id.partition(":")[0],
        labels=dict(zip(("zh", "en", "ja"), labels.split("|"), strict=True)),
        country=country,
        within=EntityId(within) if within else None,
        same_as=same_as,
    )


_ENTITIES = (
    _entity("state:JPN", "日本|Japan|日本", "JPN", "Q17"),
    _entity("state:USA", "美国|United States|アメリカ", "USA"),
    _entity("state:CHN", "中国|China|中国", "CHN"),
    _entity("state:RUS", "俄罗斯|Russia|ロシア", "RUS"),
    _entity("state:AZE", "阿塞拜疆|Azerbaijan|アゼルバイジャン", "AZE"),
    _entity("state:PER", "秘鲁|Peru|ペルー", "PER"),
    _entity("person:shigeru-ishiba", "石破茂|Shigeru Ishiba|石破茂", "JPN", "Q1155920"),
    _entity("person:donald-trump", "特朗普|Donald Trump|トランプ", "USA", "Q22686"),
    _entity("person:wang-yi", "王毅|Wang Yi|王毅", "CHN"),
    _entity("place:beijing", "北京|Beijing|北京", "CHN"),
    _entity("org:APEC", "亚太经合组织|APEC|APEC"),
    _entity("series:apec-leaders", "APEC领导人会议|APEC Economic Leaders' Meeting|APEC首脳会議", within="org:APEC"),
    _entity("series:cop", "联合国气候变化大会|UN Climate Change Conference|国連気候変動会議"),
    _entity(
        "edition:apec-leaders-2024",
        "2024年APEC领导人会议|APEC 2024|APEC首脳会議2024",
        "PER",
        within="series:apec-leaders",
    ),
)
_TENURE = Tenure(
    person=EntityId("person:shigeru-ishiba"),
    polity="JPN",
    post="head_of_government",
    start="2024-10-01",
    end="2025-10-21",
    seen=None,
    source="authored",
)
_AMBASSADOR = replace(
    _TENURE,
    person=EntityId("person:wang-yi"),
    polity="CHN",
    post="ambassador",
    receiver="JPN",
    start="2004",
    end="2007",
)
_SEEN = replace(_TENURE, post="party_leader", start=None, end=None, seen=("2024-10-28", "2024-10-28"))
_WORLD = {entity.id: entity for entity in _ENTITIES}
_WORLD[EntityId("place:beijing")] = replace(_WORLD[EntityId("place:beijing")], lat=39.9, lon=116.41)
TERMS = Terms(
    schema=load_schema(ontology_folder()),
    world=_WORLD,
    tenures={_TENURE.person: (_TENURE, _SEEN), _AMBASSADOR.person: (_AMBASSADOR,)},
)
MAKER = Maker(extractor="kg 0.0.0", data_sha256="1" * 64)

ISHIBA = Party(name="石破茂", kind=Kind.PERSON, country="JPN", entity=EntityId("person:shigeru-ishiba"))
TRUMP = Party(name="特朗普", kind=Kind.PERSON, country="USA", entity=EntityId("person:donald-trump"))
WANG = Party(name="王毅", kind=Kind.PERSON, country="CHN", entity=EntityId("person:wang-yi"))
AKIBA = Party(name="秋叶刚男", kind=Kind.PERSON, country="JPN")
CHINA = Party(name="中国", kind=Kind.COUNTRY, country="CHN", entity=EntityId("state:CHN"))
RUSSIA = Party(name="俄罗斯", kind=Kind.COUNTRY, country="RUS")
BEIJING = PlaceRef(name="北京", country="CHN", entity=EntityId("place:beijing"))
AZERBAIJAN = PlaceRef(name="阿塞拜疆", country="AZE", entity=EntityId("state:AZE"))
PERU = PlaceRef(name="秘鲁", country="PER", entity=EntityId("state:PER"))


def document(number: int, published: str, *lines: str) -> Document:
    """Make a document of a title and paragraphs of one sentence each."""
    article = Article(
        id=ArticleId(f"nikkei-cn-{number}"),
        file=f"{number}.md",
        outlet=OUTLET,
        language="zh",
        url=f"https://cn.nikkei.com/example/{number}.html",
        title=lines[0],
        author="编辑部",
        published=dt.datetime.fromisoformat(published),
        tags=("政治",),
        sha256="0" * 64,
    )
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    spans = tuple(Span(start=start, end=start + len(line)) for start, line in zip(starts, lines, strict=True))
    kinds = [BlockKind.TITLE] + [BlockKind.PARAGRAPH] * (len(lines) - 1)
    blocks = tuple(Block(kind=kind, span=span) for kind, span in zip(kinds, spans, strict=True))
    text = "\n".join(lines)
    return Document(article=article, text=text, folded=text, blocks=blocks, sentences=spans)


def parties(role: str, *people: Party) -> tuple[Argument, ...]:
    """Put parties in one role."""
    return tuple(Argument(role=role, party=party) for party in people)


def event(told_in: Document, sentence: int, type: str, status: Status, *arguments: Argument) -> Event:
    """Make an event without date, place or name that one sentence tells of."""
    span = told_in.sentences[sentence]
    return Event(
        id=EventId(f"{told_in.article.id}#{type}-{span.start}"),
        type=type,
        status=status,
        trigger=Span(start=span.start, end=span.start + 1),
        arguments=arguments,
        evidence=span,
        mentions=(span,),
        rule=f"{type}/example",
        reasons=(f"status {status.value}: made up",),
    )


def life(*reports: tuple[Article, Event]) -> Life:
    """Make the life of an event as its last report has it."""
    last = reports[-1][1]
    return Life(
        id=reports[0][1].id,
        type=last.type,
        status=last.status,
        date=last.date,
        date_basis=last.date_basis,
        start=last.start,
        duration=last.duration,
        duration_approximate=last.duration_approximate,
        name=last.name,
        entity=last.entity,
        arguments=last.arguments,
        disputed=(),
        places=last.places,
        part_of_event=last.part_of_event,
        agreed_in=last.agreed_in,
        reports=reports,
        previous_dates=(),
        conflicts=(),
    )


def _office(told_in: Document, party: Party, words: str, post: str, status: OfficeStatus) -> Holding:
    start = told_in.text.index(words)
    return Holding(
        person=party.name,
        entity=party.entity,
        country=party.country,
        office=words,
        post=post,
        status=status,
        span=Span(start=start, end=start + len(words)),
    )


_FIRST = document(
    57164,
    "2024-11-06T09:45:40+09:00",
    "日本首相谋求与中美首脑会谈",
    "4日，日本国家安全保障局长秋叶刚男抵京，会见了王毅。",
    "石破茂不准备出席11日在阿塞拜疆开幕的气候大会COP29。",
    "APEC领导人会议定于15日和16日在秘鲁举行，中国和俄罗斯也将参加。",
)
_SECOND = document(
    57177,
    "2024-11-07T09:16:15+09:00",
    "石破茂与特朗普通电话",
    "日本首相石破茂7日上午9点30分与确定当选美国总统的特朗普通了约5分钟电话。",
    "双方确认将尽早会面。",
)
_THIRD = document(57300, "2024-11-17T08:00:00+09:00", "APEC领导人会议闭幕", "APEC领导人会议15日和16日在秘鲁举行。")

MET = replace(
    event(_FIRST, 1, "Meeting", Status.HELD, *parties("participant", AKIBA, WANG)),
    date="2024-11-04",
    date_basis=DateBasis.BARE_DAY,
    places=(BEIJING,),
)
COP = replace(
    event(_FIRST, 2, "Summit", Status.PLANNED, *parties("absent", ISHIBA)),
    date="2024-11-11/",
    date_basis=DateBasis.BARE_DAY,
    places=(AZERBAIJAN,),
    name="气候大会COP29",
    entity=EntityId("series:cop"),
)
APEC = replace(
    event(_FIRST, 3, "Summit", Status.PLANNED, *parties("participant", CHINA, RUSSIA)),
    date="2024-11-15/2024-11-16",
    date_basis=DateBasis.BARE_DAY,
    places=(PERU,),
    name="APEC领导人会议",
    entity=EntityId("edition:apec-leaders-2024"),
)
CALL = replace(
    event(_SECOND, 1, "Call", Status.HELD, *parties("participant", ISHIBA, TRUMP)),
    date="2024-11-07",
    date_basis=DateBasis.EXPLICIT,
    start="2024-11-07T09:30:00+09:00",
    duration="PT5M",
    duration_approximate=True,
)
EARLY = replace(
    event(_SECOND, 2, "Meeting", Status.PROPOSED, *parties("participant", ISHIBA, TRUMP)),
    agreed_in=CALL.id,
    attribution=ISHIBA,
)
APEC_HELD = replace(APEC, id=EventId("nikkei-cn-57300#Summit-13"), status=Status.HELD, evidence=_THIRD.sentences[1])
APEC_HELD = replace(APEC_HELD, mentions=_THIRD.sentences)

ANNOTATIONS = (
    Annotation(
        article=_FIRST.article,
        document=_FIRST,
        holdings=(_office(_FIRST, AKIBA, "国家安全保障局长", "national_security_adviser", OfficeStatus.CURRENT),),
        events=(MET, COP, APEC),
    ),
    Annotation(
        article=_SECOND.article,
        document=_SECOND,
        holdings=(
            _office(_SECOND, ISHIBA, "首相", "head_of_government", OfficeStatus.CURRENT),
            _office(_SECOND, TRUMP, "总统", "head_of_state", OfficeStatus.ELECT),
        ),
        events=(CALL, EARLY),
    ),
    Annotation(article=_THIRD.article, document=_THIRD, events=(APEC_HELD,)),
)
LIVES = (
    life((_FIRST.article, MET)),
    life((_FIRST.article, COP)),
    life((_FIRST.article, APEC), (_THIRD.article, APEC_HELD)),
    life((_SECOND.article, CALL)),
    life((_SECOND.article, EARLY)),
)


def graph(
    annotations: Sequence[Annotation] = ANNOTATIONS, lives: Sequence[Life] = LIVES, *, quotes: Quotes = Quotes.TEXT
) -> tuple[Quad, ...]:
    """Write annotations, lives and the entities that they name."""
    iris = event_iris(lives, names=TERMS.names)
    holdings = {annotation.article.id: annotation.holdings for annotation in annotations}
    entities = {entity for annotation in annotations for entity in entities_of(annotation)}
    found = [agent_quads(entities, terms=TERMS), maker_quads(MAKER, terms=TERMS)]
    for annotation in annotations:
        found.append(article_quads(annotation, terms=TERMS, quotes=quotes, maker=MAKER))
        found.append(report_quads(reports_of(annotation), terms=TERMS, event_iri=iris.__getitem__))
        found.append(shared_quads(annotation, terms=TERMS))
    for each in lives:
        found.append(event_quads(each, terms=TERMS, event_iri=iris.__getitem__, holdings=holdings.__getitem__))
    return tuple(dict.fromkeys(chain.from_iterable(found)))
