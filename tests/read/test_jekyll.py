"""Posts become articles, and what is no post says why, with file and line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import kg
from kg.errors import SourceError
from kg.knowledge.outlets import load_outlets
from kg.model import Article
from kg.read.jekyll import MAX_BYTES, read_article

OUTLETS = load_outlets(Path(kg.__file__).parent / "data" / "outlets")
GOOD = """---
title: "李强会见来访的巴基斯坦外长"
date: 2024-11-07T23:30:00.000Z
from: https://cn.nikkei.com/politicsaeconomy/politicsasociety/57999-2024-11-08-08-30-00.html?utm_source=rss#top
tags: [ 日本経済新聞 ]
---
<p>会见在北京举行。</p>
"""


def read(text: str | bytes, name: str = "2024-11-08-a.md") -> Article:
    """Read a post from its text."""
    data = text.encode() if isinstance(text, str) else text
    return read_article(data, name=name, outlet_of=OUTLETS.of, path=f"posts/{name}")


def test_a_post_is_read() -> None:
    """Front matter gives the facts, the URL the outlet, the outlet's zone the day."""
    article = read(GOOD)
    assert (article.id, article.outlet.id, article.language) == ("nikkei-cn-57999", "nikkei-cn", "zh")
    assert article.published == datetime(2024, 11, 7, 23, 30, tzinfo=UTC)
    assert article.day == date(2024, 11, 8)
    assert article.url == "https://cn.nikkei.com/politicsaeconomy/politicsasociety/57999-2024-11-08-08-30-00.html"
    assert GOOD[article.body_start :] == article.body


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-11-07 09:16:15 +0900", "2024-11-07T09:16:15+09:00"),
        ("2024-11-07T09:16:15Z", "2024-11-07T09:16:15+00:00"),
        ("2024-11-07", "2024-11-07T00:00:00+09:00"),
        ("2024-11-07 09:16", "2024-11-07T09:16:00+09:00"),
        ("2024年11月7日", "2024-11-07T00:00:00+09:00"),
        ("2024/11/7", "2024-11-07T00:00:00+09:00"),
    ],
)
def test_dates_as_people_write_them(written: str, moment: str) -> None:
    """A date without a zone is in the outlet's."""
    assert read(GOOD.replace("2024-11-07T23:30:00.000Z", written)).published.isoformat() == moment


@pytest.mark.parametrize("title", ["NO", "2024", "1:30", "[World] 会谈", "~"])
def test_titles_are_text(title: str) -> None:
    """No title is taken for a number, a truth value or nothing."""
    assert read(GOOD.replace("李强会见来访的巴基斯坦外长", title)).title == title


BROKEN: dict[str, tuple[str | bytes, int, str]] = {
    "no front matter": ("会见在北京举行。\n", 1, "no front matter"),
    "never closed": ("---\ntitle: 会见\n", 1, "never closed"),
    "broken YAML": ('---\ntitle: "会见\ndate: 2024-11-07\n---\n正文\n', 2, "broken front matter"),
    "no mapping": ("---\n- 会见\n---\n正文\n", 2, "key: value"),
    "no date": ("---\ntitle: 会见\n---\n正文\n", 2, "no date"),
    "no title": ("---\ndate: 2024-11-07\n---\n正文\n", 2, "no title"),
    "bad date": ("---\ntitle: 会见\ndate: 昨天\n---\n正文\n", 3, "no date that can be read"),
    "impossible date": ("---\ntitle: 会见\ndate: 2024-13-45\n---\n正文\n", 3, "no date that can be read"),
    "year without end": (
        "---\ntitle: 会见\ndate: 9999-12-31T23:59:59.000Z\n---\n正文\n",
        3,
        "no date that can be read",
    ),
    "empty body": ("---\ntitle: 会见\ndate: 2024-11-07\n---\n \n", 6, "the body is empty"),
    "empty file": ("", 1, "the file is empty"),
    "damaged": (
        f"---\ntitle: 会见\ndate: 2024-11-07\n---\n{'双方会谈。' * 20}\n".encode().replace(b"\xbc", b"", 1),
        2,
        "iconv -c",
    ),
    "GBK": ("---\ntitle: 会见\ndate: 2024-11-07\n---\n正文\n".encode("gbk"), 2, "GB18030"),
    "Latin-1": ("---\ntitle: D\xe9j\xe0\ndate: 2024-11-07\n---\n\xff\n".encode("latin-1"), 2, "Latin-1"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "binary"),
    "NUL": (b"---\ntitle: a\n\0", 3, "binary"),
    "too large": (b"---\n" + b"a" * MAX_BYTES, 1, "too many"),
    "anchors": ("---\na: &a [x]\nb: [*a, *a]\ntitle: 会见\n---\n正文\n", 3, "anchors"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_posts_say_where_and_what(name: str) -> None:
    """What cannot be read is named with file, line and reason."""
    data, line, message = BROKEN[name]
    with pytest.raises(SourceError) as caught:
        read(data)
    assert (caught.value.path, caught.value.line) == ("posts/2024-11-08-a.md", line)
    assert message in str(caught.value)


def test_a_billion_laughs_cost_nothing() -> None:
    """Nested anchors are refused before anything is expanded."""
    bomb = "a: &a [l, l]\n" + "".join(
        f"{y}: &{y} [{','.join([f'*{x}'] * 9)}]\n" for x, y in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SourceError, match="anchors"):
        read(f"---\n{bomb}---\n正文\n")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a/b", "not a url", "http://[half", ""])
def test_only_web_addresses_are_addresses(url: str) -> None:
    """Anything but a web address is none; the article then has the id of its file name."""
    article = read(
        GOOD.replace("https://cn.nikkei.com", url).replace(
            "/politicsaeconomy/politicsasociety/57999-2024-11-08-08-30-00.html?utm_source=rss#top", ""
        )
    )
    assert article.url is None
    assert article.id == read(GOOD.replace("from:", "nofrom:")).id
