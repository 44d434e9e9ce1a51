"""`kg extract`: what others read from its lines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command import command, kg, kg_process
from posts import BROKEN, POSTS, write_posts

from kg.knowledge.outlets import load_outlets
from kg.knowledge.world import DATA
from kg.read.jekyll import read_article
from kg.text.html import clean

ROOT = Path(__file__).parent.parent.parent
FIELDS = {
    "article", "type", "status", "date", "participants", "absent", "places", "name", "part_of", "salience", "evidence",
}  # fmt: skip
PARTY = {"name", "kind", "country"}
MEETING = POSTS["2024-11-07-meeting.md"]


def records(text: str) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def told() -> list[dict[str, Any]]:
    """What the examples say."""
    ran = kg("extract", ROOT / "examples" / "articles")
    assert (ran.code, ran.err) == (0, "")
    return records(ran.out)


def test_every_record_has_the_fields_of_the_contract(told: list[dict[str, Any]]) -> None:
    """An event, a party and a place have the fields that others read, whatever the event."""
    assert told
    assert [record for record in told if not record.keys() >= FIELDS] == []
    parties = [party for record in told for party in (*record["participants"], *record["absent"])]
    assert [party for party in parties if not party.keys() >= PARTY] == []
    assert [place for record in told for place in record["places"] if not place.keys() >= {"name", "country"}] == []


def test_evidence_stands_in_the_article(told: list[dict[str, Any]]) -> None:
    """Each evidence is cut from the text of its article, at the offsets given."""
    outlets = load_outlets(DATA / "outlets")
    paths = {path.name: path for path in (ROOT / "examples" / "articles").iterdir()}
    texts = {
        name: clean(read_article(paths[name].read_bytes(), name=name, outlet_of=outlets.of)).text
        for name in {record["article"] for record in told}
    }
    cut = [texts[record["article"]][slice(*record["offsets"])] for record in told]
    assert cut == [record["evidence"] for record in told]
    assert all(cut)


def test_a_meeting_is_told(posts_folder: Path) -> None:
    """One sentence gives one record, with parties, state, day and place."""
    (record,) = records(kg("extract", posts_folder / "2024-11-07-meeting.md").out)
    assert {key: record[key] for key in ("article", "type", "status", "date", "salience")} == {
        "article": "2024-11-07-meeting.md", "type": "Meeting", "status": "held", "date": "2024-11-07",
        "salience": "main",
    }  # fmt: skip
    parties = [tuple(party[key] for key in ("name", "kind", "country")) for party in record["participants"]]
    assert parties == [("李强", "person", "CHN"), ("菲佐", "person", "SVK")]
    assert [place["name"] for place in record["places"]] == ["北京"]
    assert record["evidence"] == "国务院总理李强7日在北京会见斯洛伐克总理菲佐。"


def test_a_dash_is_standard_input() -> None:
    """`-` reads one post; its file is named `-`."""
    ran = kg("extract", "-", stdin=MEETING)
    assert ran.code == 0
    assert [(record["article"], record["type"]) for record in records(ran.out)] == [("-", "Meeting")]


def test_standard_input_that_is_no_post() -> None:
    """What comes in by `-` is named so when it cannot be read."""
    ran = kg("extract", "-", stdin="会见在北京举行。")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("-:1: no front matter")


def test_a_faulty_post_is_named_and_the_rest_is_told(tmp_path: Path) -> None:
    """One post that cannot be read: its file and line on stderr, the others on stdout, exit code 1."""
    broken = {"yaml.md": BROKEN["yaml.md"][0]}
    ran = kg("extract", write_posts(write_posts(tmp_path), broken))
    assert {record["article"] for record in records(ran.out)} == set(POSTS)
    assert f"{tmp_path / 'yaml.md'}:2: broken front matter" in ran.err
    assert f"1 of {len(POSTS) + 1} posts" in ran.err
    assert ran.code == 1


@pytest.mark.parametrize(
    "arguments", [(), ("nowhere/",), ("--jobs", "0", "."), ("--no-such-option",), ("--world", "nowhere", ".")]
)
def test_misuse_has_a_code_of_its_own(arguments: tuple[str, ...]) -> None:
    """A wrong command line gives exit code 2, a word on stderr and nothing on stdout."""
    ran = kg("extract", *arguments)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err
    assert "Traceback" not in ran.err


def test_order_of_paths_is_kept_and_each_file_is_told_once(posts_folder: Path) -> None:
    """Records come in the order of the paths; a file that two paths name is read once."""
    second = "2024-11-13-meeting.md"
    told = records(kg("extract", posts_folder / second, posts_folder).out)
    assert list(dict.fromkeys(record["article"] for record in told)) == [second, *sorted(set(POSTS) - {second})]
    assert len({record["id"] for record in told}) == len(told)


def test_a_broken_pipe_is_no_fault(posts_folder: Path) -> None:
    """A reader that wants no more ends the command without a complaint."""
    reader = subprocess.Popen(
        command("extract", *[posts_folder] * 3), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()
    assert reader.stderr.read() == b""
    reader.stderr.close()
    assert reader.wait(60) in (0, 1)


def test_a_glob_that_the_shell_left_alone(posts_folder: Path) -> None:
    """A quoted pattern is matched by kg."""
    told = records(kg_process("extract", "2024-11-07-*.md", cwd=posts_folder).out)
    assert {record["article"] for record in told} == {name for name in POSTS if name.startswith("2024-11-07")}
