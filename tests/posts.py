"""Small posts of our own, whose events are known, and the ways in which a post can be broken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def post(title: str, date: str, body: str, *, url: str | None = None) -> str:
    """Write a Jekyll post.

    Args:
        title, date, url: as they stand in the front matter, quoted where YAML wants it.
    """
    source = f"from: {url}\n" if url else ""
    return f"---\nlayout: post\ntitle: {title}\ndate: {date}\n{source}---\n{body}\n"


#: Posts that say one thing each; their names sort in order of time.
POSTS: Mapping[str, str] = {
    "2024-11-06-plan.md": post(
        "斯洛伐克总理菲佐将访华",
        "2024-11-06 10:00:00 +0800",
        "<p>国务院总理李强将于7日在北京会见斯洛伐克总理菲佐。</p>",
        url="https://www.news.cn/world/20241106/plan.html",
    ),
    "2024-11-07-call.md": post(
        "石破茂与特朗普通电话",
        "2024-11-07 18:00:00 +0900",
        "日本首相石破茂7日与美国当选总统特朗普通电话。\n\n石破茂表示希望尽早与特朗普会谈。",
        url="https://cn.nikkei.com/politicsaeconomy/90001-2024-11-07-18-00-00.html",
    ),
    "2024-11-07-meeting.md": post(
        "李强会见斯洛伐克总理菲佐",
        "2024-11-07 18:00:00 +0800",
        "<p>国务院总理李强7日在北京会见斯洛伐克总理菲佐。</p>",
        url="https://www.news.cn/world/20241107/meeting.html",
    ),
    "2024-11-13-meeting.md": post(
        "王毅会见印尼外长",
        "2024-11-13 18:00:00 +0800",
        "<p>外交部长王毅12日在北京会见印度尼西亚外长苏吉约诺。</p>",
    ),
    "2024-11-14-visit.md": post(
        "法国总统马克龙抵京",
        "2024-11-14 18:00:00 +0800",
        "<p>11月14日至16日，法国总统马克龙应邀访问中国。</p>",
    ),
}

_HEAD = "---\ntitle: 会见\ndate: 2024-11-07\n---\n"
_DEEP = "<div>" * 600 + "国务院总理李强7日在北京会见斯洛伐克总理菲佐。" + "</div>" * 600

#: Files that are no posts: content, the line that is named, and a word of the reason.
BROKEN: Mapping[str, tuple[bytes, int, str]] = {
    "anchors.md": ("---\na: &a [x]\nb: [*a]\ntitle: 会见\n---\n正文\n".encode(), 3, "anchors"),
    "bad-date.md": ("---\ntitle: 会见\ndate: 昨天\n---\n正文\n".encode(), 3, "no date that can be read"),
    "binary.md": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "binary"),
    "empty-body.md": (_HEAD.encode(), 5, "the body is empty"),
    "empty.md": (b"", 1, "the file is empty"),
    "gbk.md": (f"{_HEAD}正文\n".encode("gbk"), 2, "GB18030"),
    "giant.md": (b"---\n" + b"a" * 20_000_000, 1, "too many for an article"),
    "latin1.md": ("---\ntitle: D\xe9j\xe0\ndate: 2024-11-07\n---\n\xff\n".encode("latin-1"), 2, "Latin-1"),
    "no-date.md": ("---\ntitle: 会见\n---\n正文\n".encode(), 2, "no date"),
    "no-front-matter.md": ("会见在北京举行。\n".encode(), 1, "no front matter"),
    "no-title.md": ("---\ndate: 2024-11-07\n---\n正文\n".encode(), 2, "no title"),
    "open-front-matter.md": ("---\ntitle: 会见\n".encode(), 1, "never closed"),
    "yaml.md": ('---\ntitle: "会见\ndate: 2024-11-07\n---\n正文\n'.encode(), 2, "broken front matter"),
}

#: Posts that are strange and are read all the same, with a word of what is said of them.
STRANGE: Mapping[str, tuple[str, str]] = {
    "script.md": (post('"<script>alert(1)</script>会见"', "2024-11-07", "<p>外长会谈。</p>"), "markup"),
    "nested.md": (post("深处", "2024-11-07 18:00:00 +0800", _DEEP), "nested"),
}


def write_posts(folder: Path, posts: Mapping[str, str | bytes] = POSTS) -> Path:
    """Write posts into a folder, which is made, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in posts.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
