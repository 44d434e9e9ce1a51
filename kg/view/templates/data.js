// What the page was given, and look-ups in it. Nothing here changes after loading.

const data = JSON.parse(await unpacked(document.getElementById("data").textContent));
const LOCALES = { zh: "zh-Hans-CN", en: "en-GB", ja: "ja-JP" };
const LANGUAGES = Object.keys(LOCALES);
const DAY = 86_400_000;

for (const edge of data.network.edges) {
  [edge.from, edge.to] = [edge.from, edge.to].map((number) => data.network.nodes[number].id);
}

const eventAt = new Map(data.events.map((event) => [event.iri, event]));
const nodeAt = new Map(data.network.nodes.map((node) => [node.id, node]));
const edgeAt = new Map(data.network.edges.map((edge) => [edge.id, edge]));

/** How much a line counts: that of an event as much as the event, others by the events behind them. */
function weightOf({ kind, events, from, to }) {
  return kind === "shared" ? events.length : nodeAt.get(eventAt.has(from) ? from : to).weight;
}

data.network.edges.sort((a, b) => weightOf(b) - weightOf(a)); // where not all are drawn, the first are

for (const event of data.events) {
  for (const party of event.parties) {
    party.attends = !party.away;
    party.state ??= data.entities[party.entity].state;
  }
  for (const language of Object.keys(event.labels)) event.labels[language] = withoutDate(event.labels[language], event.date);
  event.firstDay = event.first ? Date.parse(event.first) / DAY : null;
  event.lastDay = event.last ? Date.parse(event.last) / DAY : event.firstDay;
  event.firstDay ??= event.lastDay;
  event.states = new Set(
    [...event.parties.flatMap((party) => [party.entity, party.state]),
      ...event.places.map((place) => data.entities[place].state)]
      .filter((iri) => iri && data.entities[iri].kind === "country"),
  );
}

/** Unpack text that is deflated (RFC 1950) and written in base64. */
function unpacked(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

/** Return the labels of a node, event or entity by language. */
function labelsOf(id) {
  return (eventAt.get(id) ?? data.entities[id]).labels;
}

/** Return what a node, event or entity is: event, person, country, org or place. */
function kindOf(id) {
  return eventAt.has(id) ? "event" : data.entities[id].kind;
}

/** Tell whether a party, a place, or a state on whose behalf somebody acts, belongs to an event. */
function involves(event, id) {
  return event.places.includes(id) || event.parties.some((party) => party.entity === id || party.state === id);
}

/** Return the events that a node belongs to, in order of time; undated ones last. */
function eventsOf(id) {
  return data.events.filter((event) => involves(event, id));
}

/** Name something in the language of the page, or else in Chinese; what has no name is a question mark. */
function nameOf(id) {
  return pick(labelsOf(id));
}

function pick(labels) {
  return labels[view.language] ?? labels.zh ?? "?";
}

/** Return the languages, besides that of the page, in which something has a name of its own. */
function otherLanguages(labels) {
  const said = new Set([undefined, pick(labels)]);
  return LANGUAGES.filter((language) => !said.has(labels[language]) && said.add(labels[language]));
}

/** Name an event type, role or attendance; English lists begin with a capital. */
function termOf(id) {
  return capital(pick(data.terms[id]));
}

/** Return the title of an event. */
function titleOf(event) {
  return capital(pick(event.labels));
}

/** Take its date out of the title of an event: wherever the title stands, the date stands beside it, in words. */
function withoutDate(title, date) {
  const [, name, within] = /^(.+?)\s*[（(]([^（）()]*)[）)]$/.exec(title) ?? [];
  if (!date || !within?.endsWith(date)) return title;
  const places = within.slice(0, -date.length).replace(/[、,]\s*$/, "");
  return places ? title.replace(within, places) : name;
}

function capital(text) {
  return view.language === "en" ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}

/** Return a word of the page with its {slots} filled. */
function word(key, slots = {}) {
  return data.words[view.language][key].replace(/\{(\w+)\}/g, (whole, slot) => slots[slot] ?? whole);
}

function number(value) {
  return value.toLocaleString(LOCALES[view.language]);
}

/** Write a date of EDTF as the language of the page does, no more precise than it is. */
function formatDate(edtf) {
  if (!edtf) return word("no_date");
  const [start, end] = edtf.split("/").map((part) => (part && part !== ".." ? formatPart(part) : null));
  if (!edtf.includes("/")) return start;
  if (start && end) return formatRange(...edtf.split("/"));
  return start ? word("since", { date: start }) : word("until", { date: end ?? "?" });
}

function formatPart(text) {
  return formatter(text).format(timeOf(text));
}

/** Write a span without saying the year or month twice. */
function formatRange(start, end) {
  if (start === end) return formatPart(start);
  if (view.language === "en" && start.length === end.length) return formatter(start).formatRange(timeOf(start), timeOf(end));
  const same = view.language === "en" ? 0 : start.slice(0, 7) === end.slice(0, 7) ? 2 : start.slice(0, 4) === end.slice(0, 4) ? 1 : 0;
  const rest = same < end.split("-").length ? same : 0;
  return word("range", { start: formatPart(start), end: formatter(end, rest).format(timeOf(end)) });
}

const formatters = new Map(); // by all that they follow from; making one takes longer than a thousand uses

/** Return what writes dates as precise as a text; `without` is how many of its parts, from the year on, stay unsaid. */
function formatter(text, without = 0, month = "long") {
  const parts = text.split("-").length;
  const key = [view.language, parts, without, month].join();
  if (!formatters.has(key)) {
    const said = [0, 1, 2].map((index) => index >= without && index < parts);
    formatters.set(key, new Intl.DateTimeFormat(LOCALES[view.language], {
      year: said[0] ? "numeric" : undefined, month: said[1] ? month : undefined, day: said[2] ? "numeric" : undefined,
      timeZone: "UTC",
    }));
  }
  return formatters.get(key);
}

function timeOf(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  return Date.UTC(year, month - 1, day);
}

function formatDay(day) {
  return formatPart(isoDay(day));
}

function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
