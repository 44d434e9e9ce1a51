// Search with suggestions: a combobox with a list box. Source: ARIA Authoring Practices, "Combobox Pattern".

const SUGGESTIONS = 10;

const searchable = [...new Set([...data.network.nodes.map((node) => node.id), ...data.events.map((event) => event.iri)])]
  .map((id) => ({
    id,
    names: [...Object.values(labelsOf(id)), eventAt.get(id)?.name].filter(Boolean).map(folded),
    weight: (eventAt.has(id) ? 0 : 1000) + (nodeAt.get(id)?.weight ?? 0),
  }));

let suggested = [];
let active = -1;

function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

function findNamed(text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const rank = ({ names }) => (names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2);
  return searchable.filter(({ names }) => names.some((name) => name.includes(wanted)))
    .sort((a, b) => rank(a) - rank(b) || b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, SUGGESTIONS).map(({ id }) => id);
}

function suggest() {
  suggested = findNamed(byId("search").value);
  active = suggested.length ? 0 : -1;
  byId("suggestions").replaceChildren(...suggested.map((id, index) => make("li", {
    id: `suggestion-${index}`, role: "option", onmousedown: (pressed) => { pressed.preventDefault(); take(index); },
  }, icon(kindOf(id), eventAt.get(id)?.status), named(nameOf(id)), make("small", {}, aside(id)))));
  byId("found").textContent = byId("search").value.trim() ? word("found", { n: suggested.length }) : "";
  showActive();
}

/** Say in a word or two which of several namesakes one is. */
function aside(id) {
  const event = eventAt.get(id);
  if (event) return formatDate(event.date);
  const { state } = data.entities[id];
  return state ? nameOf(state) : word(`kind_${kindOf(id)}`);
}

function showActive() {
  const field = byId("search");
  const open = suggested.length > 0;
  byId("suggestions").hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  if (open) field.setAttribute("aria-activedescendant", `suggestion-${active}`);
  else field.removeAttribute("aria-activedescendant");
  [...byId("suggestions").children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
}

function closeSuggestions() {
  suggested = [];
  active = -1;
  byId("suggestions").replaceChildren();
  showActive();
}

function take(index) {
  const id = suggested[index];
  byId("search").value = nameOf(id);
  closeSuggestions();
  select(id, { look: true });
}

function searchKey(pressed) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (pressed.key in moves && suggested.length) {
    active = (active + moves[pressed.key] + suggested.length) % suggested.length;
    showActive();
  } else if (pressed.key === "Enter" && active >= 0) take(active);
  else if (pressed.key === "Escape" && suggested.length) closeSuggestions();
  else return;
  pressed.preventDefault();
}

function startSearch() {
  byId("search").addEventListener("input", suggest);
  byId("search").addEventListener("keydown", searchKey);
  byId("search").addEventListener("blur", closeSuggestions);
}
