"""`kg world`: what the tables say on the command line, and that what it suggests makes people known."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import kg
from posts import post, write_posts

COMMANDS = ("check", "who", "show", "suggest")
#: Two events of one whom no table knows, and one of another.
STRANGERS = {
    "2024-11-06-plan.md": post(
        "李强将会见魏思宁", "2024-11-06 10:00:00 +0800", "<p>国务院总理李强将于9日在北京会见斯洛伐克外长魏思宁。</p>"
    ),
    "2024-11-07-meeting.md": post(
        "王毅会见魏思宁", "2024-11-07 18:00:00 +0800", "<p>外交部长王毅7日在北京会见斯洛伐克外长魏思宁。</p>"
    ),
    "2024-11-08-meeting.md": post(
        "王毅会见柏安澜", "2024-11-08 18:00:00 +0800", "<p>外交部长王毅8日在北京会见芬兰外长柏安澜。</p>"
    ),
}  # fmt: skip
TENURES = "person,polity,post,receiver,start,end,seen,source\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Posts that name whom no table knows, and their graph."""
    folder = tmp_path_factory.mktemp("strangers")
    write_posts(folder / "posts", STRANGERS)
    assert kg("build", folder / "posts", "--store", folder / "kg-store").code == 0
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_in_an_example(command: str) -> None:
    """The help of each command shows how it is called."""
    told = kg("world", command, "--help").out
    assert f"kg world {command}" in told.partition("Example")[2]


def test_our_tables_fit_together() -> None:
    """The check of our own tables finds nothing and says nothing."""
    ran = kg("world", "check")
    assert (ran.out, ran.err, ran.code) == ("", "", 0)


def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path) -> None:
    """A second prime minister in a user's table is told with file and line, and the exit code is 1."""
    (tmp_path / "tenures.csv").write_text(TENURES + "jpn-takeshi-iwaya,JPN,head_of_government,,2024-11-01,,,own\n")
    ran = kg("world", "check", "--world", tmp_path)
    assert f"{tmp_path / 'tenures.csv'}:2: person:jpn-shigeru-ishiba was head_of_government of JPN" in ran.out
    assert ran.code == 1


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A tenure of a post that is none stops the check, with file, line and what may be meant."""
    (tmp_path / "tenures.csv").write_text(TENURES + "jpn-takeshi-iwaya,JPN,foreign_ministr,,2024-11-01,,,own\n")
    ran = kg("world", "check", "--world", tmp_path)
    assert f'{tmp_path / "tenures.csv"}:2: unknown post "foreign_ministr"' in ran.err
    assert "foreign_minister" in ran.err
    assert (ran.out, ran.code) == ("", 1)


@pytest.mark.parametrize(
    ("arguments", "row"),
    [
        (("2024-11-07", "JPN", "head_of_government"), "石破茂 Shigeru Ishiba head_of_government 2024-10-01 2025-10-21"),
        (("2024-11-07", "日本", "外相"), "岩屋毅 Takeshi Iwaya foreign_minister 2024-10-01 2025-10-21"),
        (("2024-11-07", "japan", "foreign minister"), "岩屋毅 Takeshi Iwaya foreign_minister 2024-10-01 2025-10-21"),
        (("2025-01-20", "米国", "head_of_state"), "特朗普 Donald Trump head_of_state 2025-01-20"),
        (("2025-01-19", "美國", "head_of_state"), "拜登 Joe Biden head_of_state 2021-01-20 2025-01-20"),
    ],
)  # fmt: skip
def test_who_held_a_post(arguments: tuple[str, ...], row: str) -> None:
    """One holds it; state and post may be named by code or in any language; on a handover the successor holds it."""
    header, *lines = kg("world", "who", *arguments).out.splitlines()
    assert header.split() == ["zh", "en", "post", "at", "from", "to", "source"]
    assert [" ".join(line.split())[: len(row)] for line in lines] == [row]


@pytest.mark.parametrize(
    ("at", "names"),
    [
        (("--at", "CHN"), ["金杉宪治"]),
        (("--at", "米国"), ["山田重夫"]),
        (("--at", "韩国"), ["水岛光一"]),
        ((), ["金杉宪治", "水岛光一", "武藤显", "山田重夫"]),
    ],
)
def test_ambassadors_are_told_apart_by_where_they_serve(at: tuple[str, ...], names: list[str]) -> None:
    """A state has one ambassador at each other; all come by where they serve."""
    lines = kg("world", "who", "2024-11-07", "JPN", "ambassador", *at).out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == names


def test_all_posts_come_by_rank() -> None:
    """Without a post all are shown, the highest first."""
    lines = kg("world", "who", "2024-11-07", "JPN").out.splitlines()
    names = [line.split()[0] for line in lines[1:]]
    assert names.index("德仁") < names.index("石破茂") < names.index("岩屋毅") < names.index("金杉宪治")


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("2024-11-07", "Japn"), "Japan"),
        (("2024-11-07", "JPN", "foreign_ministr"), "foreign_minister"),
        (("7.11.2024", "JPN"), "%Y-%m-%d"),
    ],
)
def test_who_cannot_be_asked_so(arguments: tuple[str, ...], advice: str) -> None:
    """A polity, post or day that is none gives exit code 2 and what may be meant."""
    ran = kg("world", "who", *arguments)
    assert advice in ran.err
    assert (ran.out, ran.code) == ("", 2)


def test_nobody_is_known() -> None:
    """Of a day of which the tables know nothing they say so, and the exit code is 1."""
    ran = kg("world", "who", "1850-01-01", "JPN")
    assert ran.err == "the tables know of nobody\n"
    assert (ran.out, ran.code) == ("", 1)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("石破茂", ("person:jpn-shigeru-ishiba", "Shigeru Ishiba (en)", "Q1335527", "weak      石破", "tenures.csv:")),
        ("shigeru ishiba", ("person:jpn-shigeru-ishiba",)),
        ("澤連斯基", ("person:ukr-volodymyr-zelenskyy", "head_of_state of UKR, 2019-05-20 to ?")),
        ("利马", ("place:lima", "-12.05, -77.04", "capital   yes", "places.csv:")),
        (
            "series:apec-leaders",
            ("APEC首脳会議 (ja)", "edition:apec-leaders-2024: no. 31, 2024-11-15/2024-11-16", "place:lima"),
        ),
        ("垂秀夫", ("ambassador of JPN at CHN, 2020-11 to 2023-12",)),
        ("JPN", ("state:JPN", "Q17", "states.csv:")),
    ],
)
def test_all_that_the_tables_say(name: str, facts: tuple[str, ...]) -> None:
    """Any label, form or id leads to the entity, in any language; each fact and line of it is shown."""
    ran = kg("world", "show", name)
    assert [fact for fact in facts if fact not in ran.out] == []
    assert ran.code == 0


def test_all_namesakes_are_shown() -> None:
    """A form of several entities shows them all."""
    told = kg("world", "show", "布朗").out
    assert sum(line.endswith("]") and not line.startswith(" ") for line in told.splitlines()) > 1


@pytest.mark.parametrize(
    ("name", "advice"), [("石破毛", "石破茂"), ("apec economic leaders", "APEC Economic Leaders'")]
)
def test_a_name_that_nobody_has(name: str, advice: str) -> None:
    """What is in no table gives exit code 1 and names that are like it."""
    ran = kg("world", "show", name)
    assert advice in ran.err
    assert (ran.out, ran.code) == ("", 1)


def test_strangers_come_by_number_of_events(archive: Path) -> None:
    """Each with state, offices and sentences; a limit leaves out the last."""
    told = kg("world", "suggest", "--store", archive / "kg-store").out
    assert told.index("   2  魏思宁, 斯洛伐克 (SVK) [person-x-") < told.index("   1  柏安澜, 芬兰 (FIN) [person-x-")
    assert "外长 (foreign_minister)" in told
    assert "2024-11-07  外交部长王毅7日在北京会见斯洛伐克外长魏思宁。" in told
    assert "柏安澜" not in kg("world", "suggest", "--store", archive / "kg-store", "--top", "1").out


def test_what_is_suggested_makes_known(archive: Path, tmp_path: Path) -> None:
    """Tables written by `--csv` are read by `--world`, and then nobody is left to suggest."""
    (tmp_path / "names").mkdir()
    for table, file in (("people", "people.csv"), ("names", "names/people.csv")):
        lines = kg("world", "suggest", "--store", archive / "kg-store", "--csv", table).out
        (tmp_path / file).write_text(lines, encoding="utf-8")
    assert kg("build", archive / "posts", "--store", tmp_path / "kg-store", "--world", tmp_path).code == 0
    assert kg("world", "suggest", "--store", tmp_path / "kg-store").out == ""


def test_suggestions_need_a_graph(tmp_path: Path) -> None:
    """Where nothing is built, that is said."""
    ran = kg("world", "suggest", "--store", tmp_path)
    assert "there is no graph here" in ran.err
    assert (ran.out, ran.code) == ("", 1)
