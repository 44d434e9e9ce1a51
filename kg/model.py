"""The frozen values that flow through the house, from an article to what it says.

Nothing here reads, writes or decides. Every step of the pipeline is a function from these values to these values.
`None` means "the article does not say"; offsets are half-open, in code points of `Document.text`; states are ISO
3166-1 alpha-3 codes, languages ISO 639-1, dates EDTF (see `edtf`). What an article holds by the hundred is a `Struct`,
which is made six times as fast as a frozen dataclass, and made anew by `msgspec.structs.replace` (mypy would let that
of `dataclasses` pass); no value holds itself, so that no garbage collector need see it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from msgspec import Struct

ArticleId = NewType("ArticleId", str)  #: stable, from the article's canonical URL (or its file name)
EventId = NewType("EventId", str)  #: unique in an archive: article id, type and trigger offset
EntityId = NewType("EntityId", str)  #: "person:…", "state:JPN", "org:APEC", "place:…", "series:…", "edition:…"


class Status(StrEnum):
    """What became of an event, as its article has it on the day of publication (polarity and modality in one)."""

    HELD = "held"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class Kind(StrEnum):
    """What kind of party a mention or an argument names."""

    PERSON = "person"
    COUNTRY = "country"
    ORG = "org"


class OfficeStatus(StrEnum):
    """Whether an official holds, held or will hold the office, as the article words it."""

    CURRENT = "current"
    FORMER = "former"
    ELECT = "elect"


class DateBasis(StrEnum):
    """How the article gives the date of an event."""

    EXPLICIT = "explicit"  #: month and day are written: 11月7日
    BARE_DAY = "bare_day"  #: only the day: 4日
    RELATIVE = "relative"  #: 昨天, 上周五, 去年11月
    PERIOD = "period"  #: 11月中旬, 年内
    INHERITED = "inherited"  #: from the summit, visit or sentence it belongs to
    NOT_GIVEN = "not_given"


class Salience(StrEnum):
    """Whether an event is the news of its article or an older one that is recalled."""

    MAIN = "main"
    BACKGROUND = "background"


class BlockKind(StrEnum):
    """What part of an article a block of text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


class Span(Struct, frozen=True, kw_only=True, order=True, gc=False):
    """A half-open run of code points of `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Cut this span out of a text.

        >>> Span(start=1, end=3).of("李强会见")
        '强会'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher, as far as reading it needs."""

    id: str  #: "nikkei-cn"
    name: str  #: as it names itself: 日经中文网
    language: str  #: ISO 639-1 of its articles: "zh"
    zone: ZoneInfo  #: newsroom time; gives the day of publication
    home: str | None  #: ISO 3166-1 alpha-3 of the state that it calls its own (whose is 我国), None if none
    bare: bool = False  #: a ministry named without its state is its home's
    number: str | None = None  #: regular expression with one group: the article's number in its URL
    printed: str | None = None  #: regular expression with one group: the day of publication printed in the body
    printed_format: str = "%Y-%m-%d"  #: how that day is written (`strptime`)
    hosts: tuple[str, ...] = ()  #: host names, matched with their subdomains: "cn.nikkei.com"
    names: tuple[str, ...] = ()  #: values of `tags`, `categories` that name it where there is no URL
    boilerplate: tuple[str, ...] = ()  #: regular expressions; a block that one matches wholly is no article text
    datelines: tuple[str, ...] = ()  #: regular expressions; the part of a block that one matches is no article text


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A post as it was read: facts of its front matter, and its body as written."""

    id: ArticleId
    file: str  #: file name without folders, as `kg extract` prints it
    outlet: Outlet
    language: str  #: ISO 639-1
    url: str | None
    title: str
    author: str | None
    published: datetime  #: with a zone
    printed: date | None = None  #: the day of publication that the body prints, where the outlet prints one
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    body: str = ""  #: HTML, Markdown or both
    body_start: int = 0  #: offset of `body` in the decoded file, in code points
    sha256: str = ""  #: of the file's bytes, hexadecimal

    @property
    def day(self) -> date:
        """The day of publication, as printed or in the outlet's zone; the anchor of every relative date."""
        return self.printed or self.published.astimezone(self.outlet.zone).date()


class Block(Struct, frozen=True, kw_only=True, gc=False):
    """A title, paragraph, heading or caption of a document."""

    kind: BlockKind
    span: Span


class Segment(Struct, frozen=True, kw_only=True, gc=False):
    """A run of `Document.text` that stands unchanged in `Article.body`."""

    start: int  #: in `Document.text`
    source: int  #: in `Article.body`
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The running text of an article, made once.

    `text` joins the blocks with single newlines, title first. `folded` has the same length: traditional characters
    made simplified and full-width letters and digits made plain, for matching only; what is shown is cut from `text`.
    """

    article: Article
    text: str
    folded: str
    blocks: tuple[Block, ...]  #: in text order, without overlap; the title is first
    sentences: tuple[Span, ...]  #: in text order; no sentence crosses a block
    origin: tuple[Segment, ...] = ()  #: sorted by `start`; the title and decoded entities have none
    dateline: str = ""  #: the first one that was cut off, folded: where and on which day the report was written

    @property
    def title(self) -> str:
        """The title as it stands in the text."""
        return self.blocks[0].span.of(self.text) if self.blocks else ""

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset (the last one that starts at or before it)."""
        return max(bisect_right(self.sentences, offset, key=lambda span: span.start) - 1, 0)

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds an offset."""
        return max(bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1, 0)

    def source_offset(self, offset: int) -> int | None:
        """Return where a code point of the text stands in `Article.body`; None if it does not stand there."""
        index = bisect_right(self.origin, offset, key=lambda segment: segment.start) - 1
        if index < 0:
            return None
        segment = self.origin[index]
        inside = offset - segment.start
        return segment.source + inside if inside < segment.length else None


class TimeValue(Struct, frozen=True, kw_only=True, gc=False):
    """What a time expression says, before anyone knows on which day it was said or whether it looks back.

    Each field is None where the words do not give it. `4日` is `day=4`; `去年11月` is `year_shift=-1, month=11`;
    `15至16日` is `day=15` with `end` holding `day=16`; `11月中旬` is `month=11, part="mid"`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  #: 0 is Monday
    year_shift: int | None = None  #: 去年 -1, 今年 0, 明年 +1
    month_shift: int | None = None  #: 上月 -1, 本月 0, 下月 +1
    week_shift: int | None = None  #: 上周 -1, 本周 0, 下周 +1
    day_shift: int | None = None  #: 昨天 -1, 今天 0, 明天 +1
    part: str | None = None  #: part of a month, year or season: "early", "mid", "late", "spring", "within", …
    same: bool = False  #: 同日, 当天: the day last spoken of
    next_day: bool = False  #: 翌日, 次日: the day after the one last spoken of
    hour: int | None = None  #: 0 to 24, as told (上午9点30分 is 9, 下午3时 is 15)
    minute: int | None = None
    end: TimeValue | None = None  #: the last day of a span; fields not given there are those of this value


class TimeExpression(Struct, frozen=True, kw_only=True, gc=False):
    """A time expression in the text."""

    span: Span
    text: str
    value: TimeValue
    basis: DateBasis  #: EXPLICIT, BARE_DAY, RELATIVE or PERIOD
    rule: str  #: which rule of time.yml found it


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time in the text: 大约5分钟."""

    span: Span
    iso: str  #: ISO 8601: "PT5M"
    approximate: bool


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """A name in the text, and the entity it is linked to."""

    span: Span
    text: str  #: equals `document.text[span.start:span.end]`
    kind: str  #: person, country, org, place, series, office
    name: str  #: the article's fullest form, in simplified Chinese
    country: str | None  #: ISO 3166-1 alpha-3 of the state it stands for or lies in
    entity: EntityId | None  #: None is NIL: nothing known has this name
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An office that an article gives to a person."""

    person: str  #: the person's name, as in `Mention.name`
    entity: EntityId | None
    country: str | None
    office: str  #: as the article words it, without the state: 国家安全保障局长
    post: str | None  #: code of the post in the world tables: "head_of_government"
    status: OfficeStatus | None
    span: Span  #: the words that say so


class Party(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody who takes part in an event."""

    name: str  #: full name in simplified Chinese, as the article's fullest form has it
    kind: Kind
    country: str | None  #: the state it stands for; None for an international organisation and its own officials
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A party in its role; roles are those of the event type in ontology/."""

    role: str  #: participant, initiator, addressee, traveller, signatory, absent, …
    party: Party
    span: Span | None = None  #: where it is named; None where it is understood


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """Where an event takes place, as the article gives it."""

    name: str
    country: str | None
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as one article tells it, before coreference across articles."""

    id: EventId
    type: str  #: a class of ontology/, e.g. "Meeting"
    status: Status  #: on the publication date
    trigger: Span  #: the word that tells of it
    arguments: tuple[Argument, ...]  #: principals first; a role may recur
    places: tuple[PlaceRef, ...] = ()  #: city before state
    name: str | None = None  #: of a Summit, as the article's fullest form has it
    entity: EntityId | None = None  #: of a Summit, the edition or series it is
    date: str | None = None  #: EDTF, resolved against the publication date in the outlet's zone
    date_basis: DateBasis = DateBasis.NOT_GIVEN
    start: str | None = None  #: ISO 8601 with zone, where a clock time is told
    duration: str | None = None  #: ISO 8601
    duration_approximate: bool = False
    presumed: bool = False  #: held only for want of a word that says otherwise
    apart: bool = False  #: it took place on another day than what is told beside it, and lends no date from it
    part_of: str | None = None  #: name of the summit, or destination of the visit, that it belongs to
    part_of_event: EventId | None = None  #: that event, where the same article tells of it
    agreed_in: EventId | None = None  #: the event at which this one was agreed, in the same article
    salience: Salience = Salience.MAIN
    evidence: Span  #: the one sentence that shows it best
    mentions: tuple[Span, ...] = ()  #: every sentence that tells of it, in text order, `evidence` among them
    attribution: Party | None = None  #: on whose word, where the article says so
    rule: str  #: "Meeting/receives": who says so
    reasons: tuple[str, ...] = ()  #: why status, date and parties are what they are, in words

    def parties(self, *roles: str) -> Sequence[Party]:
        """Return the parties in the given roles; all but the absent where no role is given."""
        return [
            argument.party
            for argument in self.arguments
            if (argument.role in roles if roles else argument.role != "absent")
        ]


class Refusal(Struct, frozen=True, kw_only=True, gc=False):
    """Why a rule gave no event at a trigger: a near miss, for whoever mends rules. No part of what an article says."""

    trigger: Span
    rule: str  #: "Meeting/receives"; the type alone where no rule was tried
    reason: str  #: in words: "no second party: only 石破茂"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something about an article that its reader should know; it never stops the rest."""

    where: str  #: file, or file and line
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """All that one article says, and nothing that another says."""

    article: Article
    document: Document
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    holdings: tuple[Holding, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether two reports tell of one event, and why."""

    left: EventId
    right: EventId
    same: bool
    score: float  #: 0 to 1
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The reports that tell of one event."""

    id: EventId  #: of the smallest report
    members: tuple[EventId, ...]  #: sorted
