"""The page for queries in a real browser: a query goes to this server and to nobody else, and its answer is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import PROGRAM, chromium
from serving import serving
from visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")]


def test_a_question_is_asked_and_answered(store: Path, tmp_path: Path) -> None:
    """A question is chosen, run by its button, and its rows stand in a table; nothing complains."""
    with serving(store) as client, chromium(tmp_path / "profile") as page:
        visit(page, str(client.base_url.join("/query?lang=en")))
        page.wait("document.querySelector('.yasqe_queryButton') !== null")
        page.evaluate(
            "(() => { const list = document.getElementById('questions'); list.value = 'first-meetings';"
            " list.dispatchEvent(new Event('change')); })()"
        )
        page.wait("document.querySelector('.CodeMirror').CodeMirror.getValue().includes('PREFIX dpe:')")
        page.click(".yasqe_queryButton")
        page.wait("document.querySelector('.yasr_results')?.innerText.includes('菲佐')")
        assert page.evaluate("document.querySelectorAll('.parseErrorIcon').length") == 0
        assert page.complaints == []
        assert page.requests
        assert [url for url in page.requests if not url.startswith(str(client.base_url))] == []


def test_a_thing_links_on(store: Path, tmp_path: Path) -> None:
    """What is said of a person has links to the pages of its events, which open."""
    with serving(store) as client, chromium(tmp_path / "profile") as page:
        visit(page, str(client.base_url.join("/id/person-svk-robert-fico?view=statements")))
        link = page.evaluate("document.querySelector(\"a[href^='/id/event/meeting-']\").href")
        visit(page, link)
        assert page.text(".evidence mark").startswith("国务院总理李强")
        assert page.complaints == []
