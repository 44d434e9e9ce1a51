"""What `exports/` holds is what the example archive gives today, byte for byte."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kg.export import EXPORTERS
from kg.store.layout import Layout

EXPORTS = Path(__file__).parent.parent.parent / "exports"


@pytest.mark.parametrize(("name", "form", "part"), [("events.ttl", "turtle", "events"), ("all.trig", "trig", "all")])
def test_exports_are_current(examples_store: Path, name: str, form: str, part: str) -> None:
    """A change that alters what is published shows in the diff: `make demo` writes it anew."""
    stream = io.BytesIO()
    EXPORTERS[form](Layout(examples_store).current(), stream, part)
    assert stream.getvalue() == (EXPORTS / name).read_bytes()
