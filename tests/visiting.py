"""Pages of a server in the headless Chromium of tests."""

from __future__ import annotations

import time
from contextlib import suppress

from chromium import Page


def visit(page: Page, url: str, *, width: int = 1400, dark: bool = False) -> Page:
    """Load a page of a server and wait until it is there; complaints and requests of pages before are forgotten."""
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    page.call("Emulation.setEmulatedMedia", features=[scheme])
    page.complaints.clear()
    page.requests.clear()
    page.call("Page.navigate", url="about:blank")
    page.call("Page.navigate", url=url)
    page.wait("location.protocol.startsWith('http') && document.readyState === 'complete'")
    return page


def arrive(page: Page, condition: str) -> None:
    """Wait until a page that was asked for by a click or a key is there and an expression is true in it."""
    ready = f"Boolean(document.readyState === 'complete' && ({condition}))"
    for _ in range(300):
        with suppress(AssertionError):  # between two pages there is none that could answer
            if page.evaluate(ready):
                return
        time.sleep(0.05)
    raise AssertionError(f"waited in vain: {condition}")
