"""Documents made from a line of text, for tests of what reads text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from kg.model import Article, ArticleId, Block, BlockKind, Document, Outlet, Span
from kg.text.script import fold
from kg.text.sentences import split_sentences

OUTLET = Outlet(id="test", name="Test", language="zh", zone=ZoneInfo("UTC"), home="CHN")


def plain_article(*, published: date = date(2024, 11, 20), title: str = "") -> Article:
    """Make an article without a body."""
    return Article(
        id=ArticleId("test-1"),
        file="test.md",
        outlet=OUTLET,
        language="zh",
        url=None,
        title=title,
        author=None,
        published=datetime.combine(published, time(12), tzinfo=UTC),
    )


def plain_document(text: str, *, published: date = date(2024, 11, 20)) -> Document:
    """Make a document whose lines are paragraphs; it has no title."""
    blocks: list[Block] = []
    sentences: list[Span] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(start=start, end=start + len(line))))
        sentences += split_sentences(line, start=start)
        start += len(line) + 1
    return Document(
        article=plain_article(published=published),
        text=text,
        folded=fold(text),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )
