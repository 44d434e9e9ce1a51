// Suggestions below the field of search. Without this script the form still searches.
const field = document.getElementById("q");
const list = document.createElement("ul");
const said = document.createElement("span");
let asked = 0;

list.id = "suggestions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", field.labels[0].textContent);
list.hidden = true;
said.className = "unseen";
said.setAttribute("role", "status");
field.after(list, said);
field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");

async function suggest() {
  const number = ++asked;
  const query = field.value.trim();
  const address = new URL("/suggest", location.href);
  address.search = new URLSearchParams({ q: query, lang: field.form.elements.lang.value });
  const found = query ? await (await fetch(address)).json() : [];
  if (number === asked) show(found);
}

/** Show suggestions; whatever they hold is set as text. */
function show(found) {
  list.replaceChildren(...found.map((each, index) => {
    const item = document.createElement("li");
    item.id = `suggestion-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.link = each.link;
    item.append(text("bdi", each.name), ...(each.alias ? [text("small", each.alias)] : []), text("small", each.kind));
    return item;
  }));
  list.hidden = !found.length;
  field.setAttribute("aria-expanded", String(found.length > 0));
  field.removeAttribute("aria-activedescendant");
  said.textContent = found.length ? field.dataset.found.replace("{n}", found.length) : "";
}

function text(name, content) {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
}

function choose(step) {
  const items = [...list.children];
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = (now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
  field.setAttribute("aria-activedescendant", items[next].id);
  items[next].scrollIntoView({ block: "nearest" });
}

field.addEventListener("input", suggest);
field.addEventListener("keydown", (event) => {
  if (list.hidden) return;
  const chosen = list.querySelector("[aria-selected='true']");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    show([]);
  } else if (event.key === "Enter" && chosen && !event.isComposing) {
    event.preventDefault();
    location.assign(chosen.dataset.link);
  }
});
field.addEventListener("blur", () => show([]));
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => location.assign(event.target.closest("li").dataset.link));
