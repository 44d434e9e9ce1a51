"""The gate keeps out what tells of no event, and nothing else: with it and without it the same events are found."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from documents import plain_document

from kg.errors import SourceError
from kg.extract.annotator import NOTHING
from kg.model import Document
from kg.pipeline import Knowledge, load_knowledge
from kg.read.jekyll import read_article
from kg.tables import read_yaml
from kg.text.html import clean

TESTS = Path(__file__).parent.parent
ARTICLES = TESTS.parent / "examples" / "articles"
ANNOTATED = TESTS.parent.parent / "shared" / "gold" / "dev" / "articles"


@functools.cache
def _known() -> Knowledge:
    return load_knowledge()


def _is_kept_out(document: Document) -> bool:
    return _known().extractor.read(document, quiet=False) is NOTHING


def _loses(document: Document) -> bool:
    """Tell whether the gate keeps out a document that tells of an event."""
    return bool(_known().extractor.read(document).events) and _is_kept_out(document)


def _at_home(text: str, home: str | None) -> Document:
    """Make a document of an outlet of some state."""
    document = plain_document(text)
    outlet = replace(document.article.outlet, home=home)
    return replace(document, article=replace(document.article, outlet=outlet))


def _posts(folder: Path) -> Iterator[Document]:
    known = _known()
    for path in sorted(folder.glob("*.md")):
        try:
            yield clean(read_article(path.read_bytes(), name=path.name, outlet_of=known.outlets.of))
        except SourceError:
            continue  # broken on purpose


def test_examples_at_home() -> None:
    """No example of a rule is kept out, whichever of its states the outlet calls its own."""
    extractor = _known().extractor
    lost: list[tuple[str, str]] = []
    texts = [
        text for rule in _known().language.rules for text in (*(each.text for each in rule.examples), *rule.rejects)
    ]
    for text in texts:
        events = extractor.read(plain_document(text)).events
        homes = {argument.party.country for event in events for argument in event.arguments}
        lost += [(text, home) for home in {"CHN", *homes} - {None} if home and _loses(_at_home(text, home))]
    assert lost == []


def test_conferences() -> None:
    """No conference of the cases is kept out."""
    texts = [case["text"] for case in read_yaml(TESTS / "cases" / "zh" / "summits.yml").plain()]
    assert [text for text in texts if _loses(plain_document(text))] == []


@pytest.mark.parametrize("folder", [ARTICLES, ANNOTATED], ids=["examples", "annotated"])
def test_posts(folder: Path) -> None:
    """Of posts none that tells of an event is kept out, and some of the others are."""
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    documents = list(_posts(folder))
    assert [document.article.file for document in documents if _loses(document)] == []
    assert any(map(_is_kept_out, documents))


@pytest.mark.parametrize(
    ("home", "text"),
    [
        ("USA", "特朗普12日提名前参议员珀杜出任美驻华大使。"),
        ("JPN", "外相岩屋毅12日召见驻日大使吴江浩，提出严正抗议。"),
        ("GBR", "英国政府12日任命魏磊为英驻华大使。"),
        ("CHN", "外交部长王毅12日在北京会见驻华大使伯恩斯。"),
        ("CHN", "中方宣布召回中驻立陶宛大使。"),
        ("BRA", "巴西总统卢拉已选定外交官维埃拉出任总统特使。"),
        ("JPN", "首相石破茂任命岩屋毅为特使。"),
        ("CHN", "王毅12日同国务卿布鲁克纳通电话。"),
        ("CHN", "董军12日同防卫相田中角一举行视频通话。"),
        ("CHN", "李强15日在北京会见该国总理马尔琴科。"),
        ("CHN", "韩正28日在北京会见世界森林基金会总干事斯海特。"),
        ("CHN", "李强15日在北京会见约翰·方特。"),
        ("CHN", "李强12日向2024智能产业博览会致贺信。"),
        ("CHN", "李强12日出席首届全球气候峰会。"),
        ("CHN", "第三十届APEC12日在北京开幕，李强致辞。"),
        ("CHN", "中美元首12日在北京会晤。"),
        (None, "外长王毅抵达北京，会见李强。"),
    ],
)
def test_others_are_told_by_more_than_their_state(home: str | None, text: str) -> None:
    """What names nobody of another state by a state's full name is let in where others may be meant."""
    assert not _is_kept_out(_at_home(text, home))


@pytest.mark.parametrize(
    "text",
    [
        "国产大飞机通过了适航审定。",
        "台风登陆，多地转移群众。",
        "第十九届三中全会以来，各地深化改革。",
        "专家组抵达灾区，以最快速度会见当地干部，12日还走访了三个村。",
    ],
    ids=["words that are needed are missing", "no word", "no conference", "nobody of another state"],
)
def test_what_is_kept_out(text: str) -> None:
    """What tells of nothing is not read, unless its names are asked for."""
    document = plain_document(f"{text}\n国务院总理李强12日在北京表示赞赏。")
    assert _is_kept_out(document)
    assert _known().extractor.read(document).mentions


def test_more_words_than_are_looked_at() -> None:
    """What has more words for events than any article is let in, and says so."""
    document = plain_document("干部会见群众。\n" * 1100)
    assert not _is_kept_out(document)
