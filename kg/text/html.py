"""The body of a post as running text: blocks, sentences, and the way back to the source.

In goes an `Article`, out comes its `Document`: the title, then headings, paragraphs and captions in the order of the
page. Layout tables, the repeated title link, images, scripts, comments, navigation, copyright lines and datelines are
left out. Nothing of the body is ever run, fetched or believed to be well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from kg.model import Article, Block, BlockKind, Document, Issue, Segment, Span
from kg.text.markup import Edge, depth_of, holds_tags, read_markup
from kg.text.script import fold
from kg.text.sentences import split_sentences
from kg.text.source import Tracer

_SENTENCE_END = tuple("。！？!?”」』：:）)…")
_RUN = re.compile(r"\S+")
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_LATIN = re.compile(r"[0-9A-Za-z]")
_SQUEEZE = re.compile(r"[\s\W_]+")
_LONGEST_HEADING = 48
_SPREAD = 3  #: so many times as long as a title is what repeats it with other marks and white space, at most
_Joined = tuple[str, list[tuple[int, int, int]]]  #: a text and its pieces
_TAGGED = re.compile(r"^\[[A-Za-z ]{2,20}\]\s*")  #: a feed's section before a title: "[World] "


class _Run(Struct):
    """A run of visible text without white space, and the gap before it."""

    text: str
    pieces: list[tuple[int, int, int]]
    gap: str


class _Raw(Struct):
    """A block while it is read."""

    kind: BlockKind = BlockKind.PARAGRAPH
    runs: list[_Run] = []
    size: int = 0  #: signs, as read
    linked: int = 0  #: signs inside links
    strong: int = 0  #: signs in bold
    small: int = 0  #: signs in small print
    gap: str = ""
    dateline: str = ""  #: cut from its beginning


def clean(article: Article) -> Document:
    """Make the running text of an article.

    White space inside a block is squeezed to single spaces; between Han characters a line break is no space at all, and
    neither is what some set between Han characters and digits or Latin letters (6 月 23 日, APEC 峰会).
    Cleaning never raises for what an article holds.
    """
    text: list[str] = []
    blocks: list[Block] = []
    origin: list[Segment] = []
    at = 0
    title = _titled(article)
    dateline = ""
    for raw, (content, segments) in ((title, _joined(title)), *_kept(article)):
        dateline = dateline or raw.dateline
        origin += [Segment(start=at + start, source=source, length=length) for start, source, length in segments]
        blocks.append(Block(kind=raw.kind, span=Span(start=at, end=at + len(content))))
        text.append(content)
        at += len(content) + 1
    whole = "\n".join(text)
    return Document(
        article=article,
        text=whole,
        folded=fold(whole),
        blocks=tuple(blocks),
        sentences=tuple(
            sentence for block in blocks for sentence in split_sentences(block.span.of(whole), block.span.start)
        ),
        origin=tuple(origin),
        dateline=fold(dateline),
    )


def find_faults(article: Article) -> tuple[Issue, ...]:
    """Name what is wrong with the markup of an article that can be read all the same."""
    faults = []
    if holds_tags(article.title):
        faults.append("the title holds markup; it is kept as plain text")
    depth = depth_of(article.body)
    if depth is not None:
        faults.append(f"the markup is nested {depth} levels deep; only its text is read")
    return tuple(Issue(where=f"{article.file}:1", message=fault) for fault in faults)


def _titled(article: Article) -> _Raw:
    title = _TAGGED.sub("", article.title)
    runs = [_Run(run, [], " " if index else "") for index, run in enumerate(title.split())]
    return _Raw(kind=BlockKind.TITLE, runs=runs)


def _kept(article: Article) -> Iterator[tuple[_Raw, _Joined]]:
    """Yield the blocks of the body that are article text, and the text of each."""
    outlet = article.outlet
    boilerplate = _any_of(outlet.boilerplate)
    datelines = [_compiled(pattern) for pattern in outlet.datelines]
    seen = {_squeezed(article.title), _squeezed(_TAGGED.sub("", article.title))}
    longest = _SPREAD * max(map(len, seen))
    for raw in _blocks(article.body):
        joined = _joined(raw)
        content, _ = joined
        if not content or raw.linked * 10 >= raw.size * 9:
            continue
        if len(content) <= longest and _squeezed(content) in seen:
            continue
        if boilerplate.fullmatch(content):
            continue
        if raw.kind is BlockKind.CAPTION:
            seen.add(_squeezed(content))
            longest = max(longest, _SPREAD * len(content))
        raw.dateline = _cut_dateline(raw, content, datelines)
        if raw.dateline:
            joined = _joined(raw)
        if raw.runs:
            yield raw, joined


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _squeezed(text: str) -> str:
    return _SQUEEZE.sub("", text)


def _cut_dateline(raw: _Raw, content: str, datelines: list[re.Pattern[str]]) -> str:
    """Take the dateline from the beginning of a block, and return it; empty if there was none."""
    for pattern in datelines:
        match = pattern.match(content)
        if match and match.end():
            _drop(raw, sum(1 for sign in content[: match.end()] if not sign.isspace()))
            return match.group()
    return ""


def _drop(raw: _Raw, count: int) -> None:
    """Take the first visible signs from a block."""
    while raw.runs and count:
        run = raw.runs[0]
        taken = min(count, len(run.text))
        count -= taken
        if taken == len(run.text):
            raw.runs.pop(0)
        else:
            run.text = run.text[taken:]
            run.pieces = [
                (max(start - taken, 0), source + max(taken - start, 0), length - max(taken - start, 0))
                for start, source, length in run.pieces
                if start + length > taken
            ]
    if raw.runs:
        raw.runs[0].gap = ""


def _joined(raw: _Raw) -> _Joined:
    """Return the text of a block and its pieces as (offset in it, offset in the source, length)."""
    parts: list[str] = []
    segments: list[tuple[int, int, int]] = []
    at = 0
    for run in raw.runs:
        gap = _gap(parts[-1][-1], run) if parts else ""
        parts += [gap, run.text] if gap else [run.text]
        at += len(gap)
        segments += [(at + start, source, length) for start, source, length in run.pieces]
        at += len(run.text)
    return "".join(parts), segments


def _gap(before: str, run: _Run) -> str:
    if not run.gap:
        return ""
    left, right = _HAN.match(before), _HAN.match(run.text)
    if left and right:
        return "" if "\n" in run.gap or "\r" in run.gap else " "
    spaced = (left and _LATIN.match(run.text)) or (right and _LATIN.match(before))
    return "" if spaced else " "


def _blocks(body: str) -> Iterator[_Raw]:
    tracer = Tracer(body)
    raw = _Raw()
    for step, around in read_markup(body):
        if isinstance(step, str):
            _read(step, raw, around.marks, tracer)
        elif step is not Edge.BREAK or (raw.runs and raw.runs[-1].text.endswith(_SENTENCE_END)):
            if raw.runs:
                yield _settled(raw)
            raw = _Raw(kind=around.kind)
    if raw.runs:
        yield _settled(raw)


def _read(text: str, raw: _Raw, marks: frozenset[str], tracer: Tracer) -> None:
    end = 0
    for match in _RUN.finditer(text):
        run = match.group()
        raw.runs.append(_Run(run, tracer.find(run), raw.gap + text[end : match.start()]))
        raw.gap, end = "", match.end()
        raw.size += len(run)
        raw.linked += len(run) * ("a" in marks)
        raw.strong += len(run) * bool(marks & {"strong", "b"})
        raw.small += len(run) * ("small" in marks)
    raw.gap += text[end:]


def _settled(raw: _Raw) -> _Raw:
    """Give a block its kind when all of it is known."""
    if raw.kind is BlockKind.PARAGRAPH and raw.small == raw.size:
        raw.kind = BlockKind.CAPTION
    elif raw.kind is BlockKind.PARAGRAPH and raw.strong == raw.size <= _LONGEST_HEADING:
        ends = raw.runs[-1].text.endswith(_SENTENCE_END)
        raw.kind = raw.kind if ends else BlockKind.HEADING
    return raw
