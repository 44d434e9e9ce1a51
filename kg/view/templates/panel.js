// The panel beside the graph: the list of events, or what is known of the one thing that the reader chose.

function showPanel() {
  const panel = byId("panel");
  panel.replaceChildren(...panelOf(view.selected).filter(Boolean));
  panel.scrollTop = 0;
}

function panelOf(id) {
  if (eventAt.has(id)) return eventPanel(eventAt.get(id));
  if (edgeAt.has(id)) return pairPanel(edgeAt.get(id));
  if (id) return entityPanel(id);
  return overview();
}

/** List the events that are seen: the same as the picture, for those who do not see it, and for paper. */
function overview() {
  const { events } = seen;
  return [
    make("h2", { tabindex: -1 }, word("overview"), make("small", {}, number(events.length))),
    events.length ? eventList(events) : make("p", { class: "quiet" }, word("nothing")),
  ];
}

const AT_ONCE = 100; // events of a list that are made before more are asked for

/** List events, the first of them at once: thousands would make every move of the slider wait. */
function eventList(events) {
  const list = make("ol", { class: "events" }, events.slice(0, AT_ONCE).map(eventItem));
  const rest = events.slice(AT_ONCE);
  if (rest.length) {
    const more = make("button", { type: "button", onclick: () => last.replaceWith(...rest.map(eventItem)) },
      word("more", { n: number(rest.length) }));
    const last = make("li", {}, more);
    list.append(last);
  }
  return list;
}

function eventItem(event) {
  return make("li", {}, chooser(event.iri,
    make("time", { datetime: event.date?.includes("/") ? null : event.date }, formatDate(event.date)),
    make("span", { class: `title ${event.status}` }, icon("event", event.status), named(titleOf(event))),
    event.status === "held" ? null : make("span", { class: "chip" }, word(`status_${event.status}`))));
}

/** Make a button that chooses a node or an event. */
function chooser(id, ...children) {
  return make("button", { type: "button", class: "chooser", onclick: () => select(id, { look: true, read: true }) }, ...children);
}

function heading(kind, id, text, chips, status) {
  return [
    make("button", { type: "button", class: "back", onclick: () => select(null) }, `← ${word("back")}`),
    make("p", { class: "chips" }, icon(kind, status), ...chips.map((chip) => make("span", { class: "chip" }, named(chip)))),
    make("h2", { tabindex: -1 }, named(text)),
    nodeAt.has(id) ? focusButton(id) : null,
  ];
}

function focusButton(id) {
  if (view.focus !== id) {
    return make("button", { type: "button", class: "focus", onclick: () => focusOn(id) }, word("focus"));
  }
  const steps = [1, 2].map((hops) => make("button",
    { type: "button", "aria-pressed": String(view.hops === hops), onclick: () => focusOn(id, hops) }, String(hops)));
  return make("p", { class: "focused" },
    make("button", { type: "button", onclick: () => focusOn(null) }, word("unfocus")),
    make("span", { class: "group", role: "group", "aria-label": word("hops") }, make("span", {}, word("hops")), ...steps));
}

function eventPanel(event) {
  const type = termOf(event.type);
  const chips = type === titleOf(event) ? [] : [type];
  const whole = eventAt.get(event.partOf);
  const parts = data.events.filter((other) => other.partOf === event.iri);
  return [
    ...heading("event", event.iri, titleOf(event), [...chips, word(`status_${event.status}`)], event.status),
    otherNames(event.labels),
    make("dl", {},
      fact("date", make("time", { datetime: event.date?.includes("/") ? null : event.date }, formatDate(event.date))),
      event.places.length ? fact("place", ...event.places.map((place) => placeOf(place))) : null,
      event.name ? fact("name", named(event.name)) : null,
      whole ? fact("part_of", chooser(whole.iri, named(titleOf(whole)))) : null),
    make("h3", {}, word("parties")),
    make("ul", { class: "parties" }, partiesOf(event).map(partyLine)),
    ...(parts.length ? [make("h3", {}, word("parts")), eventList(parts)] : []),
    make("h3", {}, word("evidence")),
    event.evidence.length
      ? make("ol", { class: "evidence" }, event.evidence.map((each) => evidenceItem(each, event)))
      : make("p", { class: "quiet" }, word("no_evidence")),
  ].flat();
}

function fact(key, ...values) {
  return [make("dt", {}, word(key)), ...values.map((value) => make("dd", {}, value))];
}

function placeOf(id) {
  const { state } = data.entities[id];
  return chooser(id, named(nameOf(id)), state && nameOf(state) !== nameOf(id) ? make("small", {}, named(nameOf(state))) : null);
}

/** Return the parties of an event, each once, with all offices in which articles name it. */
function partiesOf(event) {
  const found = new Map();
  for (const party of event.parties) {
    const key = [party.entity, party.role, party.away, party.state].join(" ");
    const same = found.get(key) ?? { ...party, offices: [] };
    if (party.office) same.offices.push(party.office);
    found.set(key, same);
  }
  return [...found.values()];
}

function partyLine(party) {
  const about = [...party.offices, party.state && party.state !== party.entity ? nameOf(party.state) : null];
  const note = party.attends ? party.role === "Participant" ? null : termOf(party.role) : termOf(party.away);
  return make("li", { class: party.attends ? null : "away" }, chooser(party.entity,
    icon(kindOf(party.entity)), named(nameOf(party.entity)),
    ...about.filter(Boolean).map((text) => make("small", {}, named(text))),
    note ? make("span", { class: "chip" }, named(note)) : null));
}

/** Show what an article said on its day; in their order, articles tell the life of the event. */
function evidenceItem({ date, published, sentence, status, title, url }, event) {
  return make("li", {},
    make("p", { class: "chips" },
      make("small", {}, word("published", { date: formatDate(published) })),
      make("span", { class: `chip ${status}` }, word(`status_${status}`)),
      date && date !== event.date ? make("small", {}, word("told_date", { date: formatDate(date) })) : null),
    make("blockquote", { lang: "zh-Hans" }, named(sentence)),
    make("p", { lang: "zh-Hans" }, articleLink(url, title)));
}

function otherNames(labels) {
  const others = otherLanguages(labels);
  return others.length
    ? make("p", { class: "names" }, others.map((language) => make("span", { lang: language }, named(labels[language]))))
    : null;
}

function entityPanel(id) {
  const { labels, state } = data.entities[id];
  const offices = [...new Set(data.events.flatMap((event) =>
    event.parties.filter((party) => party.entity === id && party.office).map((party) => party.office)))];
  const events = eventsOf(id).filter(passes);
  return [
    ...heading(kindOf(id), id, nameOf(id), [word(`kind_${kindOf(id)}`), ...(state ? [nameOf(state)] : [])]),
    otherNames(labels),
    offices.length ? make("p", { class: "offices" }, offices.map((office) => make("span", {}, named(office)))) : null,
    ...counterparts(id, events),
    make("h3", {}, word("its_events"), make("small", {}, number(events.length))),
    events.length ? eventList(events) : make("p", { class: "quiet" }, word("nothing")),
  ].flat();
}

/** Name those who share most held events with a party. */
function counterparts(id, events) {
  if (kindOf(id) === "place") return [];
  const counts = new Map();
  for (const event of events.filter(({ status }) => status === "held")) {
    const present = event.parties.filter((party) => party.attends);
    if (!present.some((party) => party.entity === id || party.state === id)) continue;
    const others = present.filter((party) => party.entity !== id && party.state !== id);
    for (const other of new Set(others.map((party) => party.entity))) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 5);
  if (!most.length) return [];
  return [make("h3", {}, word("with")), make("ul", { class: "most" }, most.map(([other, count]) =>
    make("li", {}, chooser(other, icon(kindOf(other)), named(nameOf(other)), make("small", {}, `×${number(count)}`)))))];
}

function pairPanel(edge) {
  const events = seen.edges.get(edge.id);
  return [
    ...heading(nodeAt.get(edge.from).kind, null, `${nameOf(edge.from)} — ${nameOf(edge.to)}`, []),
    make("ul", { class: "parties" }, [edge.from, edge.to].map((id) =>
      make("li", {}, chooser(id, icon(kindOf(id)), named(nameOf(id)))))),
    make("h3", {}, word("shared_events"), make("small", {}, number(events.length))),
    events.length ? eventList(events) : make("p", { class: "quiet" }, word("nothing")),
  ].flat();
}
