"""A Jekyll post: YAML front matter over a body of HTML, Markdown or both.

In go the bytes of a file, out comes an `Article`; a file that is none raises `SourceError` with file and line. Every
value of the front matter is read as text, and anchors are refused: a post needs none, and an attack does.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import yaml
from frontmatter.default_handlers import YAMLHandler

from kg.errors import SourceError
from kg.model import Article, ArticleId, Outlet

MAX_BYTES = 4_000_000  #: no article is so long; the largest of a daily bulletin has 60,000
_RARE = 20  #: so many signs beyond ASCII, or more, stand in UTF-8 for each byte in it that is damaged
_YEARS = range(1800, 2200)  #: in which articles are published; days around them can be counted
_TOP = 4000  #: signs of a body in which the day of publication is printed
_NEAR = 3  #: days that a feed may lag behind the page
_LINK_KEYS = ("from", "url", "link", "source", "canonical_url")
_TRACKING = re.compile(r"utm_.*|at_.*|ocid|fbclid|gclid|ref|spm|from|share.*", re.IGNORECASE)
_OFFSET = re.compile(r"\s+(?=(?:Z|[+-]\d{2}:?\d{2})$)")  #: white space before the offset from UTC
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?.*|\D?)$")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_article(
    data: bytes, *, name: str, outlet_of: Callable[[str | None, tuple[str, ...]], Outlet], path: str | None = None
) -> Article:
    """Read one post.

    Args:
        name: file name without folders, for ids and `kg extract`.
        outlet_of: names the outlet from the URL and the names in `author`, `tags` and `categories`.
        path: where the file lies, for messages.

    Raises:
        SourceError: the file is no post that can be read.
    """
    where = path or name
    text = _decoded(data, where)
    facts, body, body_start = _split(text, where)
    url = next((url for key in _LINK_KEYS if (url := _url(_one(facts, key)))), None)
    author, tags, categories = _one(facts, "author"), _many(facts, "tags"), _many(facts, "categories")
    outlet = outlet_of(url, (*tags, *categories, *([author] if author else [])))
    published = _published(facts, text, outlet, where)
    return Article(
        id=_article_id(outlet, url, name),
        file=name,
        outlet=outlet,
        language=outlet.language,
        url=url,
        title=_title(facts, text, where),
        author=author,
        published=published,
        printed=_printed(body[:_TOP], outlet, published),
        tags=tags,
        categories=categories,
        body=body,
        body_start=body_start,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _decoded(data: bytes, where: str) -> str:
    if len(data) > MAX_BYTES:
        raise SourceError(where, 1, f"{len(data):,} bytes are too many for an article (at most {MAX_BYTES:,})")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            advice = "Save the file as UTF-8: iconv -f UTF-16 -t UTF-8 FILE"
            raise SourceError(where, line, "not UTF-8 but UTF-16", advice) from error
        if b"\0" in data[:8192]:
            raise SourceError(where, line, "a binary file, no post") from error
        raise SourceError(
            where,
            line,
            f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
            _encoding_advice(data),
        ) from error
    if "\0" in text:
        raise SourceError(where, text.count("\n", 0, text.index("\0")) + 1, "a zero byte: a binary file, no post")
    return text


def _encoding_advice(data: bytes) -> str:
    read = data.decode("utf-8", "replace")
    if read.count("\N{REPLACEMENT CHARACTER}") * _RARE < sum(not sign.isascii() for sign in read):
        return "The rest is UTF-8, so these bytes are damaged; to leave them out: iconv -c -f UTF-8 -t UTF-8 FILE"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "Save the file as UTF-8; it may be Latin-1: iconv -f LATIN1 -t UTF-8 FILE"
    return "Save the file as UTF-8; it may be GBK: iconv -f GB18030 -t UTF-8 FILE"


def _split(text: str, where: str) -> tuple[Mapping[str, Any], str, int]:
    """Cut a file into its front matter, its body, and the offset of the body."""
    handler = YAMLHandler()
    if not text.strip():
        raise SourceError(where, 1, "the file is empty")
    if not handler.detect(text):
        raise SourceError(
            where, 1, "no front matter", "A post begins with a line `---`, its title and date, and `---`."
        )
    try:
        header, body = handler.split(text)
    except ValueError as error:
        raise SourceError(where, 1, "the front matter is never closed by a line `---`") from error
    facts = _facts(header, handler, where)
    if not body.strip():
        raise SourceError(where, text.count("\n") + 1, "the body is empty")
    return facts, body, len(text) - len(body)


def _facts(header: str, handler: YAMLHandler, where: str) -> Mapping[str, Any]:
    before = 1 if header.startswith("\n") else 2  # lines of the file above the first of the header
    try:
        for event in yaml.parse(header, Loader=_Loader) if "*" in header else ():
            if isinstance(event, yaml.AliasEvent):
                line = (event.start_mark.line if event.start_mark else 0) + before
                raise SourceError(where, line, "the front matter uses YAML anchors, which a post does not need")
        facts = handler.load(header, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "the YAML cannot be read"
        raise SourceError(where, mark.line + before if mark else 1, f"broken front matter: {problem}") from error
    if not isinstance(facts, Mapping):
        raise SourceError(where, 2, "the front matter holds no `key: value` lines")
    return facts


def _one(facts: Mapping[str, Any], key: str) -> str | None:
    value = facts.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _many(facts: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = facts.get(key)
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _title(facts: Mapping[str, Any], text: str, where: str) -> str:
    title = _one(facts, "title")
    if title is None:
        told = "title" in facts
        problem = "the title is empty, or no plain text" if told else "no title in the front matter"
        raise SourceError(
            where, _line_of("title", text), problem, "Add a line such as `title: Two foreign ministers meet`."
        )
    return title


def _line_of(key: str, text: str) -> int:
    """Return the line at which a key of the front matter stands; 2, where the keys begin, for one that does not."""
    return next((n for n, row in enumerate(text.splitlines(), 1) if row.startswith(f"{key}:")), 2)


def _published(facts: Mapping[str, Any], text: str, outlet: Outlet, where: str) -> datetime:
    """Read the date; one without a zone is in the outlet's."""
    written = _one(facts, "date")
    if written is None:
        problem = "the date is empty, or no plain text" if "date" in facts else "no date in the front matter"
        advice = "Add a line such as `date: 2024-11-07 09:16:15 +0900`."
        raise SourceError(where, _line_of("date", text), problem, advice)
    try:
        moment = _datetime(written, outlet.zone)
        if moment.year not in _YEARS:
            raise ValueError(f"the year {moment.year}")
        return moment
    except ValueError as error:
        advice = "Write it as `2024-11-07 09:16:15 +0900` or `2024-11-07`."
        raise SourceError(
            where, _line_of("date", text), f"no date that can be read: {written[:60]!r}", advice
        ) from error


def _datetime(written: str, zone: tzinfo) -> datetime:
    """Read a date as Jekyll, RSS feeds and people write it.

    Raises:
        ValueError: it is none.
    """
    try:
        moment = datetime.fromisoformat(_OFFSET.sub("", written))
    except ValueError:
        match = _DAY.match(written)
        if match is None:
            raise
        moment = datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _printed(top: str, outlet: Outlet, published: datetime) -> date | None:
    """Return the day of publication that the top of a page prints; None for one far from the post's own date."""
    match = re.search(outlet.printed, top) if outlet.printed else None
    if match is None:
        return None
    try:
        day = datetime.strptime(match.group(1), outlet.printed_format).date()
    except ValueError:
        return None
    return day if abs((published.date() - day).days) <= _NEAR else None


def _url(written: str | None) -> str | None:
    """Return the canonical form of a web address: no fragment, no tracking; None for anything else.

    >>> _url("https://WWW.Example.org/a/会谈?utm_source=x&id=7#top")
    'https://www.example.org/a/%E4%BC%9A%E8%B0%88?id=7'
    """
    if written is None:
        return None
    try:
        parts = urlsplit(written)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    told = parse_qsl(parts.query) if parts.query else ()
    query = urlencode([(key, value) for key, value in told if not _TRACKING.fullmatch(key)])
    port = f":{parts.netloc.rpartition(':')[2]}" if re.search(r":\d+$", parts.netloc) else ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, quote(host, safe=".-") + port, path, query, ""))


def _article_id(outlet: Outlet, url: str | None, name: str) -> ArticleId:
    """Make an id from what stays: the number in the address, else the address, else the file name."""
    match = re.search(outlet.number, url) if outlet.number and url else None
    if match:
        return ArticleId(f"{outlet.id}-{match.group(1)}")
    return ArticleId(hashlib.sha256((url or f"file:{name}").encode()).hexdigest()[:12])
