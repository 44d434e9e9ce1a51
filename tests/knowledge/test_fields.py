"""Grammars are read by the types of their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.knowledge.fields import Classes, Ending, Signs, read_fields
from kg.tables import read_yaml


@dataclass(frozen=True, kw_only=True)
class Inner:
    """A grammar within another."""

    words: tuple[str, ...]
    size: int
    level: str | None = None
    persons: bool = False


@dataclass(frozen=True, kw_only=True)
class Outer:
    """A grammar of fields of all types."""

    code: str
    looks: re.Pattern[str]
    ends: Ending
    signs: Signs
    classes: Classes
    heads: Mapping[str, tuple[str, ...]]
    inner: tuple[Inner, ...]


WHOLE = """\
looks: [甲, 乙+]
ends: 丙
signs: 丁戊
classes: {with: [同, 与], to: 向}
heads: {head: [元首, 总统]}
inner:
  - {words: [双方, 两国], size: 2, level: head}
  - {words: 三国, size: 3, persons: yes}
"""


def read(folder: Path, text: str, **given: str) -> Outer:
    path = folder / "grammar.yml"
    path.write_text(text, encoding="utf-8")
    return read_fields(Outer, read_yaml(path), **given)


def test_each_field_is_read_as_its_type_says(tmp_path: Path) -> None:
    outer = read(tmp_path, WHOLE, code="zh")
    assert outer.code == "zh"
    assert outer.looks.fullmatch("乙乙")
    assert outer.ends.search("甲丙") and not outer.ends.search("丙甲")
    assert outer.signs == {"丁", "戊"}
    assert outer.classes == {"同": "with", "与": "with", "向": "to"}
    assert outer.heads == {"head": ("元首", "总统")}
    assert outer.inner == (
        Inner(words=("双方", "两国"), size=2, level="head"),
        Inner(words=("三国",), size=3, persons=True),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("looks:", "loks:", 1, 'unknown key "loks"'),
        ("signs: 丁戊\n", "", 1, 'the key "signs" is missing'),
        ("size: 2", "size: two", 7, '"two" is no number'),
        ("persons: yes", "persons: maybe", 8, '"maybe" is neither yes nor no'),
        ("丙", "丙(", 2, "no valid regular expression"),
    ],
)
def test_what_cannot_be_read_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, WHOLE.replace(old, new), code="zh")
    assert f"grammar.yml:{line}: {message}" in str(caught.value)
