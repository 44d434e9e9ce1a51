"""How tables of the world are read: what is refused, and how a user's tables go over ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.knowledge.world import DATA, World, load_world
from kg.knowledge.worldtables import COLUMNS
from kg.model import EntityId

#: A small world, complete and right: table to lines below its header.
SMALL = {
    "states": ["JPN,日本,Japan,日本,,Q17,head_of_government,test"],
    "organisations": ["UN,igo,,,联合国,United Nations,国際連合,test"],
    "regions": ["asia,,亚洲,Asia,アジア,test"],
    "places": ["tokyo,city,JPN,,yes,东京,Tokyo,東京,35.68,139.69,test"],
    "people": ["jpn-a-b,JPN,甲乙,A B,,,test"],
    "series": ["s,summit,峰会甲,Summit,サミット,UN,test"],
    "editions": ["s-2024,s,1,2024,2024-05-01,2024-05-02,tokyo,JPN,,甲,A,,test"],
    "posts": ["head_of_state,1,yes,,元首,head of state,元首,test"],
    "tenures": ["jpn-a-b,JPN,head_of_state,,2020,2024-05,,test"],
    "names": ["日本,state:JPN,strong,test"],
    "offices": ["总统,head_of_state,president,大統領,test"],
}
HEADERS = {
    **{table: ",".join(columns) for table, columns in COLUMNS.items()},
    "names": "form,id,strength,source",
    "offices": "wording,post,en,ja,source",
}
REFUSED = [
    ("states", "jp,日本,Japan,日本,,,,test", '"jp" is no id'),
    ("states", "KOR,韩国,South Korea,韓国,,P17,,test", '"P17" is no Wikidata id'),
    ("states", "KOR,韩国,South Korea,韓国,,,king,test", 'unknown leader "king"'),
    ("states", "JPN,日本,Japan,日本,,,,test", "the same stands in line 2"),
    ("places", "osaka,town,JPN,,,大阪,Osaka,大阪,,,test", 'unknown kind "town"'),
    ("places", "osaka,city,JPM,,,大阪,Osaka,大阪,,,test", 'unknown iso3 "JPM"'),
    ("places", "osaka,city,JPN,tokio,,大阪,Osaka,大阪,,,test", 'unknown within "tokio"'),
    ("places", "osaka,city,JPN,,,大阪,Osaka,大阪,95,0,test", "lat goes from -90 to 90"),
    ("places", "osaka,city,JPN,,,大阪,Osaka,大阪,north,0,test", "lat is no number"),
    ("organisations", "AU,igo,,often,非盟,African Union,アフリカ連合,test", 'unknown convenes "often"'),
    ("people", "jpn-c-d,JPM,丙丁,C D,,,test", "neither a state nor an organisation"),
    ("editions", "s-2025,s,zwei,2025,,,,,planned,乙,B,,test", "number is no number"),
    ("editions", "s-2025,s,2,2025,2025-05,,,,,乙,B,,test", "start is not precise enough"),
    ("editions", "s-2025,s,2,2025,2025-02-30,,,,,乙,B,,test", "start is no day of the calendar"),
    ("editions", "s-2025,,2,2025,,,,,planned,乙,B,,test", "the series is missing"),
    ("posts", "minister,,,,部长,minister,,test", "the rank is missing"),
    ("tenures", "jpn-x,JPN,head_of_state,,2020,,,test", 'unknown person "jpn-x"'),
    ("tenures", "jpn-a-b,JPN,head_of_state,JAP,2020,,,test", '"JAP" is neither a state nor an organisation'),
    ("tenures", "jpn-a-b,JPN,king,,2020,,,test", 'unknown post "king"'),
    ("tenures", "jpn-a-b,JPN,head_of_state,,2021,2020,,test", "the end lies before the start"),
    ("tenures", "jpn-a-b,JPN,head_of_state,,,,2024-01-01,test", "seen is not first/last"),
    ("names", "东瀛,state:JAP,strong,test", 'no table has the id "state:JAP"'),
    ("names", "东瀛,state:JPN,mighty,test", 'unknown strength "mighty"'),
    ("names", ",state:JPN,strong,test", "the form is missing"),
    ("offices", "首相,premier,,,test", 'unknown post "premier"'),
]


def _write(folder: Path, tables: dict[str, list[str]]) -> Path:
    for table, lines in tables.items():
        inside = folder / "names" if table in ("names", "offices") else folder
        inside.mkdir(parents=True, exist_ok=True)
        (inside / f"{table}.csv").write_text("\n".join([HEADERS[table], *lines]) + "\n", encoding="utf-8")
    return folder


def _small(folder: Path, more: dict[str, list[str]] | None = None, *, extra: tuple[Path, ...] = ()) -> World:
    tables = {table: [*lines, *(more or {}).get(table, [])] for table, lines in SMALL.items()}
    _write(folder, tables)
    return load_world(folder, folder / "names", extra=extra)


@pytest.mark.parametrize(("table", "line", "complaint"), REFUSED)
def test_a_wrong_line_is_refused(tmp_path: Path, table: str, line: str, complaint: str) -> None:
    """A wrong line raises, and the message says what is wrong in which line of which file."""
    with pytest.raises(DataError) as caught:
        _small(tmp_path, {table: [line]})
    assert complaint in str(caught.value)
    assert (Path(caught.value.path).name, caught.value.line) == (f"{table}.csv", 3)


def test_a_user_adds_lines(tmp_path: Path) -> None:
    """Lines of a user's folder are added to ours, with names that refer to theirs or ours."""
    theirs = _write(
        tmp_path / "theirs", {"people": ["jpn-c-d,JPN,丙丁,C D,,,me"], "names": ["丙丁,person:jpn-c-d,strong,me"]}
    )
    world = _small(tmp_path / "ours", extra=(theirs,))
    assert [name.entity for name in world.lookup("丙丁")] == ["person:jpn-c-d"]


def test_a_user_replaces_labels_only(tmp_path: Path) -> None:
    """A user's line of a known id gives new labels, and leaves what it does not say as it was."""
    theirs = _write(tmp_path / "theirs", {"places": ["tokyo,city,JPN,,,,Tōkyō,,,,me"]})
    place = _small(tmp_path / "ours", extra=(theirs,)).entities[EntityId("place:tokyo")]
    assert place.labels == {"zh": "东京", "en": "Tōkyō", "ja": "東京"}
    assert (place.capital, place.lat) == (True, 35.68)


def test_a_user_ends_a_tenure(tmp_path: Path) -> None:
    """A user's tenure of the same person, post and start replaces ours."""
    theirs = _write(tmp_path / "theirs", {"tenures": ["jpn-a-b,JPN,head_of_state,,2020,2022-01-01,,me"]})
    tenures = _small(tmp_path / "ours", extra=(theirs,)).tenures
    assert [tenure.end for tenure in tenures] == ["2022-01-01"]


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    """A user's folder that is not there is an error, not an empty folder."""
    with pytest.raises(DataError, match="no such folder"):
        _small(tmp_path / "ours", extra=(tmp_path / "theirs",))


def test_a_table_that_we_do_not_know_is_refused(tmp_path: Path) -> None:
    """A typing mistake in the name of a user's table shows."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "persons.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(DataError, match="no table has this name"):
        _small(tmp_path / "ours", extra=(tmp_path / "theirs",))


def test_a_table_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """The mark that spreadsheets write in front of UTF-8 is no part of the first column."""
    theirs = _write(tmp_path / "theirs", {"people": ["jpn-c-d,JPN,丙丁,C D,,,me"]})
    table = theirs / "people.csv"
    table.write_text(table.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert EntityId("person:jpn-c-d") in _small(tmp_path / "ours", extra=(theirs,)).entities


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (f"{HEADERS['people']}\n".encode("utf-16"), "the table is no UTF-8"),
        (f'{HEADERS["people"]}\njpn-c-d,JPN,"丙\n丁",C D,,,me\n'.encode(), "goes on in the next line"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, body: bytes, complaint: str) -> None:
    """Another encoding, or a cell of two lines, is an error that says so."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "people.csv").write_bytes(body)
    with pytest.raises(DataError, match=complaint):
        _small(tmp_path / "ours", extra=(tmp_path / "theirs",))


@pytest.mark.parametrize("path", sorted([*DATA.glob("world/*.csv"), *DATA.glob("lang/*/names/*.csv")]), ids=str)
def test_a_table_tells_how_to_add_a_line(path: Path) -> None:
    """Every table of ours opens with a comment for whoever adds a line."""
    assert path.read_text(encoding="utf-8").startswith("# ")
