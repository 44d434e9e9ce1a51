"""`kg export`: files that others read, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from command import kg, kg_process

from kg.export import EXPORTERS, VIEWS


@pytest.mark.parametrize("form", sorted([*EXPORTERS, *VIEWS]))
def test_a_file_and_standard_output_are_the_same(store: Path, tmp_path: Path, form: str) -> None:
    """`-o -` writes what a file would hold; nothing else is said."""
    to_file = kg("export", "--store", store, "--format", form, "-o", tmp_path / "sub" / "out")
    assert (to_file.out, to_file.err, to_file.code) == ("", "", 0)
    assert kg("export", "--store", store, "--format", form).out == (tmp_path / "sub" / "out").read_text("utf-8")


@pytest.mark.parametrize("form", sorted([*EXPORTERS, *VIEWS]))
def test_another_process_writes_the_same_bytes(store: Path, form: str) -> None:
    """The order of sets in a process does not show."""
    ask = ("export", "--store", store, "--format", form)
    first, second = (kg_process(*ask, env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2"))
    assert first == second != ""


def test_no_half_file(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails in the middle, the old file stands as it was and nothing lies beside it."""
    (tmp_path / "out.ttl").write_text("old")

    def failing(folder: Path, stream: object, part: str, quotes: object) -> None:
        getattr(stream, "write")(b"half")  # noqa: B009 (a stream of any kind)
        raise MemoryError

    monkeypatch.setitem(EXPORTERS, "turtle", failing)  # type: ignore[arg-type]
    with pytest.raises(MemoryError):
        kg("export", "--store", store, "-o", tmp_path / "out.ttl")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.ttl", "old")]


def test_a_place_where_no_file_can_be(store: Path, tmp_path: Path) -> None:
    """A folder, or a path below a file, is misuse."""
    (tmp_path / "file").write_text("")
    for target in (tmp_path, tmp_path / "file" / "out.ttl"):
        ran = kg("export", "--store", store, "-o", target)
        assert (ran.out, ran.code) == ("", 2)
        assert str(target) in ran.err


def test_no_graph(tmp_path: Path) -> None:
    """Where nothing is built, nothing is written."""
    ran = kg("export", "--store", tmp_path / "nowhere", "-o", tmp_path / "out.ttl")
    assert (ran.code, list(tmp_path.iterdir())) == (1, [])
    assert "kg build" in ran.err


def test_a_damaged_graph_gives_no_file(store: Path, tmp_path: Path, broken_store: Path) -> None:
    """A graph that cannot be parsed is named with its line, and no file is written."""
    ran = kg("export", "--store", broken_store, "-o", tmp_path / "out.ttl")
    assert (ran.code, (tmp_path / "out.ttl").exists()) == (1, False)
    assert "graph.nq:3: " in ran.err


def test_the_parts_make_the_whole(store: Path) -> None:
    """`events` and `reports` are all quads between them, and share none."""
    whole, events, reports = (
        set(pyoxigraph.parse(kg("export", "--store", store, "--format", "nquads", "--part", part).out.encode(),
                             format=pyoxigraph.RdfFormat.N_QUADS))
        for part in ("all", "events", "reports")
    )  # fmt: skip
    assert events | reports == whole
    assert events & reports == set()
    assert events
    assert reports


def test_quotes_are_left_out(store: Path) -> None:
    """`--quotes hash` writes where a sentence stands and its hash, `none` neither."""
    told = {each: kg("export", "--store", store, "--quotes", each).out for each in ("full", "hash", "none")}
    assert {each: ("nif:anchorOf" in text, "dpe:quoteSha256" in text) for each, text in told.items()} == {
        "full": (True, True), "hash": (False, True), "none": (False, False),
    }  # fmt: skip


@pytest.mark.parametrize("option", [("--part", "events"), ("--quotes", "none")])
def test_options_that_mean_nothing_are_misuse(store: Path, option: tuple[str, str]) -> None:
    """A format that holds no RDF has no parts and no quotes."""
    ran = kg("export", "--store", store, "--format", "ical", *option)
    assert (ran.out, ran.code) == ("", 2)
