"""`kg explain`: an article and what it says; an event, its reports, and why they are of one event."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import kg
from posts import POSTS, post, write_posts

from kg.store import joined
from kg.store.layout import Layout

PLAN, HELD, NEAR = "2024-11-06-plan.md", "2024-11-07-meeting.md", "2024-11-08-meeting.md"
#: A plan, the meeting that came of it, and another of the same two, a day later in another city.
STORY = {
    PLAN: POSTS[PLAN],
    HELD: POSTS[HELD],
    NEAR: post(
        "李强在上海会见菲佐", "2024-11-08 18:00:00 +0800", "<p>国务院总理李强8日在上海会见斯洛伐克总理菲佐。</p>"
    ),
}  # fmt: skip
LABEL, OTHER = "会谈：李强、菲佐（北京、2024-11-07）", "会谈：李强、菲佐（上海、2024-11-08）"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the story."""
    folder = tmp_path_factory.mktemp("story")
    assert kg("build", write_posts(folder / "posts", STORY), "--store", folder / "kg-store").code == 0
    return folder / "kg-store"


def iri(graph: Path, pattern: str) -> str:
    """Return the one IRI that a pattern finds as ?it."""
    _, found = kg("query", f"SELECT ?it WHERE {{ {pattern} }}", "--store", graph, "--format", "csv").out.splitlines()
    return found


@pytest.fixture(scope="module")
def event(graph: Path) -> str:
    """The IRI of the meeting that two articles tell of."""
    return iri(graph, f'?it rdfs:label "{LABEL}"@zh-hans')


@pytest.fixture(scope="module")
def told(graph: Path, event: str) -> str:
    """What is told of that meeting."""
    ran = kg("explain", event, "--store", graph)
    assert (ran.err, ran.code) == ("", 0)
    return ran.out


def test_help_ends_in_an_example() -> None:
    """The help shows how an article and how an event is explained."""
    example = kg("explain", "--help").out.partition("Examples:")[2]
    assert "kg explain posts/" in example
    assert "kg explain meeting-" in example


def test_an_article_is_explained(posts_folder: Path) -> None:
    """Of a file each event is shown with its rule, parties, reasons and sentence, and each person with the link."""
    told = kg("explain", posts_folder / HELD).out
    assert "Meeting, held, 2024-11-07 (bare_day), main" in told
    assert "by “会见" in told
    assert "sentence  国务院总理李强7日在北京会见斯洛伐克总理菲佐。" in told
    assert re.search(r"菲佐 \[person:svk-[a-z-]+\]: 总理 \(head_of_government, current\) of SVK", told)


def test_near_misses_of_an_article_are_told() -> None:
    """Below the people stands each sentence with a trigger that gave no event, and what each rule said against it."""
    told = kg("explain", "-", stdin=post("王毅会见同乡", "2024-11-07", "王毅7日会见同乡。")).out
    _, _, near = told.partition("\nNear misses\n")
    assert "  王毅7日会见同乡。\n    “会见” at 11–13\n" in near
    assert "      Meeting/receives: no second party: only 王毅\n" in near


def test_standard_input_is_an_article() -> None:
    """`-` is an article, never an event."""
    assert kg("explain", "-", stdin=STORY[HELD]).out.startswith("-: 李强会见斯洛伐克总理菲佐")


def test_what_became_of_an_event(told: str, event: str) -> None:
    """Label, IRI, status, date, parties with their offices, and place stand on top."""
    head = told.partition("\nReports\n")[0]
    facts = (LABEL, "meeting: Li Qiang", f"<{event}>", "Meeting, held", "2024-11-07 (BareDay)", "place       北京")
    assert [fact for fact in facts if fact not in head] == []
    assert re.search(r"participant 菲佐 \(SVK\), 总理 \[person-svk-[a-z-]+\]", head)


def test_reports_come_in_order_of_publication(told: str) -> None:
    """Each with its day, status, date and headline, its file, sentence, rule and reasons."""
    first, _, second = told.partition("\nReports\n")[2].partition("\n[2] ")
    assert first.startswith("[1] 2024-11-06: planned, 2024-11-07: 斯洛伐克总理菲佐将访华\n")
    assert second.startswith("2024-11-07: held, 2024-11-07: 李强会见斯洛伐克总理菲佐\n")
    lines = (
        f"file        {PLAN}",
        "sentence    国务院总理李强将于7日在北京会见",
        "rule        Meeting/",
        "because     status planned: ",
    )
    assert [line for line in lines if line not in first] == []


def test_why_reports_were_joined_and_which_came_near(told: str) -> None:
    """Joins come before near misses, each with score and reasons; a report of another event is named by its event."""
    joined, near = told.partition("\nJoins and near misses\n")[2].splitlines()
    assert re.fullmatch(r"  joined 1\.00: \[1\] and \[2\]: both name 李强; .*; both in 北京 \(\+0\.15\)", joined)
    assert re.match(rf"  not joined 0\.\d\d: \[1\] and meeting-[0-9a-f]{{10}} \({OTHER}\): ", near)
    assert near.endswith("in different cities: 北京 and 上海 (veto)")


def test_an_event_has_several_names(graph: Path, event: str, told: str) -> None:
    """The last part of the IRI, and the IRI that a report would have given alone, lead to the same event."""
    former = iri(graph, f"?it dct:isReplacedBy <{event}>")
    names = (event.rpartition("/")[2], former, former.rpartition("/")[2])
    assert [kg("explain", name, "--store", graph).out for name in names] == [told] * 3
    assert f"former name {former}" in told


def test_a_near_miss_is_told_from_both_sides(graph: Path) -> None:
    """The other meeting, which one article tells of, shows the same near miss and no join."""
    other = iri(graph, f'?it rdfs:label "{OTHER}"@zh-hans')
    (near,) = kg("explain", other, "--store", graph).out.partition("\nJoins and near misses\n")[2].splitlines()
    assert re.match(r"  not joined 0\.\d\d: meeting-[0-9a-f]{10} \(.*\) and \[1\]: ", near)


def test_another_base_changes_names_only(tmp_path: Path, told: str) -> None:
    """With another base of IRIs the same is told."""
    posts, store, base = write_posts(tmp_path / "posts", STORY), tmp_path / "kg-store", "https://example.org/id/"
    kg("build", posts, "--store", store, "--base", base)
    event = iri(store, f'?it rdfs:label "{LABEL}"@zh-hans')
    assert event.startswith(base)
    assert kg("explain", event, "--store", store).out == told.replace("https://w3id.org/dpe/id/", base)


@pytest.mark.parametrize("name", ["meeting-0000000000", "no-such-file.md", 'a"b\\c', "https://example.org/e"])
def test_what_is_neither_file_nor_event(graph: Path, name: str) -> None:
    """A name that leads to nothing gives exit code 2 and says what is wanted."""
    ran = kg("explain", name, "--store", graph)
    assert "Traceback" not in ran.err
    assert (ran.out, ran.code) == ("", 2)


def test_an_event_needs_a_graph(tmp_path: Path) -> None:
    """A name that is no file, where no graph is, gives exit code 2 and says both."""
    ran = kg("explain", "no-such-file.md", "--store", tmp_path)
    assert "no-such-file.md: there is no such file" in ran.err
    assert "there is no graph here" in ran.err
    assert (ran.out, ran.code) == ("", 2)


def test_judgements_that_are_missing_are_named(tmp_path: Path) -> None:
    """A store without its judgements says so, and what to do."""
    store = tmp_path / "kg-store"
    kg("build", write_posts(tmp_path / "posts", {HELD: STORY[HELD]}), "--store", store)
    event = iri(store, f'?it rdfs:label "{LABEL}"@zh-hans')
    (Layout(store).current() / joined.FILE).unlink()
    ran = kg("explain", event, "--store", store)
    assert "joined.sqlite: the judgements cannot be read" in ran.err
    assert (ran.out, ran.code) == ("", 1)
