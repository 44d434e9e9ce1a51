"""`kg network`: tables, files and pictures of networks; `kg.open(...)` gives programs the same."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from command import kg, kg_process

import kg as library
from kg.errors import UsageError
from kg.query.tables import tables

TABLES = [("nodes", "people"), ("edges", "states"), ("summary", "agents"), ("change", "places")]
PICTURES = ("timeline", "matrix", "calendar")


@pytest.mark.parametrize(("table", "projection"), TABLES)
def test_tables_are_alike_in_each_form(examples_store: Path, table: str, projection: str) -> None:
    """CSV and JSON lines have the same rows and columns."""
    split = ("--split", "2024-11") if table == "change" else ()
    ask = ("network", table, projection, "--store", examples_store, *split)
    rows = list(csv.DictReader(io.StringIO(kg(*ask, "--format", "csv").out)))
    lines = [json.loads(line) for line in kg(*ask, "--format", "json").out.splitlines()]
    assert rows
    assert [{name: "" if cell is None else str(cell) for name, cell in line.items()} for line in lines] == rows
    assert len(kg(*ask, "--format", "table").out.splitlines()) == len(rows) + 1


@pytest.mark.parametrize("table", ["nodes", "edges", "change"])
def test_a_table_without_rows_has_its_header(examples_store: Path, table: str) -> None:
    """Where no event counts, CSV is still CSV, with the columns that a table with rows begins with."""
    ask = ("network", table, "states", "--store", examples_store, "--format", "csv")
    split = ("--split", "1900-07") if table == "change" else ()
    whole, empty = (kg(*ask, *split, *period).out for period in ((), ("--since", "1900", "--until", "1900")))
    assert len(empty.splitlines()) == 1
    assert whole.startswith(empty.rstrip("\n"))


def test_another_process_finds_the_same(examples_store: Path) -> None:
    """Measures and communities do not depend on the order of sets."""
    ask = ("network", "nodes", "people", "--store", examples_store, "--format", "csv")
    first, second = (kg_process(*ask, env={"PYTHONHASHSEED": seed}, timeout=300).out for seed in ("1", "2"))
    assert first == second != ""


def test_period_and_type_are_heeded(examples_store: Path) -> None:
    """Calls alone, in one month."""
    month = ("--since", "2024-11", "--until", "2024-11")
    out = kg("network", "edges", "people", "--store", examples_store, "--type", "Call", *month).out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert all("2024-11" in (row["first"][:7], row["last"][:7]) and row["weight"] == row["Call"] for row in rows)


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_files_are_named_after_their_format(examples_store: Path, tmp_path: Path, form: str) -> None:
    """The end of the name says the format."""
    assert kg("network", "file", "states", "--store", examples_store, "-o", tmp_path / f"n.{form}").code == 0
    assert ET.parse(tmp_path / f"n.{form}").getroot().tag.endswith(form)


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_in_svg_have_chinese_words(examples_store: Path, tmp_path: Path, picture: str) -> None:
    """Words of a picture are words, in Chinese, in fonts that have them; drawn twice, the bytes are the same."""
    ask = ("network", "plot", picture, "--store", examples_store, "--since", "2024-10", "--title", "外交")
    for name in ("a.svg", "b.svg"):
        assert (kg(*ask, "-o", tmp_path / name).err, (tmp_path / name).is_file()) == ("", True)
    text = (tmp_path / "a.svg").read_text("utf-8")
    assert text == (tmp_path / "b.svg").read_text("utf-8")
    assert ">外交<" in text
    assert (">中国<" in text, ">会谈<" in text) == (picture == "matrix", picture == "timeline")
    assert "Noto Sans CJK SC" in text


def test_a_timeline_says_what_its_signs_mean(examples_store: Path, tmp_path: Path) -> None:
    """Statuses are named in the language of the picture, and lines for events of which only the month is known."""
    statuses = ("--status", "held", "--status", "planned")
    ran = kg("network", "plot", "timeline", "--store", examples_store, *statuses, "-o", tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text("utf-8")
    told = [word for word in ("已举行", "计划中", "已取消", "日子不详") if f">{word}<" in text]
    assert (ran.code, told) == (0, ["已举行", "计划中", "日子不详"])


def test_a_matrix_has_its_numbers(examples_store: Path, tmp_path: Path) -> None:
    """Each field of a matrix says how many events two states had, above and below the diagonal."""
    ran = kg("network", "plot", "matrix", "--store", examples_store, "-o", tmp_path / "a.svg")
    rows = kg("network", "edges", "states", "--store", examples_store, "--format", "json").out
    most = max(json.loads(row)["weight"] for row in rows.splitlines())
    assert (ran.code, (tmp_path / "a.svg").read_text("utf-8").count(f">{most}<") % 2) == (0, 0)


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_in_png(examples_store: Path, tmp_path: Path, picture: str) -> None:
    """A picture is a PNG; where no font has Chinese letters that is said, and nothing else is."""
    ran = kg("network", "plot", picture, "--store", examples_store, "-o", tmp_path / "a.png")
    assert ran.code == 0
    assert ran.err == "" or "no font with Chinese letters" in ran.err
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_events_of_two_parties(examples_store: Path, tmp_path: Path) -> None:
    """`--with` takes names in any language; a name that nobody has is misuse."""
    for names in (("中国", "日本"), ("中國", "JPN"), ("China", "Japan"), ("习近平", "石破茂")):
        parties = [word for name in names for word in ("--with", name)]
        ran = kg("network", "plot", "timeline", "--store", examples_store, *parties, "-o", tmp_path / "a.svg")
        assert ran.code == 0
    ran = kg("network", "plot", "timeline", "--store", examples_store, "--with", "甲乙", "-o", tmp_path / "b.svg")
    assert (ran.code, (tmp_path / "b.svg").exists()) == (2, False)


@pytest.mark.parametrize(
    "wrong",
    [
        ("nodes", "people", "--type", "Meting"),
        ("nodes", "people", "--status", "hold"),
        ("nodes", "people", "--since", "soon"),
        ("file", "people", "-o", "n.txt"),
        ("plot", "matrix", "--since", "1900", "--until", "1900", "-o", "m.svg"),
        ("plot", "calendar", "--font", __file__, "-o", "c.png"),
    ],
)
def test_misuse(examples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, ...]) -> None:
    """What is unknown, or gives nothing to draw, is misuse, and leaves no file."""
    monkeypatch.chdir(tmp_path)
    ran = kg("network", *wrong, "--store", examples_store)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])


@pytest.mark.parametrize("name", sorted(library.open.__globals__["STORES"]))
def test_programs_get_the_same_network(examples_store: Path, name: str) -> None:
    """`kg.open(...).network(...)` is what `kg network` measures."""
    graph = library.open(examples_store, store=name).network("states", since="2024-11")
    ask = ("network", "nodes", "states", "--since", "2024-11", "--store", examples_store, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(kg(*ask).out)))
    assert {row["node"]: row["degree"] for row in rows} == {node: str(degree) for node, degree in graph.degree}


def test_events_are_a_data_frame(examples_store: Path) -> None:
    """Days are time stamps, counts are numbers, and each event is a row."""
    frame = library.open(examples_store).events()
    assert list(frame.columns) == [column.name for column in tables()["events"].columns]
    assert frame["event"].is_unique
    assert {str(frame[name].dtype).split("[")[0] for name in ("first", "reports")} == {"datetime64", "Int64"}
    assert frame.loc[frame["first"].notna(), "first"].dt.year.max() >= 2024


@pytest.mark.parametrize("name", sorted(tables()))
def test_every_table_is_a_data_frame(examples_store: Path, name: str) -> None:
    """Each table that can be written can be had in a program."""
    assert len(library.open(examples_store).table(name)) > 0


def test_a_table_that_there_is_not(store: Path) -> None:
    """A wrong name is misuse, and the message has the right one."""
    with pytest.raises(UsageError, match="events"):
        library.open(store).table("event")
