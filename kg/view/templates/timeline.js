// The time slider: two handles over a histogram of events, and a button that lets time pass.

const dated = data.events.filter((event) => event.firstDay !== null);
const undatedCount = data.events.length - dated.length;
const AROUND = 62; // days
const whole = dated.reduce(([first, last], event) => [Math.min(first, event.firstDay), Math.max(last, event.lastDay)],
  [Infinity, -Infinity]);
const [earliest, latest] = spanned();
const step = dated.length ? Math.max(1, Math.ceil((latest - earliest + 1) / 72)) : 1; // days of one bar
const bars = dated.length ? Math.ceil((latest - earliest + 1) / step) : 0;
const BEAT = 450; // milliseconds of a bar when time passes

let playing = null;

/** Return the days that the slider spans: those of the articles and some before and after. Events long past or far away,
 * which articles mention, would leave no room for these; they are left to the ends of the slider. */
function spanned() {
  const [first, last] = whole;
  const published = data.events.flatMap((event) => event.evidence.map((each) => Date.parse(each.published) / DAY));
  const low = published.reduce((least, day) => Math.min(least, day - AROUND), Infinity);
  const high = published.reduce((most, day) => Math.max(most, day + AROUND), -Infinity);
  const span = [Math.max(first, low), Math.min(last, high)];
  return span[0] < span[1] ? span : whole;
}

function barOf(day) {
  return Math.min(Math.max(Math.floor((day - earliest) / step), 0), bars - 1);
}

const heights = new Array(bars).fill(0);
for (const { firstDay } of dated) if (firstDay >= earliest && firstDay <= latest) heights[barOf(firstDay)] += 1;

function showTimeline() {
  byId("time").hidden = bars < 2 && undatedCount === 0;
  byId("undated-text").textContent = word("undated", { n: number(undatedCount) });
  byId("undated").closest("label").hidden = undatedCount === 0;
  byId("undated").checked = view.undated;
  byId("play").textContent = playing ? "❚❚" : "▶";
  byId("play").setAttribute("aria-label", word(playing ? "pause" : "play"));
  byId("play").setAttribute("aria-pressed", String(playing !== null));
  if (!bars) return;
  const [low, high] = [view.from === null ? 0 : barOf(view.from), view.to === null ? bars - 1 : barOf(view.to)];
  for (const [id, value] of [["from", low], ["to", high]]) {
    byId(id).max = bars - 1;
    byId(id).value = value;
    byId(id).setAttribute("aria-valuetext", formatDay(earliest + value * step));
  }
  byId("window").textContent = formatRange(
    isoDay(Math.max(view.from ?? whole[0], whole[0])), isoDay(Math.min(view.to ?? whole[1], whole[1])));
  showBars(low, high);
}

function showBars(low, high) {
  const tallest = Math.max(1, ...heights);
  const picture = byId("bars");
  picture.setAttribute("viewBox", `0 0 ${bars} 1`);
  picture.replaceChildren(...heights.map((count, index) => makeSvg("rect", {
    x: index + 0.1, width: 0.8, y: 1 - count / tallest, height: count / tallest,
    class: index >= low && index <= high ? "in" : null,
  })));
}

/** Take over the handles; they push each other rather than cross. */
function slide(moved) {
  const [low, high] = [byId("from"), byId("to")].map((field) => Number(field.value));
  const first = moved === "to" ? Math.min(low, high) : low;
  const last = moved === "from" ? Math.max(low, high) : high;
  setWindow(first, last);
}

function setWindow(first, last) {
  view.from = first <= 0 ? null : earliest + first * step;
  view.to = last >= bars - 1 ? null : earliest + (last + 1) * step - 1;
  choiceChanged();
}

/** Let time pass: a window moves on as it is, the whole is built up from its beginning. */
function play() {
  if (playing) return pause();
  const all = view.from === null && view.to === null;
  let [low, high] = [byId("from"), byId("to")].map((field) => Number(field.value));
  if (all || high >= bars - 1) [low, high] = [0, all ? 0 : high - low];
  const grows = low === 0;
  playing = setInterval(() => {
    if (high >= bars - 1) return pause();
    [low, high] = [grows ? low : low + 1, high + 1];
    return setWindow(low, high);
  }, BEAT);
  return setWindow(low, high);
}

function pause() {
  clearInterval(playing);
  playing = null;
  showTimeline();
}

function startTimeline() {
  for (const id of ["from", "to"]) byId(id).addEventListener("input", () => slide(id));
  byId("play").addEventListener("click", play);
  byId("undated").addEventListener("change", (changed) => { view.undated = changed.target.checked; choiceChanged(); });
}
