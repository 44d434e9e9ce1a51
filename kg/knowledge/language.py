"""A language as the engine sees it: closed word classes, status words and event rules, all read from data.

`load_language` reads `language.yml`, `status.yml`, `conferences.yml` and `events/*.yml` of one folder. Nothing here
knows a word: to add a language is to add a folder. Names of persons, states and places are the world's (see `world`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from kg.knowledge.conferencegrammar import ConferenceGrammar, read_conferences
from kg.knowledge.eventrules import EventRule, read_rules
from kg.knowledge.fields import Classes, Ending, Groups, OneOf, Signs, read_fields
from kg.knowledge.ontology import ontology_folder, roles_by_type
from kg.match.openings import Openings, openings
from kg.model import Status
from kg.tables import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Words for parties already spoken of: both sides, the two leaders."""

    words: tuple[str, ...]
    size: int
    level: str | None = None  #: a key of `levels`; None for the states themselves
    persons: bool = False  #: it means persons who have been named, whatever their office: 两人
    hosts: bool = False  #: it means the states to which the visit last told of goes: 当地政要


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGrammar:
    """How a person that no table knows is recognised."""

    transliteration: Signs
    dots: str
    max: int
    max_dotted: int
    surnames: Signs
    long_surname: re.Pattern[str]  #: a surname of two signs
    regnal: re.Pattern[str]  #: the number of a monarch
    of_place: re.Pattern[str]  #: right after the name of a place, which sounds like that of a person
    chinese_polities: frozenset[str]
    japanese_surnames: frozenset[str]
    given: Signs  #: stops that a given name of several signs may end with all the same
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that tells the status of an event."""

    name: str
    words: re.Pattern[str]
    status: Status
    where: Annotated[str, OneOf(("before", "after"), "position")]  #: of the trigger
    reach: int  #: how many characters away it may stand
    weak: bool = False  #: it holds only where no other cue tells a plan, a wish or a refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChorusGrammar:
    """How a text tells that many write to one."""

    opens: re.Pattern[str]  #: many write, up to the verb: 多国领导人+致电
    says: re.Pattern[str]  #: right after one of them: what he or she writes follows
    names: re.Pattern[str]  #: in a sentence that only says who wrote as well
    of_parties: frozenset[str]  #: posts in a party: whoever holds no other writes on no state's behalf
    party_states: frozenset[str]  #: ISO 3166-1 alpha-3 of the states that a party leads: its head writes for the state


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialGrammar:
    """How a text tells that one receives the credentials of many."""

    accepts: re.Pattern[str]  #: one does: 接受八国大使+递交国书
    lists: re.Pattern[str]  #: at the start of a sentence that says who they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that the engine knows of one language."""

    code: str
    marks: Classes  #: word to class: with, and, at, to, by, about
    disposal: re.Pattern[str]  #: a mark of the addressed side where it tells no future: 将甲列入
    shields: frozenset[str]
    compound_heads: tuple[str, ...]
    compound_prefixes: tuple[str, ...]
    compound_single_heads: tuple[str, ...]
    sure_compounds: Signs
    hesitant: Signs  #: signs of states that are grammar words as well: 以
    hesitant_heads: re.Pattern[str]  #: what must follow those
    subject: re.Pattern[str]  #: between a state and an office that is about it, and not of it
    party: re.Pattern[str]  #: between a state and the office of a member of a party
    portfolio: re.Pattern[str]  #: between a state and the office of its official: 负责…事务的
    fields: re.Pattern[str]  #: between a state and the last words of an office of several fields: 经济事务与+财政部长
    accompanies: tuple[str, ...]  #: before whoever travels with others: 陪同
    composing: re.Pattern[str]  #: after the members of a delegation: 组成的代表团
    topic: re.Pattern[str]  #: after a state that an official deals with: 美国+也门+问题特使
    pairing: tuple[str, ...]  #: between two destinations: 日本+与+韩国
    joining: tuple[str, ...]  #: joins two names, and means the other side at the beginning of a clause
    allied: frozenset[str]  #: between two who act together: 甲+联合+乙
    resumed: re.Pattern[str]  #: in a clause, all before the noun for an event that was told of before: 此次+会谈
    takes_place: Annotated[re.Pattern[str], Groups("ahead")]  #: and what follows the noun: when or where it takes place
    clock: re.Pattern[str]  #: after a state or a city: by its clocks, or its athletes: 韩国+时间, 法国+队
    later_that_day: re.Pattern[str]  #: a plan for the day of which a clause before tells: 今天上午抵达，+下午将+会见
    by_then: re.Pattern[str]  #: what follows a person of whom a clause only says when: 在拜登+离开白宫前
    opens: re.Pattern[str]  #: what may stand before it there: 5日在当地+和
    side: str
    sign_first: tuple[str, ...]  #: shields whose first sign is a state's after such a word: 访+日后
    currencies: tuple[str, ...]  #: of these the first sign is a state's where its leader follows: 中美+元首
    head_of_state: re.Pattern[str]  #: right after that sign: its leader
    goes_to: tuple[str, ...]  #: before the first sign of a state that the article names: 访+荷
    visited: re.Pattern[str]  #: such a sign where a visit is paid: 对+塞+进行访问
    own_state: tuple[str, ...]
    office_status: Classes
    institutions: tuple[str, ...]
    ministries: frozenset[str]  #: institutions that the press of their own state names without it
    office_heads: tuple[str, ...]
    spokespersons: frozenset[str]
    private: frozenset[str]  #: titles of those who speak for no state: 董事长
    genitive: str  #: ties a noun to what describes it: 来访+的+桑切斯
    envoys: re.Pattern[str]  #: right after a person: another, who acts in the name of it
    appointed: Annotated[re.Pattern[str], Groups("who")]  #: words that give somebody a post; group who
    building: re.Pattern[str]  #: right after a name: a thing that bears it, and not the person
    roundup: re.Pattern[str]  #: in the title of an article of several stories, each under a heading
    residence: re.Pattern[str]  #: right after an office: the place and not the person
    capital: re.Pattern[str]  #: right after a state: its capital, which is not named
    goes: re.Pattern[str]  #: right before a place: somebody is or comes there
    seat: Annotated[re.Pattern[str], Groups("where")]  #: where a leader receives, with the word before it; group where
    apposition: re.Pattern[str]  #: between a state and its city: 秘鲁+首都+利马
    holding: re.Pattern[str]  #: verbs whose object is the noun that tells of an event: 举行+会谈
    filler: str  #: signs that may stand between states and the noun of their meeting: 日韩+两国+会谈
    elected: re.Pattern[str]  #: somebody has been elected to an office
    short_states: Mapping[str, str]  #: two signs that name a state before an office: 中非+总统, and its name
    sole_offices: Mapping[str, str]  #: words of an office to the one state that has it: 国务卿
    titles_of: Mapping[str, tuple[str, ...]]  #: names of states that are titles after others: 文莱+苏丹
    titles_in_names: tuple[str, ...]  #: titles that the tables hold with the name: 苏丹哈桑纳尔
    titles_after_names: tuple[str, ...]  #: and after it: 萨勒曼国王
    forces: re.Pattern[str]
    office_joiner: re.Pattern[str]  #: between two offices of one person: 外长兼副总理
    office_comma: str  #: between two offices of one person
    spelled: re.Pattern[str]  #: in brackets after a name: its spelling, or where the person stands in a picture
    companions: tuple[str, ...]
    in_role: tuple[str, ...]
    reasons: frozenset[str]  #: words for a topic with which a clause of its own begins
    as_role: tuple[str, ...]  #: right after an office: in it acts whoever is named before
    on_behalf: tuple[str, ...]  #: right before who has sent whoever acts
    led_delegation: tuple[str, ...]
    agents: frozenset[str]  #: of the words for who acts those that say so of what is not done to anybody: 由
    sends_delegation: re.Pattern[str]  #: right after a state: its delegation is meant
    heads_delegation: Ending  #: up to a name: whoever bears it heads a delegation
    delegation: tuple[str, ...]
    member_states: re.Pattern[str]  #: in a phrase: those who lead the states of an organisation: 东盟+国家领导人
    on_topic: frozenset[str]  #: marks of a topic of talks, after which no state acts
    opens_report: re.Pattern[str]  #: right after the city where a report was written, with which it begins
    sends_out: re.Pattern[str]  #: between a state and the official whom it sends: 派遣的+前
    spouses: tuple[str, ...]
    kin: tuple[str, ...]
    groups: tuple[Group, ...]
    levels: Classes  #: word to level
    level_posts: Mapping[str, tuple[str, ...]]
    no_pronoun: re.Pattern[str]  #: what looks like a pronoun and is part of a conjunction: 与+其+坐等，不如会谈
    pronouns: Classes  #: word to class: person, other, you, we, i
    vocatives: re.Pattern[str]  #: after an office: whoever is spoken to: 总统+先生
    acts: re.Pattern[str]  #: what follows a state that acts
    sent: tuple[str, ...]  #: verbs whose object goes on acting: 派+外长+访中，与乙会面
    regime: re.Pattern[str]  #: right after a person: the state that he governs is meant
    this: tuple[str, ...]  #: right before a region that is a word for a state named before: 这个+中美洲国家
    pivots: tuple[str, ...]  #: verbs whose object is the subject of the next verb: 邀请+金正恩+访问
    posted: tuple[str, ...]  #: between a state and the state where its envoy serves
    recurring: re.Pattern[str]  #: between states and the noun of their meeting: 中印+第二次非正式+会晤
    so_many: re.Pattern[str]  #: between states and the word for what they are: 智利、秘鲁+两个+南美国家
    postings: re.Pattern[str]  #: between the last of several states and the office of those who serve there
    chorus: ChorusGrammar
    credentials: CredentialGrammar
    since: re.Pattern[str]  #: right after a trigger: what is told of came later
    counted: re.Pattern[str]  #: how often such a thing has happened: 首次
    unnamed: re.Pattern[str]  #: whoever acts is no party, and is not left out: 某公司+与
    spoken_of: re.Pattern[str]  #: right after a trigger in somebody's words: more is said of what took place before
    offends: re.Pattern[str]  #: right after a trigger: others take offence at it
    reacts: Annotated[
        re.Pattern[str], Groups("what")
    ]  #: somebody speaks of what others do; group what: 甲对乙丙会谈表示欢迎
    while_there: re.Pattern[str]  #: between a city and what takes place there: 在纽约+期间
    taken_along: re.Pattern[str]  #: from a companion to the end of a clause: both meet those of the next one
    place_is: Ending  #: up to a place: it is that of the talks told of
    is_place: re.Pattern[str]  #: right after a place: it is that of the talks told of
    dateline_after: re.Pattern[str]  #: right after the city where a report was written
    document_of: re.Pattern[str]  #: right after a place: a document is named that speaks of it
    while_visiting: re.Pattern[str]  #: right after a place: it is only said who the guest is
    near_place: re.Pattern[str]  #: right after a city: another place near it is named
    that_place: Annotated[re.Pattern[str], Groups("here")]  #: the city last named is meant; here: before the sentence
    stands_in: re.Pattern[str]  #: a clause up to its place: it only says where the next one takes place
    also: tuple[str, ...]  #: between two offices of one person: 副首相+兼+外长
    adds: tuple[str, ...]  #: between two verbs of one subject: 来华访问+并+出席峰会
    thereafter: re.Pattern[str]  #: right after a trigger: what follows came later, or meanwhile: 访问+后回到北京
    fronted: re.Pattern[str]  #: after a trigger: the clause only says when something was
    deputies: tuple[str, ...]  #: after a name: whoever acts for that person
    homeward: tuple[str, ...]  #: a visit to the speaker's own state
    hypothetical: re.Pattern[str]  #: a clause that only supposes
    speech: tuple[str, ...]
    says: tuple[str, ...]  #: of `speech`, the verbs that the speaker's words follow
    declares: tuple[str, ...]  #: verbs of saying that bring about what they say
    announces: re.Pattern[str]  #: a leader does what he announces or decides
    signs_together: re.Pattern[str]  #: from 我们 up to the end of a trigger: they sign it themselves
    guided: re.Pattern[str]  #: right after leaders: they only guide what is told: 在两国领导人+战略引领下
    reporters: tuple[str, ...]
    etc: tuple[str, ...]
    names: NameGrammar
    cues: tuple[Cue, ...]
    cues_tried: Openings  #: their expressions, tried together
    lookback: re.Pattern[str]  #: words that show that an event is recalled
    negation: re.Pattern[str]  #: up to a trigger: it did not take place
    no_plan: re.Pattern[str]  #: before a trigger and a word of `plan`: there is none
    plan: re.Pattern[str]
    no_way: re.Pattern[str]  #: from a trigger on: it cannot take place
    date_of_other: re.Pattern[str]  #: right after a date: it is that of something else (10月+就任)
    planned_before: re.Pattern[str]  #: a plan that may lie in the past: 原定
    just_now: re.Pattern[str]  #: in a sentence of speech: what it tells of is no memory
    vague: re.Pattern[str]  #: in a sentence without a date: it gives no day
    weighs: re.Pattern[str]  #: between a date and what is still open: the date is that of talks about it
    reaction: Ending  #: between its clause's start and a trigger: somebody speaks of what others did
    not_then: re.Pattern[str]  #: between its clause's start and a trigger: not on the day of the clause before
    meantime: re.Pattern[str]  #: at the beginning of a clause: on one of the days of the visit told before it
    on_that_visit: re.Pattern[str]  #: at the beginning of a clause: on the visit just recalled
    under_way: re.Pattern[str]  #: in a clause that gives no date: it is under way on the day of publication
    on_the_journey: re.Pattern[str]  #: at the beginning of a sentence: on one of the days of the journey of the news
    long_before: Ending  #: up to a time: it is not that of what the next clause tells
    time_is: Ending  #: up to a date: it is that of what was told of before
    not_its_time: re.Pattern[str]  #: right after such a date: something else is done then
    last_time: re.Pattern[str]  #: from a trigger to a date: it is the date of the last of several
    aftermath: re.Pattern[str]  #: up to the end of a clause: what follows took place after what it tells
    finished: re.Pattern[str]  #: a clause with this tells of what took place, and gives no date to a plan
    reveals: tuple[str, ...]  #: verbs of saying what had taken place on another day
    already: re.Pattern[str]  #: with one of these: it had taken place
    day_of_news: re.Pattern[str]  #: right before 当天: it is the day of what the article is about
    turned_down: re.Pattern[str]  #: from the end of a clause of a wish on: it was refused
    came_to_nothing: re.Pattern[str]  #: from the end of a clause of a wish on: nothing came of it
    called_off: re.Pattern[str]  #: with `planned_before` in one sentence: it was called off
    moved_to: Ending  #: right before a date: a plan was put off to it
    ends: re.Pattern[str]  #: the day is the last one of a stay: 结束为期两天的访问
    of_stay: re.Pattern[str]  #: right after a length of time: it is that of a stay
    of_conference: re.Pattern[str]  #: right after a length of time: it is that of a conference told of before
    of_talks: re.Pattern[str]  #: right after a length of time: it is that of talks
    talks_until: Ending  #: up to a day, in the sentence after talks: they last until then
    lasting: tuple[str, ...]  #: a length of time that begins so is that of the event told of
    until: Ending  #: right before a day: it is the last one of a stay
    departs: re.Pattern[str]  #: right after a day: it is the last one of a stay
    sets_off: Annotated[re.Pattern[str], Groups("to")]  #: right after a day: a traveller leaves then; group to
    left_behind: re.Pattern[str]  #: right after the state or city that a traveller leaves, or goes to
    home_after: re.Pattern[str]  #: from a trigger on: what is over when one is at home again
    homecoming: re.Pattern[str]  #: after a stay: the day is that of coming home
    homeward_bound: re.Pattern[str]  #: after a conference: the day is that of leaving
    under_terms: Ending  #: up to a date: of an agreement of then, which is kept or left
    way_out: re.Pattern[str]  #: between the day on which one set out and that of the way home
    way_home: re.Pattern[str]  #: right after the day of the way home
    sets_out: re.Pattern[str]  #: before a conference: the day is that of setting out for it
    own_words: re.Pattern[str]  #: in a title: the article gives what somebody wrote or said, in full
    besides: re.Pattern[str]  #: in the sentence after a plan: what is planned besides, on the same journey
    at_that_time: re.Pattern[str]  #: the date is that of the plan last told of
    follows_on: re.Pattern[str]  #: a clause of what came before: 继去年访问甲之后
    past_time: re.Pattern[str]  #: up to a trigger: it took place then, whatever plan the words before tell
    since_then: re.Pattern[str]  #: right after a trigger: the date before it is not that of what follows
    meanwhile: re.Pattern[str]  #: up to the end of a clause: what follows takes place at the same time
    occasion: re.Pattern[str]  #: up to the end of a clause: what follows is planned for the same days
    no_talks: re.Pattern[str]  #: in a title: the article is about a banquet or the press, and so is who attends
    attends_talks: re.Pattern[str]  #: in the words for who attends: talks are meant: 参加+会见
    all_of: re.Pattern[str]  #: who joins took part in all that were told of together: 上述会见
    some_day: re.Pattern[str]  #: between a date and a trigger: the date is not that of the trigger: 日前
    had_come: re.Pattern[str]  #: in the clause of a letter: it came on some day before
    other_days: re.Pattern[str]  #: in what is said in talks: it took place on some other day, or on several
    dateline: Annotated[re.Pattern[str], Groups("day")]  #: before a report: the day on which it was written
    deictic: re.Pattern[str]  #: a clause that begins so points at what the article is about: 这是
    during_summit: re.Pattern[str]  #: what follows took place during the conference last told of
    during_visit: re.Pattern[str]  #: what follows took place during the visit last told of
    included: Annotated[
        re.Pattern[str], Groups("who")
    ]  #: before leaders of no one state, group who: 包括+马克龙+在内的欧洲领导人
    and_others: re.Pattern[str]  #: before them: those named before are of them: 马克龙+等+欧洲领导人
    including: re.Pattern[str]  #: at the beginning of the clause after: 会见欧洲领导人，包括+马克龙
    undated: re.Pattern[str]  #: between a person and where he is, told without a mark: 布林肯+周四+东京会见岸田
    town_signs: str  #: signs that end a town's name and begin the office of who heads it: 上海+市长
    ties: re.Pattern[str]  #: after a run of states: what they have in common, which does not act
    brought_forward: re.Pattern[str]  #: after who has thought of a thing: others act on it, 支持+甲+提出的+计划
    premises: re.Pattern[str]  #: after a capital: something in it or named after it, and not its state
    societies: re.Pattern[str]  #: after a run of states: a society of their citizens, and no body of theirs
    whole: re.Pattern[str]  #: what follows a state that is no part of another noun
    airport: re.Pattern[str]  #: in the name of a place at which one lands: its city is meant
    ceremony: re.Pattern[str]  #: right after a date: it is that of a ceremony
    for_ceremony: re.Pattern[str]  #: from a journey up to that date
    foreseen: re.Pattern[str]  #: the visit for which somebody is welcomed lies ahead: 此次到访将…
    in_force: re.Pattern[str]  #: from the start of a sentence up to the day on which what is announced holds
    comes_in_force: re.Pattern[str]  #: right after that day
    heralded: Annotated[re.Pattern[str], Groups("what")]  #: whoever goes there writes in a paper before; group: what
    before_it: re.Pattern[str]  #: right after a trigger: what is told took place before it, 访华+前表示
    this_time: re.Pattern[str]  #: right before a journey: it is the one spoken of
    that_is: re.Pattern[str]  #: a clause begins so that says more of what the one before tells
    then: re.Pattern[str]  #: a clause that ends what takes place in it and leads on: 结束访日行程后，将…
    own_trip: re.Pattern[str]  #: at the beginning of a clause: the journey that has been told of
    prelude: re.Pattern[str]  #: a clause that begins so only leads on to what the next one tells: 作为对甲访乙的报复，…
    in_talks: re.Pattern[str]  #: right after talks: what follows was said in them
    proposes: re.Pattern[str]  #: a clause that only asks for, or wishes, what the next one tells
    decides: re.Pattern[str]  #: words of deciding, which do what they decide in a rule that declares
    travels_together: re.Pattern[str]  #: between the second of two who travel and the verb
    jointly: re.Pattern[str]  #: three or more meet at once, not two and two
    further: Ending  #: before a trigger: a stop of the journey last told of
    in_turn: Mapping[int, re.Pattern[str]]  #: several places are of several talks: so many, or 0 for any number
    mediates: re.Pattern[str]  #: between who mediates or looks on and who acts: 见证甲与乙签署
    sequel: re.Pattern[str]  #: what follows took place on the day last spoken of
    urges: re.Pattern[str]  #: right after 双方: whoever speaks goes on speaking
    afterwards: re.Pattern[str]  #: a clause that begins so tells of a later day than the plan before it
    continues: re.Pattern[str]  #: a clause that begins so goes on with the one before it
    rules: tuple[EventRule, ...]
    conferences: ConferenceGrammar
    by_trigger: Mapping[str, tuple[EventRule, ...]] = field(default_factory=dict)


def load_language(folder: Path, *, code: str) -> Language:
    """Read a language.

    Args:
        folder: `kg/data/lang/<code>`.
        code: ISO 639-1.

    Raises:
        DataError: a line is wrong; names file and line.
    """
    root = read_yaml(folder / "language.yml")
    roles = roles_by_type(ontology_folder())
    levels = root.mapping(required=("level_posts",))["level_posts"].mapping()
    paths = sorted((folder / "events").glob("*.yml"))
    rules = tuple(rule for path in paths for rule in read_rules(path, roles=roles, levels=levels))
    status = read_yaml(folder / "status.yml")
    cues = tuple(read_fields(Cue, entry) for entry in status.mapping(required=("cues",))["cues"].list())
    by_trigger: dict[str, tuple[EventRule, ...]] = {}
    for rule in rules:
        for trigger in (*rule.triggers, *([rule.name] if rule.patterns else [])):
            by_trigger[trigger] = (*by_trigger.get(trigger, ()), rule)
    return read_fields(
        Language,
        root,
        status,
        besides=("cues",),
        code=code,
        cues=cues,
        cues_tried=openings([cue.words for cue in cues]),
        rules=rules,
        conferences=read_conferences(read_yaml(folder / "conferences.yml")),
        by_trigger=by_trigger,
    )
