"""Copies of a text share a fingerprint, and other texts do not."""

from __future__ import annotations

import random
from pathlib import Path

from archives import EXAMPLES
from posts import post, write_posts

from kg.build import Setting, build
from kg.query.questions import questions
from kg.query.runner import answer, ask, rows
from kg.read.sources import Source, discover
from kg.store.oxigraph import open_native
from kg.text.fingerprint import fingerprint

SENTENCES = [f"这是第{number}句话，说的是第{number}件事情。" for number in range(20)]


def test_most_copies_with_a_changed_sentence_share_it() -> None:
    """Of the copies of a text in which one sentence of twenty differs, most have its fingerprint."""
    whole = fingerprint(SENTENCES)
    copies = ([*SENTENCES[:at], "这一句换成了另外的一句话。", *SENTENCES[at + 1 :]] for at in range(20))
    assert sum(fingerprint(copy) == whole for copy in copies) >= 15


def test_order_and_marks_do_not_matter() -> None:
    """Sentences in another order, with other marks and spaces, are the same text."""
    shuffled = [text.replace("，", " ") for text in random.Random(0).sample(SENTENCES, 20)]
    assert fingerprint(shuffled) == fingerprint(SENTENCES)


def test_the_examples_differ(examples_store: Path) -> None:
    """No two posts of the example archive are taken for copies."""
    ((articles, texts),) = rows(
        ask(
            open_native(examples_store),
            "SELECT (COUNT(?a) AS ?articles) (COUNT(DISTINCT ?t) AS ?texts) { ?a dpe:textFingerprint ?t }",
        )
    )
    assert articles == texts == str(len(EXAMPLES))


def test_a_copy_is_no_second_source(tmp_path: Path) -> None:
    """A text that another outlet repeats, in traditional characters and below a title of its own, is told once."""
    text = "国务院总理李强7日在北京会见来访的斯洛伐克总理菲佐。{}双方就两国关系和共同关心的问题交换了意见。"
    copies = {
        "a.md": post("李强会见菲佐", "2024-11-07 18:00:00 +0800", f"<p>{text.format('')}</p>"),
        "b.md": post("菲佐访华", "2024-11-07 19:00:00 +0800", f"<p>{text.format('').replace('会见', '會見')}</p>"),
        "c.md": post(
            "李强同菲佐会见", "2024-11-08 09:00:00 +0800", "<p>中国总理李强7日在北京会见斯洛伐克总理菲佐。</p>"
        ),
    }
    sources: list[Source] = [
        each for each in discover([str(write_posts(tmp_path / "p", copies))]) if isinstance(each, Source)
    ]
    build(sources, tmp_path / "kg-store", Setting(jobs=1))
    told = rows(answer(open_native(tmp_path / "kg-store"), questions()["sources"], {}))
    assert ("2", "3") in [(row[0], row[1]) for row in told if row[2] and row[2].startswith("会谈")]
