"""How names of conferences are built, and what shows that one takes place: `conferences.yml` of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from kg.knowledge.fields import Ending, Groups, read_fields
from kg.knowledge.patterns import compiled, pattern
from kg.tables import Entry, did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceGrammar:
    """How names of conferences are built, and what shows that one takes place."""

    heads: tuple[str, ...]
    edition: re.Pattern[str]
    talks: re.Pattern[str]  #: ends a name that is one of talks, where it holds no organisation
    holds_other: re.Pattern[str]  #: right after a word of `convenes`: something else is held there
    sits: re.Pattern[str]  #: right after the name of an assembly: only delegates sit
    pointing: re.Pattern[str]  #: at the beginning of a name: words that only point at it
    special: re.Pattern[str]  #: in a name: it is none of the meetings that recur
    umbrella: re.Pattern[str]  #: in a name: it is only that of several conferences
    number: re.Pattern[str]  #: the number of an edition, one group; without it the first
    opening: re.Pattern[str]  #: between 出席 and the name: when or where it is held
    acronym: re.Pattern[str]  #: Latin letters that name a conference
    shared: re.Pattern[str]  #: two conferences that share their last words
    both: re.Pattern[str]  #: the last word of a name, and a word that joins the next; group and
    sharing: Ending  #: up to a name: another one that shares its last word; group first
    joint: re.Pattern[str]  #: the ministers of three states and more
    led_by: re.Pattern[str]  #: leaders or ministers, in the sentence of a conference named by its topic
    apart: re.Pattern[
        str
    ]  #: an organisation, and after a verb its conference; groups who, head; own: if the name is known
    meets: re.Pattern[str]  #: a head that is the verb itself: 欧盟外长+开会
    meeting: str  #: what stands for it in the name
    seated: re.Pattern[str]  #: a place, and after a verb the conference that is named by it; groups who, head
    assemblies: frozenset[str]  #: organisations whose name alone is a conference
    after_verb: Annotated[re.Pattern[str], Groups("name")]  #: a name of its own after a verb; group name
    recalled: re.Pattern[str]  #: the conference named last
    by_city: re.Pattern[str]  #: after a city: the conference named before that meets there
    city_summit: re.Pattern[str]  #: after a city: a conference that is named by it alone
    recalled_all: re.Pattern[str]  #: both conferences named last
    recalled_near: re.Pattern[str]  #: the conference named last, if it stands near
    other_occasion: re.Pattern[str]  #: what, standing between, is meant instead
    ends: str  #: the signs that end a sentence
    occasions: re.Pattern[str]  #: in a title without a conference: the article is about what is none
    next: re.Pattern[str]  #: the meeting of the series after the one named last
    last: re.Pattern[str]  #: the one before it
    before_next: re.Pattern[str]  #: right before a name: the meeting to come
    before_last: re.Pattern[str]  #: right before a name: the meeting before
    joined_by: re.Pattern[str]  #: between a conference and who takes part in it
    name: re.Pattern[str]
    parts: re.Pattern[str]  #: a run of signs within which a name lies
    gate: re.Pattern[str]  #: what every name holds; much faster to look for than a name
    attends: tuple[str, ...]
    attends_before: tuple[str, ...]  #: of these those that stand before the name
    of_attending: re.Pattern[str]  #: in the clause of a name: who attends is only spoken of
    eve: re.Pattern[str]  #: right after a name: it is still to come
    guests: re.Pattern[str]  #: right after a name: those who attend it, who are met
    attends_alone: re.Pattern[str]  #: somebody takes part in the conference named before
    attends_here: re.Pattern[str]  #: the same in a sentence that names the conference before
    chaired_alone: re.Pattern[str]  #: who chairs it stands before the verb; group verb
    chairs: re.Pattern[str]  #: right after a name: who chairs it follows
    laymen: re.Pattern[str]  #: in the paragraph of a conference: guests are at it, and no officials
    of_rank: re.Pattern[str]  #: in a name: leaders or ministers are at it
    attends_all: re.Pattern[str]  #: somebody takes part in all that was told of
    before_speaker: re.Pattern[str]  #: all before who speaks in a sentence; group there, a word that he is there
    of_ministers: re.Pattern[str]  #: in a name: no leaders of states meet
    goes_on_there: re.Pattern[str]  #: a sentence begins so that only says more of the conference
    speak_in_turn: re.Pattern[str]  #: several speak there
    speaks_there: re.Pattern[str]  #: right after who speaks: it is a speech; groups verb, at
    says_there: re.Pattern[str]  #: the same right after a sentence that says that the conference meets; group verb
    absent_alone: re.Pattern[str]  #: somebody stays away from it
    attends_list: re.Pattern[str]  #: before those who take part
    absent_list: re.Pattern[str]  #: before those who stay away
    invites: re.Pattern[str]  #: somebody is only asked to take part
    by_request: tuple[str, ...]  #: before whoever only invites
    requests: re.Pattern[str]  #: and right after him
    travels: re.Pattern[str]  #: before the destination of a journey
    hosts: re.Pattern[str]  #: of the words of `convenes` those whose subject takes part
    convened_by: re.Pattern[str]  #: the same where the name follows
    backs: re.Pattern[str]  #: up to the end of a word of `convenes`: it is wished well, and still to come
    speaks: re.Pattern[str]  #: right after a name: somebody speaks there
    homeward: re.Pattern[str]  #: right after a name: who attended it is on the way home
    there: re.Pattern[str]  #: all that stands between a person and the name of a conference at which he did something
    on_the_floor: re.Pattern[str]  #: right after a name, up to the end of the clause: who acts next is there
    delegates: re.Pattern[str]  #: right after the last of the states that are named there: those who speak for them
    aids: re.Pattern[str]  #: at the beginning of a name: for whom it is held, and no place where it meets
    inside: re.Pattern[str]  #: words of `during` after which all is told of what took place there
    adopts: re.Pattern[str]  #: a conference issues a declaration
    listed: re.Pattern[str]  #: at the beginning of a clause: another conference that the same attend
    besides: re.Pattern[str]  #: a clause that names who takes part beside those in the next
    also: re.Pattern[str]  #: in that next clause
    ends_list: re.Pattern[str]  #: after the last name of a clause that only names those who take part
    goes_on_list: re.Pattern[str]  #: all that stands between two of those who attend together
    sums_up_list: re.Pattern[str]  #: all that stands between the last of them and a word for all
    owns_in_list: re.Pattern[str]  #: all that stands between a state and one of them who is of it
    attended: re.Pattern[str]  #: right after a word of `attends`: it is over
    occasion: re.Pattern[str]  #: right before a name: who is spoken of is there
    uses: re.Pattern[str]  #: up to a name: somebody makes use of the conference to meet another
    before_comment: re.Pattern[str]  #: all between a name and the clause that only says when and where it meets
    comment: re.Pattern[str]  #: a clause that only says when and where the conference meets that the one before names
    copula: re.Pattern[str]  #: right after a person: what follows says who that is
    closes: re.Pattern[str]  #: with the last day of a conference
    convenes: tuple[str, ...]
    during: tuple[str, ...]
    absent: re.Pattern[str]
    before: re.Pattern[str]  #: right after a name: what is told took place before it
    was_absent: re.Pattern[str]  #: somebody stayed away, and the conference is past
    from_afar: re.Pattern[str]  #: after a word of `absent`: who stays away takes part all the same
    refuses: re.Pattern[str]  #: of the words of `absent` those that say it of a conference still to come
    welcomes: re.Pattern[str]  #: before who has come to a conference
    of_guests: re.Pattern[str]  #: right after a name: who is met attends it
    awaits: re.Pattern[str]  #: anywhere in an article: its conference is still to come
    under_way: re.Pattern[str]  #: anywhere in an article: it has begun
    issues: Annotated[re.Pattern[str], Groups("verb")]  #: right after a name: it adopts a declaration, or decides
    lists: frozenset[str]  #: between two names of one list
    states_of: re.Pattern[str]  #: ends the name of a group that is called its states
    part: re.Pattern[str]  #: right after a name: a part of it, which shows nothing of the whole
    met: re.Pattern[str]  #: before a match, and it: talks, and no name of any
    goes_on: re.Pattern[str]  #: a sentence begins so that goes on with who acted in the one before
    no_name: re.Pattern[str]
    about: re.Pattern[str]  #: in the shape of a name: states whose conflict it is about


_CLASSES = ("body", "edition", "acronym", "portfolios")  #: keys that stand for a class in others: `<body>`
_BUILT = ("shared", "both", "joint", "apart", "seated", "name")  #: keys in which they and `<heads>` may stand
_GROUPS = {"both": ("and",), "apart": ("who", "head"), "seated": ("who", "head")}  #: that these must have
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")


def read_conferences(entry: Entry) -> ConferenceGrammar:
    """Read the grammar of a language's conferences.

    Raises:
        DataError: a key is missing, a pattern does not compile, or the gate misses a head.
    """
    keys = entry.mapping(
        required=("heads", "body", "edition", "acronym", "portfolios", "attends", "attends_after", *_BUILT)
    )
    heads = tuple(sorted(keys["heads"].texts(), key=lambda word: (-len(word), word)))
    classes = {"heads": "|".join(map(re.escape, heads))}
    classes |= {name: keys[name].text() for name in _CLASSES}

    def built(key: str) -> re.Pattern[str]:
        source = keys[key].text()
        for name, value in classes.items():
            source = source.replace(f"<{name}>", f"(?:{value})")
        if unknown := _CLASS.search(source):
            advice = did_you_mean(unknown[1], classes)
            raise keys[key].error(f'unknown class "{unknown[1]}"', advice=advice, wrong=unknown[0])
        return compiled(keys[key], source, *_GROUPS.get(key, ()))

    gate = pattern(keys["gate"])
    for head in heads:
        if gate.search(head) is None:
            raise keys["gate"].error(f'it finds nothing in the head "{head}", so that no name would end with it')
    return read_fields(
        ConferenceGrammar,
        entry,
        besides=("body", "portfolios", "heads", "attends", "attends_after", *_BUILT),
        heads=heads,
        attends=(*keys["attends"].texts(), *keys["attends_after"].texts()),
        attends_before=keys["attends"].texts(),
        **{name: built(name) for name in _BUILT},
    )
