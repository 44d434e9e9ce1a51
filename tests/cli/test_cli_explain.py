"""`kg explain`: an article and what it says; an event, its reports and why they are of one event."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import kg
from posts import POSTS, post, write_posts

from kg.query.accounts import Account, account_of, find_event
from kg.query.accounts.joins import joins
from kg.store.judgements import read_judgements
from kg.store.oxigraph import open_native

LABEL = "会谈：李强、菲佐（北京、2024-11-07）"
#: A second call of the same two within a week: near, and another event.
CALLS = {
    "2024-11-07-call.md": POSTS["2024-11-07-call.md"],
    "2024-11-09-call.md": post(
        "石破茂再与特朗普通电话", "2024-11-09 18:00:00 +0900", "日本首相石破茂9日与美国当选总统特朗普通电话。"
    ),
}  # fmt: skip


def account(store: Path, label: str) -> Account:
    """Find an event by its label."""
    native = open_native(store)
    query = 'SELECT ?e WHERE { ?e <http://www.w3.org/2000/01/rdf-schema#label> "%s"@zh-hans }' % label
    (found,) = [solution["e"].value for solution in native.query(query, use_default_graph_as_union=True)]  # type: ignore
    return account_of(native, found)
