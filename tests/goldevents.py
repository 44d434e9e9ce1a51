"""Annotated events to compare found ones with, and the scorer beside the repository, where it is there."""

from __future__ import annotations

import io
import json
import runpy
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from kg.evaluate.gold import GoldRecord

SHARED = Path(__file__).parent.parent.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason="the scorer is not beside the repository")

JAPAN = {"name": "日本", "kind": "country", "country": "JPN"}
ISHIBA = {"name": "石破茂", "kind": "person", "country": "JPN"}
TRUMP = {"name": "唐纳德·特朗普", "kind": "person", "country": "USA"}
SHORT = {"name": "特朗普", "kind": "person", "country": "USA"}
XI = {"name": "习近平", "kind": "person", "country": "CHN"}
LIMA, PERU, RIO = (
    {"name": name, "country": state} for name, state in (("利马", "PER"), ("秘鲁", "PER"), ("里约", "BRA"))
)
SUMMIT = {"type": "Summit", "participants": [], "name": "二十国集团领导人峰会"}
SAID, OTHER = "石破茂与特朗普通电话。", "两人商定保持联系。"


def event(**changed: Any) -> GoldRecord:
    fields = {
        "type": "Meeting", "status": "held", "date": "2024-11-07", "participants": [ISHIBA, TRUMP], "places": [],
        "name": None, "evidence": SAID, "salience": "main",
    }  # fmt: skip
    return {**fields, **changed}  # type: ignore[typeddict-item]


def write_gold(folder: Path, gold: Mapping[str, list[GoldRecord]]) -> Path:
    """Write annotations into a folder, which is made, and return it."""
    folder.mkdir(parents=True)
    for name, events in gold.items():
        text = json.dumps({"article": name, "events": events})
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def scored(gold: Path, found: Path, *options: str) -> Any:
    """Return what the scorer says of found events, JSON lines as `kg extract` prints them."""
    said = io.StringIO()
    arguments = ["score.py", str(gold), str(found), "--json", *options]
    with patch("sys.argv", arguments), redirect_stdout(said), pytest.raises(SystemExit):
        runpy.run_path(str(SCORER), run_name="__main__")
    return json.loads(said.getvalue())


def as_scored(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give our figures, as `kg evaluate` prints them as JSON, the form that the scorer gives its own."""
    total, *types = rows
    names = ("precision", "recall", "f1")
    slots = {"status": "status", "date": "date", "participants_f1": "participants", "places_f1": "places"}
    return {
        "articles": total["articles"], "gold": total["gold"], "found": total["found"],
        "detection": {name: total[name] for name in names},
        "complete": {name: total[f"complete_{name}"] for name in names},
        "slots": {theirs: total[ours] for theirs, ours in slots.items()},
        "by_type": {row["type"]: _some(gold=row["gold"], found=row["found"], hit=row["detected"]) for row in types},
    }  # fmt: skip


def _some(**counts: int) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}
