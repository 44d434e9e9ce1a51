"""What holds of coreference, whatever the reports are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import networkx as nx
from coref_reports import report
from hypothesis import given
from hypothesis import strategies as st

from kg.coref.candidates import candidates
from kg.coref.cluster import outline_of, resolve
from kg.coref.features import compare
from kg.coref.identity import is_edition, same_edition
from kg.coref.judge import Verdict, explain, judge
from kg.coref.outline import Outline
from kg.coref.report import Report
from kg.coref.rules import load_rules
from kg.model import EventId

RULES = load_rules()
PARTIES = ["习近平/CHN", "王毅/CHN", "CHN", "石破茂/JPN", "JPN", "拜登/USA", "乔·拜登/USA", "卡拉斯/", "欧盟/org"]
DAYS = [f"2024-11-{day:02d}" for day in range(1, 12)]
DATES = [*DAYS, "2024-11", "2024", "2024-11-04/2024-11-06", "2024-11-05/", ""]
CONTACT = {
    "type": st.sampled_from(["Meeting", "Call", "Agreement", "Message"]),
    "who": st.lists(st.sampled_from(PARTIES), min_size=2, max_size=3, unique=True),
}
JOURNEY = {"type": st.just("Visit"), "who": st.lists(st.sampled_from(PARTIES[:5]), min_size=1, max_size=1)}
SUMMIT = {
    "type": st.just("Summit"),
    "who": st.just([]),
    "name": st.sampled_from(["G20峰会", "G20领导人峰会", "二十国集团领导人峰会", "第29届气候大会", "气候大会"]),
    "entity": st.sampled_from(["", "series:g20", "edition:g20-2024", "edition:g20-2023", "series:cop"]),
}
COMMON = {
    "article": st.sampled_from("abcdefgh"),
    "published": st.sampled_from(DAYS),
    "date": st.sampled_from(DATES),
    "status": st.sampled_from(["held", "held", "held", "planned", "proposed", "cancelled", "declined"]),
    "salience": st.sampled_from(["main", "main", "background"]),
    "at": st.lists(st.sampled_from(["北京/CHN", "CHN", "上海/CHN", "利马/PER", "PER"]), max_size=1),
}
LINES = st.one_of([st.fixed_dictionaries({**COMMON, **kind}) for kind in (CONTACT, JOURNEY, SUMMIT)])
ARCHIVES = st.lists(LINES, min_size=2, max_size=12)


def reports_of_lines(lines: Sequence[Mapping[str, Any]]) -> list[Report]:
    """Make reports; those of one article are published together."""
    published = {line["article"]: line["published"] for line in lines}
    full = ({**line, "published": published[line["article"]], "entity": line.get("entity", "")} for line in lines)
    return [report({k: v for k, v in line.items() if v != ""}, number) for number, line in enumerate(full)]


@given(ARCHIVES, st.randoms(use_true_random=False))
def test_order_does_not_matter(lines: list[dict[str, Any]], chance: Any) -> None:
    """The same reports in any order give the same clusters for the same reasons."""
    reports = reports_of_lines(lines)
    shuffled = chance.sample(reports, len(reports))
    assert resolve(shuffled, RULES) == resolve(reports, RULES)


@given(ARCHIVES)
def test_clusters_share_the_reports_out(lines: list[dict[str, Any]]) -> None:
    """Every report is in one cluster, which is named by its first report and has no two of one article."""
    reports = {each.id: each for each in reports_of_lines(lines)}
    clusters = resolve(reports.values(), RULES).clusters
    assert sorted(member for cluster in clusters for member in cluster.members) == sorted(reports)
    for cluster in clusters:
        members = [reports[member] for member in cluster.members]
        assert cluster.id == min(members, key=lambda each: each.order).id
        assert len({each.article.id for each in members}) == len(members)
        assert len({each.event.type for each in members}) == 1


@given(ARCHIVES)
def test_every_join_is_told(lines: list[dict[str, Any]]) -> None:
    """The joins that are told make the clusters, no more of them than are needed; the near misses lie across."""
    found = resolve(reports_of_lines(lines), RULES)
    joins = [each for each in found.judgements if each.same]
    graph = nx.Graph([(each.left, each.right) for each in joins])
    graph.add_nodes_from(cluster.id for cluster in found.clusters)
    assert sorted(map(sorted, nx.connected_components(graph))) == sorted(list(each.members) for each in found.clusters)
    assert len(joins) == len(lines) - len(found.clusters)
    of = {member: cluster.id for cluster in found.clusters for member in cluster.members}
    assert all(of[each.left] != of[each.right] for each in found.judgements if not each.same)
    assert all(0 <= each.score <= 1 and each.reasons for each in found.judgements)


def comparable(one: Outline, other: Outline) -> bool:
    """Tell whether two reports are of two articles, one type and both of one party or both of several."""
    alone = [len(each.sides) == 1 for each in (one, other)]
    return one.article != other.article and one.event.type == other.event.type and alone[0] == alone[1]


@given(ARCHIVES)
def test_blocking_loses_nothing(lines: list[dict[str, Any]]) -> None:
    """Whatever may be joined is compared; the editions of conferences are known without it."""
    outlines = [outline_of(each, RULES) for each in sorted(reports_of_lines(lines), key=lambda each: each.order)]
    likely = {
        (left, right)
        for (left, one), (right, other) in combinations(enumerate(outlines), 2)
        if comparable(one, other) and not same_edition(one, other, RULES.days.reschedule)
        if judge(compare(one, other, RULES), RULES.thresholds) in (Verdict.SAME, Verdict.ALONE)
    }
    assert likely <= set(candidates(outlines, RULES.days))


@given(ARCHIVES)
def test_one_edition_is_one_event(lines: list[dict[str, Any]]) -> None:
    """What articles first tell of an edition of a conference is one event."""
    reports = sorted(reports_of_lines(lines), key=lambda each: each.order)
    of = {member: cluster.id for cluster in resolve(reports, RULES).clusters for member in cluster.members}
    editions = [each for each in reports if each.event.entity and is_edition(each.event.entity)]
    first = {(each.event.entity, each.article.id): of[each.id] for each in reversed(editions)}
    assert len(set(first.values())) == len({entity for entity, _ in first})


def test_explain() -> None:
    """A cluster is explained by its joins, best first, and then by what came near."""
    common = {"type": "Call", "who": ["斯塔默/GBR", "泽连斯基/UKR"]}
    days = ["2024-11-05", "2024-11-05", "2024-11-06"]
    found = resolve([report({**common, "published": day, "date": day}, at) for at, day in enumerate(days)], RULES)
    assert list(explain([EventId("r0"), EventId("r1")], found.judgements)) == [
        "joined 0.90: r0 and r1: both name 斯塔默; both name 泽连斯基 (+0.45); both on 2024-11-05 (+0.45)"
    ]
