"""The markup of a post as its visible texts, in the order of the page, and the edges of blocks between them.

In goes a body of HTML, Markdown or both, out come steps: a text or an edge, and what the tags around make of what
follows. Markup that leaves nothing in doubt is read as it stands, all other is rendered and parsed. Nothing of it is
ever run, fetched or believed to be well-formed.
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import PageElement, PreformattedString, Tag
from markdown_it import MarkdownIt

from kg.model import BlockKind


class Edge(Enum):
    """What may end a block."""

    BLOCK = "where a block begins or ends"
    BREAK = "a line break"
    DOUBLE = "a line break before another"


@dataclass(frozen=True, slots=True)
class Around:
    """What the tags around a text make of it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    marks: frozenset[str] = frozenset()  #: inline tags, and "small" for small print


_SKIPPED = frozenset(
    """script style noscript template iframe object embed svg math form button select textarea nav video audio canvas
    head footer time""".split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """address article aside blockquote body center dd details div dl dt figure figcaption h1 h2 h3 h4 h5 h6 header hr
    html li main ol p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTION_CLASS = re.compile(r"caption|credit|copyright|figcap", re.IGNORECASE)
_SMALL_PRINT = re.compile(r"font-size:\s*(?:[5-9](?:\.\d+)?pt|1[01](?:\.\d+)?px|x-small|small)", re.IGNORECASE)
_LONGEST_CAPTION = 400
_MANY = 64  #: tables of one page that are looked at
_DEEP = 500  #: levels of markup that no page has
_TAG = re.compile(r"</?(?!(?:br|hr|img|p|li|td|tr|th|meta|link|input|source|col|wbr)\b)[A-Za-z][A-Za-z0-9]*[^<>]*>")
_BREAK = "<br><br>"  #: ends a block

# What leaves nothing in doubt: the link of the title, then blocks of known tags, each closed where it should be.
_LINKED = re.compile(
    r"\s*(?:<!--\d*-->\s*)?\[([^\[\]<>&*_`\\\n]+)\]\(https?://[^()\[\]<>\s\\]+\)[ \t]*\n-+[ \t]*\n[ \t\n]*"
)
_MARKDOWN = re.compile(
    r"\n[ \t]*\n[ \t\n]*(?![ \t\n]|\Z|</?(?:div|p|h[1-6]|blockquote|section|figure|figcaption|ul|ol|li|hr)[ />])"
)
_PIECE = re.compile(
    r"(?P<text>(?:[^<&\0\r]+|&(?:nbsp|amp|lt|gt|quot|[lr][sd]quo|[mn]dash|hellip|middot);)+)"
    r"|</(?P<end>[a-z]+[1-6]?)>"
    r"|<(?P<begin>[a-z]+[1-6]?)(?P<attributes>(?: [a-z-]+=\"[^\"<>&\r\n]*\")*)(?:>| ?(?P<empty>/)>)"
    r"(?:(?=(?P<again>(?:\s|&nbsp;)*<br\b))|)"
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TEXT = frozenset(("a", "b", "strong", "i", "em", "span", "small", "u"))
_LINES = frozenset(("p", "figcaption")) | _HEADINGS
_FLOW = frozenset(("div", "section", "blockquote", "figure"))
#: What tags are that hold nothing.
_ALONE: Mapping[str, str | Edge] = {"br": Edge.BREAK, "hr": Edge.BLOCK, "img": ""}
_HOLDS: Mapping[str, frozenset[str]] = {  #: the tags within a tag for which no parser closes it
    "": _FLOW | _LINES | {"ul", "ol", "hr"},
    **dict.fromkeys({*_FLOW, "li"}, _FLOW | _LINES | _TEXT | {"ul", "ol", "hr", "br", "img"}),
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    **dict.fromkeys(_LINES, _TEXT | {"br", "img"}),
    **dict.fromkeys(_TEXT, (_TEXT - {"a"}) | {"br", "img"}),
}
_SHALLOW = 32  #: levels of markup without doubt

Step = tuple[str | Edge, Around]
_OUTSIDE = Around()


def read_markup(body: str) -> Iterator[Step]:
    """Yield the texts of a body, and the edges between its blocks."""
    plain = _plain(body)
    return iter(plain) if plain is not None else _walk(_tree(_rendered(body)))


def depth_of(body: str) -> int | None:
    """Count the levels of a body's markup where they are more than any page has, else None."""
    if body.count("<") <= _DEEP:
        return None
    depth = deepest = 0
    for match in _TAG.finditer(body):
        depth += -1 if match.group().startswith("</") else 1
        deepest = max(deepest, depth)
    return deepest if deepest > _DEEP else None


def holds_tags(text: str) -> bool:
    """Tell whether there is markup in what should be text."""
    return _TAG.search(text) is not None


def _plain(body: str) -> list[Step] | None:
    """Read markup that any parser reads alike; None if it may be another."""
    title = _LINKED.match(body)
    at = title.end() if title else 0
    if _MARKDOWN.search(body, at) or not body.startswith("<", at):
        return None
    pieces = list(_PIECE.finditer(body, at))
    if sum(piece.end() - piece.start() for piece in pieces) < len(body) - at:
        return None
    steps: list[Step] = [(title[1], Around(BlockKind.HEADING, frozenset({"a"})))] if title else []
    around, held = _OUTSIDE, [("", _OUTSIDE)]  #: what holds what follows, and what was around that
    for piece in pieces:
        text, end, begin, attributes, empty, again = piece.groups()
        if end:
            name, around = held.pop()
            if name != end:
                return None
            steps.append((Edge.BLOCK if end in _BLOCKS else "", around))
        elif text:
            if not held[-1][0] and not text.isspace():
                return None
            steps.append((html.unescape(text), around))
        elif begin not in _HOLDS[held[-1][0]] or (empty and begin not in _ALONE) or len(held) > _SHALLOW:
            return None
        elif begin in _ALONE:
            steps.append((Edge.DOUBLE if again and begin == "br" else _ALONE[begin], around))
        else:
            held.append((begin, around))
            around = _inside(begin, dict(reversed(_ATTRIBUTE.findall(attributes))), around)
            steps.append((Edge.BLOCK if begin in _BLOCKS else "", around))
    return steps if len(held) == 1 else None


@cache
def _markdown() -> MarkdownIt:
    # Jekyll keeps indented HTML as it is; CommonMark would show it as code.
    return MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).disable("code")


def _rendered(body: str) -> str:
    return _markdown().render(body) if depth_of(body) is None else _TAG.sub(_BREAK, body)


def _tree(markup: str) -> BeautifulSoup:
    """Parse what may be no well-formed markup; `class` stays one string."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)  # a body may look like a file name
        return BeautifulSoup(markup, "lxml", multi_valued_attributes=None)


def _walk(root: Tag) -> Iterator[Step]:
    """Walk a tree without recursion."""
    layouts = _layout_tables(root)
    stack: list[tuple[PageElement | None, Around]] = [(root, _OUTSIDE)]
    while stack:
        node, around = stack.pop()
        if node is None:
            yield Edge.BLOCK, around
        elif not isinstance(node, Tag):
            yield str(node), around
        elif node.name == "br":
            yield _kind_of_break(node), around
        elif node.name not in _SKIPPED:
            inner = _inside(node.name, node.attrs, around)
            if id(node) in layouts:
                inner = Around(BlockKind.CAPTION)
            if node.name in _BLOCKS:
                yield Edge.BLOCK, inner
                stack.append((None, around))
            stack += [(child, inner) for child in reversed(node.contents) if not isinstance(child, PreformattedString)]


def _inside(name: str, attributes: Mapping[str, object], around: Around) -> Around:
    """Say what a tag makes of what is in it."""
    is_caption = "class" in attributes and _CAPTION_CLASS.search(str(attributes["class"])) is not None
    kind = around.kind
    if name in _HEADINGS:
        kind = BlockKind.HEADING
    elif is_caption or name == "figcaption":
        kind = BlockKind.CAPTION
    if name in _BLOCKS:
        return Around(kind) if kind is not BlockKind.PARAGRAPH else _OUTSIDE
    is_small = is_caption or ("style" in attributes and _SMALL_PRINT.search(str(attributes["style"])) is not None)
    return Around(kind, around.marks | ({name, "small"} if is_small else {name}))


def _layout_tables(root: Tag) -> frozenset[int]:
    """Return the tables that hold a picture and its caption, by identity."""
    return frozenset(
        id(table)
        for table in root.find_all("table")[:_MANY]
        if table.find("img") is not None and table.find("table") is None and len(table.get_text()) <= _LONGEST_CAPTION
    )


def _kind_of_break(br: Tag) -> Edge:
    following = br.next_sibling
    while following is not None and not isinstance(following, Tag) and not str(following).strip():
        following = following.next_sibling
    return Edge.DOUBLE if isinstance(following, Tag) and following.name == "br" else Edge.BREAK
