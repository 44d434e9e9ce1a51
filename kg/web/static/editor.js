// The page for queries: yasgui on this server's endpoint, with our prefixes, and the shipped questions to begin with.
"use strict";

const { prefixes, questions } = JSON.parse(document.getElementById("settings").textContent);
const endpoint = new URL("/sparql", location.href).href;

/** Declare the prefixes that a query uses: the server knows them, the editor does not. */
function declared(query) {
  const used = Object.keys(prefixes).filter((prefix) => new RegExp(`\\b${prefix}:`).test(query));
  return used.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + query;
}

Yasgui.Yasqe.defaults.value = declared(
  "SELECT ?one ?other WHERE {\n  ?a dpe:metWith ?b .\n  ?a skos:prefLabel ?one . ?b skos:prefLabel ?other .\n} LIMIT 10",
);
Yasgui.Yasqe.defaults.prefixCcApi = "";
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  yasr: { prefixes },
});

/** Say to screen readers what the editor leaves unsaid, in tabs that are opened later, too. */
function name() {
  const fields = { ".CodeMirror textarea": "SPARQL", "input.autocomplete": "/sparql" };
  for (const [selector, label] of Object.entries(fields)) {
    for (const each of document.querySelectorAll(`#yasgui ${selector}`)) each.setAttribute("aria-label", label);
  }
  for (const each of document.querySelectorAll("#yasgui .tabsList button")) each.setAttribute("role", "tab");
}

name();
new MutationObserver(name).observe(document.getElementById("yasgui"), { childList: true, subtree: true });

const list = document.getElementById("questions");
for (const { name, title } of questions) list.append(new Option(title, name));
list.addEventListener("change", () => {
  const chosen = questions.find(({ name }) => name === list.value);
  if (chosen) yasgui.getTab().getYasqe().setValue(declared(chosen.query));
});
