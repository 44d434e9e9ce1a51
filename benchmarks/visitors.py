"""How long each kind of page of the explorer takes, and whether many visitors at once are all served.

    python benchmarks/visitors.py [--store kg-store] [--users 50] [--seconds 20]

First each page is asked for alone, within this process, in each language: the best of three runs counts, and of the
languages the slowest, in milliseconds of the processor (so that other programs on the machine do not count; that of the
worker which asks a question does, as far as the system tells it) and of the clock. The slowest are told again, and how
many take longer than 300 ms of the processor. Then a server of its own is visited by so many users over loopback, each
of whom asks for one page after the other. Exit code 1 says that an answer was an error.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import httpx

from kg.export.void import base_of
from kg.query.questions import questions
from kg.store.oxigraph import open_native
from kg.web.app import Service, create_app
from kg.web.workers import Limits

#: A page of each kind where its address is known; the busiest of each other kind are found by search.
PATHS = (
    *("/", "/search?q=中国", "/suggest?q=中", "/dyad", "/calendar", "/questions", "/query"),
    *(f"/questions/{name}" for name in questions()),
)
KINDS = ("person", "state", "organisation", "series", "region", "place", "outlet", "event", "article")
#: What is told most of: the pages that hold most.
BUSIEST = (
    "SELECT ?x { ?r dpe:reports ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
    "SELECT ?x { ?x a dpe:Summit ; dpe:participation ?p } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
    "SELECT ?x { ?r dpe:reportedIn ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
    "SELECT ?x { ?e dpe:participant ?x . ?x a foaf:Person } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
    "SELECT ?x { ?p dpe:onBehalfOf ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
    "SELECT ?x { ?a schema:publisher ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT 1",
)
LANGUAGES = ("zh", "en", "ja")
LIMIT = 300  #: milliseconds in which a page is to be there
QUERIES = ("习近平", "中国", "联合国", "峰会", "北京", "欧洲", "网", "2024")


def main() -> int:
    """Print the table, then what the visitors saw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, default=Path("kg-store"))
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    chosen = parser.parse_args()
    paths = asyncio.run(_alone(chosen.store))
    return asyncio.run(_together(chosen.store, paths, users=chosen.users, seconds=chosen.seconds))


async def _alone(store: Path) -> list[str]:
    """Time each page; return the addresses."""
    began = time.process_time(), time.monotonic()
    app = create_app(
        Service(store=store, base=base_of(open_native(store)), hosts=("kg",), limits=Limits(rows=100_000), workers=1)
    )
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kg", timeout=300) as client,
    ):
        client.headers["Accept"] = "text/html"
        await client.get("/")
        spent = time.process_time() - began[0], time.monotonic() - began[1]
        print(f"ready after {spent[1]:.1f} s ({spent[0]:.1f} s of the processor)\n")
        paths = [*PATHS, *await _found(client)]
        print(f"{'processor':>10} {'clock':>7} {'kB':>6}  page (milliseconds)")
        taken = []
        for path in paths:
            processor, clock, size = max([await _best(client, path, language) for language in LANGUAGES])
            taken.append((processor, path))
            print(f"{processor:>10.0f} {clock:>7.0f} {size / 1000:>6.0f}  {path}", flush=True)
        late = sum(processor > LIMIT for processor, _ in taken)
        told = ", ".join(f"{path} {processor:.0f} ms" for processor, path in sorted(taken, reverse=True)[:5])
        print(f"\nthe slowest of {len(taken)}: {told}\n{late} take more than {LIMIT} ms")
        return paths


async def _best(client: httpx.AsyncClient, path: str, language: str) -> tuple[float, float, int]:
    address = f"{path}{'&' if '?' in path else '?'}lang={language}"
    runs = [await _timed(client, address) for _ in range(3)]
    processor, clock, size = zip(*runs, strict=True)
    return min(processor), min(clock), size[0]


async def _timed(client: httpx.AsyncClient, path: str) -> tuple[float, float, int]:
    processor, clock = _spent(), time.perf_counter()
    answer = await client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return 1000 * (_spent() - processor), 1000 * (time.perf_counter() - clock), len(answer.content)


def _spent() -> float:
    """Return the seconds of the processor that this process and its workers have taken."""
    spent = time.process_time()
    for child in multiprocessing.active_children():
        told = Path(f"/proc/{child.pid}/stat")  # Linux
        if told.exists():
            spent += sum(map(int, told.read_text().rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")
    return spent


async def _found(client: httpx.AsyncClient) -> list[str]:
    """Return the first page of each kind that searches find, and the pictures and pairs that pages lead to."""
    found: dict[str, str] = {}
    for query in QUERIES:
        for kind in KINDS:
            page = (await client.get("/search", params={"q": query, "kind": kind})).text
            main = page.partition("<main")[2]
            for link in re.findall(r'href="(/id/[^"?]+)', main)[:1]:
                named = link.partition("/id/")[2].replace("event/", "event-").partition("-")[0]
                found.setdefault(named, link)
    for query in BUSIEST:
        told = await client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
        page = "/id/" + told.text.split()[1].partition("/id/")[2]
        found |= {page: page, f"{page} statements": f"{page}?view=statements"}
    pages = list(dict.fromkeys(found.values()))
    for page in (found["person"], found["state"], found["event"]):
        text = (await client.get(page)).text
        pages += [each.replace("&amp;", "&") for each in re.findall(r'href="(/graph\?[^"]+)', text)[:1]]
        pages += [each.replace("&amp;", "&") for each in re.findall(r'href="(/dyad\?a=[^"]+)', text)[:1]]
    return pages


async def _together(store: Path, paths: list[str], *, users: int, seconds: float) -> int:
    """Let users ask for pages at random; return 1 if one was not served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg.cli.__main__", "serve", "--store", str(store), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            timeout=300,
            limits=httpx.Limits(max_connections=users),
            trust_env=False,
        ) as client:
            client.headers["Accept"] = "text/html"
            await _answering(client)
            until = time.monotonic() + seconds
            seen = await asyncio.gather(*(_user(client, paths, number, until) for number in range(users)))
    finally:
        process.terminate()
        process.wait(timeout=60)
    answers = sorted(spent for user in seen for _, spent in user)
    statuses = Counter(status for user in seen for status, _ in user)
    middle, late = answers[len(answers) // 2], answers[int(len(answers) * 0.95)]
    print(f"\n{users} users, {seconds:g} s: {len(answers)} pages, {dict(statuses)}")
    print(f"half came within {middle:.2f} s, 95 of 100 within {late:.2f} s, all within {answers[-1]:.2f} s")
    return int(set(statuses) != {"200"})


async def _answering(client: httpx.AsyncClient) -> None:
    """Wait until the server has read the graph."""
    while True:
        try:
            await client.get("/")
            return
        except httpx.ConnectError:
            await asyncio.sleep(0.2)


async def _user(client: httpx.AsyncClient, paths: list[str], number: int, until: float) -> list[tuple[str, float]]:
    """Ask for one page after the other; return what came of each, and after how many seconds."""
    chance, seen = random.Random(number), []
    while time.monotonic() < until:
        began = time.perf_counter()
        try:
            status = str((await client.get(chance.choice(paths))).status_code)
        except httpx.HTTPError as error:
            status = type(error).__name__
        seen.append((status, time.perf_counter() - began))
    return seen


if __name__ == "__main__":
    sys.exit(main())
