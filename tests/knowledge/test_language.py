"""A wrong line in the words of a language is refused with its file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.knowledge.language import load_language
from kg.knowledge.timegrammar import load_time_grammar
from kg.knowledge.world import DATA

ZH = DATA / "lang" / "zh"


@pytest.mark.parametrize(
    ("file", "wrong", "made", "message"),
    [
        ("language.yml", r"(?m)^seat: .*$", "seat: 在总统府", 'the group "where" is missing'),
        ("language.yml", r"(?m)^level_posts:.*$", "level_post:", 'the key "level_posts" is missing'),
        ("status.yml", r"(?m)reach: \d+", "reach: far", '"far" is no number'),
        ("status.yml", r"where: before,", "where: befor,", 'unknown position "befor"'),
        ("status.yml", r"\Z", "\nside: 方\n", 'the key "side" stands in language.yml as well'),
        ("conferences.yml", r"(?m)^joint: .*$", "joint: '<hedas>'", 'unknown class "hedas"'),
        ("conferences.yml", r"(?m)^joint: .*$", "joint: '('", "no valid regular expression"),
        ("conferences.yml", r"(?m)^seated: .*$", "seated: '(?P<head><heads>)'", 'the group "who" is missing'),
    ],
)
def test_what_is_wrong_names_file_and_line(tmp_path: Path, file: str, wrong: str, made: str, message: str) -> None:
    folder = shutil.copytree(ZH, tmp_path / "zh")
    text = (folder / file).read_text("utf-8")
    spoiled, changed = re.subn(wrong, lambda _: made, text, count=1)
    assert changed == 1
    (folder / file).write_text(spoiled, "utf-8")
    with pytest.raises(DataError, match=rf"{file}:\d+: {message}"):
        load_language(folder, code="zh")


def test_a_class_of_times_defined_by_itself(tmp_path: Path) -> None:
    text = (ZH / "time.yml").read_text("utf-8")
    name = re.search(r"(?m)^classes:\n(?:\s*#.*\n)*  (\w+):", text)
    assert name is not None
    path = tmp_path / "time.yml"
    path.write_text(text[: name.end()] + f" '<{name[1]}>'\n  unused:" + text[name.end() :], "utf-8")
    with pytest.raises(DataError, match=rf'time.yml:\d+: the class "{name[1]}" is defined by itself'):
        load_time_grammar(path)
