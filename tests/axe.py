"""Tests of accessibility: axe-core looks through a page.

It is no part of this repository: `npm install --no-save axe-core` in its root, or the path of `axe.min.js` in the
environment variable KG_AXE. Without it the tests are skipped.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from chromium import Page

_AXE = Path(os.environ.get("KG_AXE", Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"))
needed = pytest.mark.skipif(not _AXE.exists(), reason="there is no axe-core")


def serious(page: Page) -> list[dict[str, Any]]:
    """Return the serious and critical violations that axe finds in the page that is open."""
    page.evaluate(_AXE.read_text(encoding="utf-8") + "; 0")
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run().then(result => result.violations.map(({id, impact, nodes}) => ({id, impact, at: nodes[0].html})))"
    )
    return [each for each in found if each["impact"] in ("serious", "critical")]
