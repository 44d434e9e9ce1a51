// Putting it together: what happens when the reader chooses something, and how the page begins.

/** Choose a node, an event or an edge; nothing to go back to the list. */
function select(id, { look = false, read = false } = {}) {
  view.selected = id;
  if (id && view.focus && !near.has(id) && nodeAt.has(id)) view.focus = null;
  byId("tip").hidden = true;
  applyChoice();
  showPanel();
  writeFragment();
  if (look) lookAt(id);
  const below = byId("panel").getBoundingClientRect().top > innerHeight * 0.6;
  if (below && id) byId("panel").scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  if (read) byId("panel").querySelector("h2").focus({ preventScroll: below });
}

/** Leave only the neighbourhood of a node in full colour; of nothing, all. */
function focusOn(id, hops = view.hops) {
  view.focus = id;
  view.hops = hops;
  choiceChanged();
  fitAll();
}

/** Show what follows from the filters, the window of time or the focus. */
function choiceChanged() {
  applyChoice();
  showTimeline();
  showCounts();
  showPanel();
  writeFragment();
}

function showCounts() {
  const drawn = data.network.nodes.filter((node) => seen.nodes.has(node.id)).length;
  byId("projection").textContent = `${word(`projection_${data.projection}`)} · `;
  byId("counts").textContent = word("counts", { events: number(seen.events.length), nodes: number(drawn) });
  const { nodes: cut, events: left, all } = data.hidden;
  const notes = [
    data.focus ? word("near", { name: nameOf(data.focus) }) : "",
    cut || left ? word("hidden", { nodes: number(cut), events: number(left) }) : "",
    engine.blank ? word("no_webgl") : "",
    all ? word("all", { command: `kg view --top ${all}` }) : "",
  ].filter(Boolean);
  byId("notice").textContent = notes.join(" ");
  byId("notice").hidden = notes.length === 0;
  byId("thinned").hidden = data.network.edges.filter((edge) => seen.edges.get(edge.id).length).length <= engine.lines;
}

function showLanguages() {
  byId("languages").replaceChildren(...LANGUAGES.map((language) => make("button", {
    type: "button", lang: language, "aria-pressed": String(language === view.language),
    onclick: () => { view.language = language; showAll(); byId("languages").querySelector("[aria-pressed=true]").focus(); },
  }, data.words[language].own_name)));
}

/** Write every word of the page anew. */
function showAll() {
  document.documentElement.lang = view.language === "zh" ? "zh-Hans" : view.language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = word(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.matches("button")) element.title = word(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = word(element.dataset.placeholder);
  showLanguages();
  showFilters();
  choiceChanged();
}

function start() {
  readFragment();
  drawNetwork();
  startSearch();
  startFilters();
  startTimeline();
  startDownload();
  byId("zoom-in").addEventListener("click", () => zoomBy(1.3));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  byId("fit").addEventListener("click", () => fitAll());
  byId("graph").addEventListener("keydown", moveByKey);
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape" && !pressed.defaultPrevented && view.selected) select(null);
  });
  addEventListener("hashchange", () => { readFragment(); showAll(); });
  showAll();
  fitAll(false);
  if (view.selected && !view.focus) lookAt(view.selected);
  engine.whenDrawn(() => { document.documentElement.dataset.ready = "true"; });
  engine.redraw();
}

start();
