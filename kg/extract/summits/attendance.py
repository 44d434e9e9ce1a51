"""Attendance: who takes part in a conference, and who stays away.

In go the sign that a conference takes place and the phrases in their positions, out come arguments. Whoever holds it,
only asks others to come, or has somebody sent there takes no part; who is welcomed as a guest is told by `guests`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import Placed, acts
from kg.extract.conferences.conference import NOISE, Conference, is_in_title, same_conference
from kg.extract.context import Context
from kg.extract.parties.dropped import subject_before
from kg.extract.parties.meant import parties_of
from kg.extract.parties.members import members
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.extract.summits.bodies import body_of, sides_named
from kg.extract.summits.guests import is_attribute, welcomed
from kg.extract.summits.signs import Sign, missed_before
from kg.extract.summits.status import is_only_asked, is_over
from kg.model import Argument, Span, Status

_PARTIES = frozenset({"person", "country", "group", "office", "pronoun"})
_HOSTS = (_PARTIES | {"place"}) - {"pronoun"}  #: who holds it: 将由+新德里+主办
_BODIES = frozenset({"region", "org"})  #: which may stay away as well: 波罗的海三国+拒绝出席


def attendance(
    spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference, status: Status
) -> tuple[Argument, ...]:
    """Return who takes part and who stays away; who is only asked to come does neither."""
    refused = sign.kind == "attends" and status in (Status.CANCELLED, Status.DECLINED)
    away = sign.kind == "absent" or (refused and not is_over(spot, sign))
    guests = welcomed(spot, sign) if sign.kind == "attends" else ()
    if is_only_asked(spot, sign) and not guests:
        return ()
    found = guests or _attendants(spot, placed, sign, conference)
    away = away and not _comes_from_afar(spot, sign, found)
    parties = parties_of(spot.context, found)
    if not parties and sign.kind == "convenes":
        parties = parties_of(spot.context, _chairs(spot, conference))
        parties = parties or sides_named(spot.context, conference.name) or body_of(spot.context, conference)
    return tuple(Argument(role="absent" if away else "participant", party=party, span=None) for party in parties)


def _chairs(spot: Spot, conference: Conference) -> list[Phrase]:
    """Return who is told in the sentence to chair a conference that convenes: 致信甲会议+轮值主席+乙，祝贺其召开."""
    words = spot.reading.language.conferences.chairs
    told = [one for one in spot.reading.conferences_in(spot.sentence.span) if same_conference(one, conference)]
    after = {match.end() for one in told if (match := words.match(spot.text, one.span.end))}
    return [phrase for phrase in spot.sentence.phrases if phrase.kind == "person" and phrase.start in after]


def _comes_from_afar(spot: Spot, sign: Sign, away: Sequence[Phrase]) -> bool:
    """Tell whether whoever stays away takes part all the same: 甲不亲自出席，将+以视频方式参加."""
    end = spot.reading.document.blocks[spot.sentence.block].span.end
    found = spot.reading.language.conferences.from_afar.search(spot.text, sign.span.end, end)
    if found is None:
        return False
    sentence = next(one for one in spot.reading.sentences if found.start() < one.span.end)
    clause = sentence.clause_at(found.start())
    acting = [one.name for one in clause.phrases if one.kind == "person" and one.end <= found.start()]
    same = sentence.index == spot.sentence.index
    return acting[-1] in {one.name for one in away} if acting else same


def _attendants(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> list[Phrase]:
    """Return the phrases of those who take part (or stay away)."""
    if sign.kind == "convenes" and not sign.holds:
        return list(spot.carried_subject()) if _goes_on_list(spot, sign) else []
    if sign.kind == "absent" and (missed := missed_before(spot, placed, sign.span)):
        return missed
    inside = _inside(spot, placed, sign, conference)
    found = _named(spot, placed, inside, sign, conference)
    if not found and sign.kind in ("attends", "absent") and not sign.listed:
        found = list(spot.following_subject() or spot.carried_subject() or _acting_before(spot))
    if sign.kind == "attends" and found and found == [one.phrase for one in inside if one.slot == "with"]:
        found = [*spot.carried_subject(), *found]  # 甲再访乙，并+同丙主持+峰会
    if sign.kind == "attends" and found and not sign.listed:
        found = [*_listed_with(spot, found), *found]
    if sign.kind == "attends":
        found = [*(_listed_before(spot) if sign.alone else ()), *_besides(spot), *found]
    along = [item.phrase for item in inside if item.slot == "with"]
    found = [
        each for one in found for each in (members(spot, one, bodies=True) or (one,)) if not _only_invites(spot, each)
    ]
    found = [one for one in found if one in along or not _is_of_it(spot.context, one, conference)]
    subject = spot.reading.language.subject
    found = [one for one in found if one.kind != "country" or not subject.match(spot.text, one.end)]  # 乌克兰+问题+会议
    sent = [p for p in found if p.kind == "person" and not acts(spot.text, p, spot.reading.language)]
    bodies = [p for p in found if p.kind in _BODIES and sign.kind == "absent" and sign.span.start - p.end <= 1]
    kinds = _HOSTS if sign.kind == "convenes" else _PARTIES
    return [phrase for phrase in found if (phrase.kind in kinds and phrase not in sent) or phrase in bodies]


def _inside(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> list[Placed]:
    """Return the phrases in whose positions those who take part are named."""
    slots = ("object",) if sign.listed else ("subject", "head", "modifier", "by", "with")
    inside = [item for item in placed if item.slot in slots and not conference.span.overlaps(item.phrase.span)]
    inside = [item for item in inside if item.slot != "with" or _is_along(spot, item.phrase, sign, conference)]
    if any(_is_goal(spot, item.phrase) for item in inside):  # 鲁托+来华+出席: what stands before the state acts
        around = [*inside, *(item for item in placed if item.slot == "topic")]
        inside = [item for item in around if not _is_goal(spot, item.phrase)]
    return inside


def _named(
    spot: Spot, placed: Sequence[Placed], inside: Sequence[Placed], sign: Sign, conference: Conference
) -> list[Phrase]:
    """Return whom the clause itself, or the one right after it, names as taking part."""
    heads = [item.phrase for item in inside if item.slot == "head"]
    if sign.kind == "attends" and not sign.alone:  # 出席峰会并进行国事访问的+南非总统
        after = [item.phrase for item in placed if item.slot == "object" and item.phrase.start > conference.span.end]
        heads += [phrase for phrase in after if phrase.kind == "person" or (phrase.kind == "office" and phrase.country)]
    acting = [i.phrase for i in _actors(spot, inside, placed) if i.slot != "head"]
    if acting and (sign.kind == "during" or _is_said_to_be(spot, acting[-1])):
        heads = []  # 甲在峰会上提出的+乙方案; 甲是唯一出席峰会的+欧洲领导人
    found = heads or ([] if is_attribute(spot.reading, spot.clause, sign, conference) else acting)
    if not found and sign.kind == "during":
        found = _first_after(spot, conference)
    there = _who_was_there(spot, conference) if sign.kind == "during" else []
    return found if all(phrase in found for phrase in there) else there


def _first_after(spot: Spot, conference: Conference) -> list[Phrase]:
    """Return who acts in the clause after one that only says where (峰会上，甲表示), with whom, or whose speech."""
    text, language = spot.text, spot.reading.language
    if is_in_title(text, conference.span):  # 甲《携手前行，共创未来——在+峰会+上的讲话》
        return [phrase for phrase in spot.carried_subject() if phrase.kind == "person"]
    if language.conferences.on_the_floor.match(text, conference.span.end) is None:
        return []
    found: list[Phrase] = []
    for clause in spot.sentence.clauses[spot.clause.index + 1 :][:1]:
        end = clause.span.start
        for phrase in clause.phrases:
            gap = text[end : phrase.start]
            official = phrase.kind in ("person", "country") or (phrase.kind == "office" and phrase.country)
            if not official or (gap and not (found and (gap in language.pairing or gap in language.conferences.lists))):
                break
            found.append(phrase)
            end = phrase.end
    states = [phrase for phrase in found if phrase.kind == "country"]
    sides = all(text.endswith(language.side, 0, phrase.end) for phrase in states)  # 峰会上，+中方+期待…
    return found if sides or language.conferences.delegates.match(text, found[-1].end) else []


def _who_was_there(spot: Spot, conference: Conference) -> list[Phrase]:
    """Return whose deed at a conference is spoken of, if anybody's: 我赞赏+甲昨天在+峰会+上发表的讲话."""
    before = [phrase for phrase in spot.clause.phrases if phrase.end <= conference.span.start]
    there = spot.reading.language.conferences.there
    named = before and before[-1].kind == "person" and there.fullmatch(spot.text, before[-1].end, conference.span.start)
    return before[-1:] if named else []


def _acting_before(spot: Spot) -> Sequence[Phrase]:
    """Return who acted last in the paragraph, where a sentence without a subject goes on with him: 还将出席+峰会."""
    names_none = not any(phrase.end <= spot.trigger.start for phrase in spot.sentence.phrases)
    goes_on = spot.reading.language.conferences.goes_on.match(spot.text, spot.sentence.span.start)
    return subject_before(spot.context, spot.sentence) if names_none and goes_on else ()


def _is_of_it(context: Context, phrase: Phrase, conference: Conference) -> bool:
    """Tell whether officials of the organisation itself are meant, whose conference it is: 欧盟外长+举行会议."""
    known = context.world.entities.get(phrase.entity) if phrase.entity and phrase.country is None else None
    label = known.labels.get(context.language.code, "") if known else ""
    own = phrase.name in conference.name or label in conference.parties or (bool(label) and label in conference.name)
    region = known is not None and known.kind == "region"
    own = own and not (region and label != conference.body and conference.body.startswith(label))  # 阿拉伯国家+联盟会议
    return phrase.kind == "office" and known is not None and own and not _has_two_sides(context, label, conference)


def _has_two_sides(context: Context, label: str, conference: Conference) -> bool:
    """Tell whether an organisation confers with somebody else: 中国-+东盟+领导人会议, 东盟+与+中日韩领导人会议."""
    before, found, after = conference.name.partition(label)
    dashed = bool(before) and NOISE.fullmatch(before[-1]) is not None
    return bool(found) and (dashed or after.startswith(tuple(context.language.conferences.lists)))


def _is_said_to_be(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether what follows a person says who that is: 甲+是+去年唯一出席峰会的…."""
    return phrase.kind == "person" and spot.reading.language.conferences.copula.match(spot.text, phrase.end) is not None


def _only_invites(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether somebody takes no part, but has asked others to come: 应+甲+的邀请出席峰会."""
    words = spot.reading.language.conferences
    asked = spot.text.endswith(words.by_request, 0, phrase.start)
    return asked and words.requests.match(spot.text, phrase.end) is not None


def _is_goal(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether a state is where somebody goes or is, and takes no part itself: 来+华, 赴+韩国首尔, 在+俄."""
    before = spot.text[spot.clause.span.start : phrase.start]
    there = any(mark.kind == "at" and mark.end == phrase.start for mark in spot.clause.marks)
    goes = spot.reading.language.conferences.travels.search(before) is not None
    return phrase.kind == "country" and (there or goes)


def _listed_before(spot: Spot) -> list[Phrase]:
    """Return whom the clauses before name, where they do nothing else: 甲总统A，乙总理B，以及C等+出席."""
    found: list[Phrase] = []
    for clause in reversed(spot.sentence.clauses[: spot.clause.index]):
        named = [phrase for phrase in clause.phrases if phrase.kind in ("person", "office", "country")]
        end = named[-1].end if named else clause.span.start
        if spot.reading.language.conferences.ends_list.fullmatch(spot.text, end, clause.span.end) is None:
            break
        if spot.reading.triggers_in(clause.span) or spot.reading.conferences_in(clause.span):
            break
        found[:0] = named
    return found


def _listed_with(spot: Spot, found: Sequence[Phrase]) -> list[Phrase]:
    """Return whom one list names before those found, whatever else stands in it: A等21国领导人以及+秘书长B出席."""
    first, words = min(found, key=lambda phrase: phrase.start), spot.reading.language.conferences
    listed: list[Phrase] = []
    for phrase in reversed([one for one in spot.clause.phrases if one.end <= first.start]):
        gap = Span(start=phrase.end, end=first.start)
        joined = words.goes_on_list.fullmatch(spot.text, gap.start, gap.end)
        if spot.reading.triggers_in(gap) or not (joined or words.owns_in_list.fullmatch(spot.text, gap.start, gap.end)):
            break
        if words.sums_up_list.fullmatch(spot.text, gap.start, gap.end):
            listed = [one for one in listed if one != first]  # 丙等+21个+阿盟国家领导人
        first = phrase
        if joined and acts(spot.text, phrase, spot.reading.language):
            listed.insert(0, phrase)
    return listed


def _goes_on_list(spot: Spot, sign: Sign) -> bool:
    """Tell whether a clause only names another conference that those of the clause before attend: ，以及+乙峰会."""
    words, clause = spot.reading.language.conferences, spot.clause
    before = spot.sentence.clauses[clause.index - 1].span if clause.index else None
    if before is None or not sign.relative or not words.listed.match(spot.text, clause.span.start):
        return False
    named = spot.reading.conferences_in(before)
    return bool(named) and any(
        spot.text.rfind(word, before.start, named[0].span.start) >= 0 for word in words.attends_before
    )


def _besides(spot: Spot) -> list[Phrase]:
    """Return whom the clause before names as taking part as well: 除甲外，+乙也将出席."""
    words, clause = spot.reading.language.conferences, spot.clause
    before = spot.sentence.clauses[clause.index - 1] if clause.index else None
    if before is None or words.besides.fullmatch(spot.text, before.span.start, before.span.end) is None:
        return []
    also = words.also.search(spot.text, clause.span.start, spot.trigger.start)
    return [phrase for phrase in before.phrases if phrase.kind in ("person", "office", "country")] if also else []


def _actors(spot: Spot, inside: Sequence[Placed], placed: Sequence[Placed]) -> list[Placed]:
    """Put who stands before it in place of a state that only says what else he does: 甲主持+中德+磋商并出席峰会."""
    owners = [i for i in inside if i.slot == "subject" and i.phrase.rule == "compound"]
    persons = [i for i in placed if i.slot == "topic" and i.phrase.kind in ("person", "office")]
    held = [i for i in owners if not spot.reading.language.acts.match(spot.text, i.phrase.end)]
    return [*persons, *(i for i in inside if i not in owners)] if persons and held else list(inside)


def _is_along(spot: Spot, phrase: Phrase, sign: Sign, conference: Conference) -> bool:
    """Tell whether who is named after 'with' takes part as well, and not only in what stands between or behind."""
    behind = phrase.start > max(sign.span.start, conference.span.start)  # 出席峰会和+中国+进口博览会
    return not behind and not any(phrase.end <= other.start < spot.trigger.start for other in spot.others)
