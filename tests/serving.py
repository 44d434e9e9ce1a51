"""A `kg serve` in a process of its own, for tests."""

from __future__ import annotations

import html
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from command import command


@contextmanager
def serving(store: Path, *options: str) -> Iterator[httpx.Client]:
    """Run a server and give a client of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command("serve", "--store", store, "--port", port, *options), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, trust_env=False) as client:
            wait_for(client, process)
            yield client
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers."""
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            client.get("/static/editor.css")
        except httpx.ConnectError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server does not answer")


def plain(page: str) -> str:
    """Return the text of a page: without tags, scripts and the signs that HTML escapes."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", bare))
