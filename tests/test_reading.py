"""What a page shows of an article: its whole text, and names that lead to those whom they mean."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.ledger import Ledger, open_ledger, reading_ledger
from kg.model import BlockKind, Span
from kg.reading import Reading
from kg.store.layout import Layout
from kg.web.explorer.texts import pieces


def readings(ledger: Ledger) -> list[Reading]:
    """Return the texts of all articles."""
    return [reading for key in sorted(ledger.known()) if (reading := ledger.reading(key)) is not None]


def test_texts_are_kept(store: Path) -> None:
    """Each article has its text, title first, with names in order and without overlap, each with its IRI."""
    with open_ledger(Layout(store).articles) as ledger:
        kept = readings(ledger)
        assert len(kept) == len(ledger.known())
    assert all(reading.blocks[0].kind is BlockKind.TITLE for reading in kept)
    for reading in kept:
        ends = [0, *(mark.span.end for mark in reading.marks)]
        assert all(end <= mark.span.start for end, mark in zip(ends, reading.marks, strict=False))
    named = {mark.span.of(reading.text): mark.iri for reading in kept for mark in reading.marks}
    assert named["菲佐"] == "https://w3id.org/dpe/id/person-svk-robert-fico"
    assert named["北京"] == "https://w3id.org/dpe/id/place-beijing"


def test_pieces_make_the_text_again(store: Path) -> None:
    """Cut at names and sentences, a text is what it was; what is marked is what was to be marked."""
    with open_ledger(Layout(store).articles) as ledger:
        for reading in readings(ledger):
            whole = Span(start=0, end=len(reading.text))
            sentence = reading.blocks[-1].span
            cut = list(pieces(reading.text, whole, told={sentence: [1, 2]}, marks=reading.marks))
            assert "".join(piece.text for piece in cut) == reading.text
            assert "".join(piece.text for piece in cut if piece.told) == sentence.of(reading.text)
            assert [piece.begins for piece in cut].count(True) == [piece.ends for piece in cut].count(True) == 1


def test_the_ledger_of_another_version_is_left_alone(tmp_path: Path) -> None:
    """Reading tells that another version wrote a ledger, and changes nothing in it."""
    path = tmp_path / "articles.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE told (key TEXT)")
        connection.execute("PRAGMA user_version = 1")
    with reading_ledger(path) as ledger:
        assert ledger is None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM told").fetchone() == (0,)
