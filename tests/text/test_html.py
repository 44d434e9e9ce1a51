"""Bodies become running text; every sign leads back to its source, and nothing hostile matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from documents import OUTLET
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, ArticleId, BlockKind
from kg.text.html import clean, find_faults

ARTICLE = Article(
    id=ArticleId("a"),
    file="a.md",
    outlet=replace(OUTLET, boilerplate=("版权.*",), datelines=("【[^】]*电】",)),
    language="zh",
    url=None,
    title="中日外长会谈",
    author=None,
    published=datetime(2024, 11, 7, tzinfo=UTC),
)
CASES = {
    "paragraphs": ("<p>甲。</p><p>乙。</p>", ["p:甲。", "p:乙。"]),
    "markdown": ("甲*乙*丙。\n\n## 小标题\n\n丁。", ["p:甲乙丙。", "h:小标题", "p:丁。"]),
    "title link and rule": ("[中日外长会谈](https://example.org/a)\n------\n\n<div><p>甲。</p></div>", ["p:甲。"]),
    "title again": ("<h1>中日外长会谈</h1><p>甲。</p>", ["p:甲。"]),
    "layout table": (
        "<table><tr><td><img src='a.jpg'></td></tr><tr><td>王毅（左）</td></tr></table><p>甲。</p>",
        ["c:王毅（左）", "p:甲。"],
    ),
    "data table": ("<table><tr><td>日期</td><td>地点</td></tr></table>", ["p:日期", "p:地点"]),
    "figure": ("<figure><img><figcaption>王毅（左）</figcaption></figure>", ["c:王毅（左）"]),
    "small print": ("<p><span style='font-size: 8pt'>王毅（左）</span></p>", ["c:王毅（左）"]),
    "bold line": ("<p><strong>小标题</strong></p><p><b>会谈结束。</b></p>", ["h:小标题", "p:会谈结束。"]),
    "script and comment": ("<p>甲<script>alert('乙')</script>丙。<!-- 丁 --></p><style>p{}</style>", ["p:甲丙。"]),
    "line breaks": ("<p>甲。<br>乙，<br>丙。<br><br>丁</p>", ["p:甲。", "p:乙，丙。", "p:丁"]),
    "white space": ("<p>　　甲\n   乙 Joe  Biden&nbsp;丙。</p>", ["p:甲乙Joe Biden丙。"]),
    "spaced digits": ("<p>甲将于 6 月 23 日出席 APEC 峰会。</p>", ["p:甲将于6月23日出席APEC峰会。"]),
    "references": ("<p>&ldquo;甲&rdquo;乔&middot;拜登 &lt;b&gt;。</p>", ["p:“甲”乔·拜登 <b>。"]),
    "related links": ("<p>甲。</p><ul><li><a href='b'>另一则新闻</a></li></ul>", ["p:甲。"]),
    "boilerplate": ("<p>甲。</p><p>版权所有，违者必究</p>", ["p:甲。"]),
    "dateline": ("<p>【<b>本报</b>东京7日电】甲。</p>", ["p:甲。"]),
    "indented": ("<div>\n\n      <p>甲。</p>\n\n</div>", ["p:甲。"]),
    "unclosed": ("<div><p>甲。<p>乙<b>丙。</div>丁", ["p:甲。", "p:乙丙。", "p:丁"]),
}
PIECES = st.recursive(
    st.sampled_from(("甲。", "乙 Joe", " ", "\n", "&nbsp;", "&amp;", "<br>", "<br />", "<hr>", "<img src='a'>")),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(("div", "p", "h2", "ul", "li", "figure", "figcaption", "a", "b", "span")),
        st.sampled_from(("", ' class="caption"', ' style="font-size: 8pt"')),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)
LETTERS = {BlockKind.PARAGRAPH: "p", BlockKind.HEADING: "h", BlockKind.CAPTION: "c"}


@pytest.mark.parametrize("name", sorted(CASES))
def test_bodies(name: str) -> None:
    """Title first, then the blocks of the page, each of its kind."""
    body, blocks = CASES[name]
    document = clean(replace(ARTICLE, body=body))
    assert document.title == "中日外长会谈"
    assert [f"{LETTERS[block.kind]}:{block.span.of(document.text)}" for block in document.blocks[1:]] == blocks


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_sign_leads_back(name: str) -> None:
    """A sign of the text that has an origin stands there in the source; most have one."""
    article = replace(ARTICLE, body=CASES[name][0])
    document = clean(article)
    origins = [(sign, document.source_offset(at)) for at, sign in enumerate(document.text)]
    assert all(article.body[at] == sign for sign, at in origins if at is not None)
    found = sum(at is not None for _, at in origins)
    assert found >= 0.5 * sum(not sign.isspace() for sign, _ in origins[len(document.title) :])


@given(st.lists(PIECES, max_size=4).map("".join))
def test_plain_markup_is_read_as_the_parser_reads_it(body: str) -> None:
    """What is read without a parser is what one would give; a tag that is not plain calls for one and says nothing."""
    plain, parsed = clean(replace(ARTICLE, body=body)), clean(replace(ARTICLE, body=f"{body}<wbr>"))
    assert (plain.text, plain.blocks, plain.origin) == (parsed.text, parsed.blocks, parsed.origin)


@given(st.text(alphabet="<>/pdivbrtal&;#x27 \n甲乙。“”[]()*_-!", max_size=120))
def test_any_body_gives_a_document(body: str) -> None:
    """Cleaning never raises; blocks and sentences lie in order, sentences do not cross blocks, folding keeps length."""
    document = clean(replace(ARTICLE, body=body))
    assert len(document.folded) == len(document.text)
    assert [block.span for block in document.blocks] == sorted(block.span for block in document.blocks)
    assert all(any(block.span.covers(sentence) for block in document.blocks) for sentence in document.sentences)


def test_cleaning_is_idempotent() -> None:
    """The text of a document, put into paragraphs, gives the same text."""
    once = clean(replace(ARTICLE, body=CASES["white space"][0] + CASES["line breaks"][0]))
    body = "".join(f"<p>{block.span.of(once.text)}</p>" for block in once.blocks[1:])
    assert clean(replace(ARTICLE, body=body)).text == once.text


def test_deep_markup_is_read_and_named() -> None:
    """Markup that is nested without end gives its text, and a word of warning."""
    article = replace(ARTICLE, body="<div>" * 20_000 + "甲。" + "</div>" * 20_000 + "<p>乙。</p>")
    assert clean(article).text == "中日外长会谈\n甲。\n乙。"
    assert "nested 20000" in find_faults(article)[0].message


def test_a_title_with_markup_is_text() -> None:
    """Markup in a title stays as it is written, and is named."""
    article = replace(ARTICLE, title="<script>alert(1)</script>会谈", body="甲。")
    assert clean(article).title == "<script>alert(1)</script>会谈"
    assert "markup" in find_faults(article)[0].message
