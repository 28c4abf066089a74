// The list of findings: what it is filtered by, a table in pages, and the way from page to page.

const MOST_PRINTED = 300;
const SELECTS = [
  ["severity", "severity", "all_severities"],
  ["category", "category", "all_categories"],
  ["group", GROUP, `all_${GROUP === "collection" ? "collections" : "folders"}`],
  ["rule", "rule", "all_rules"],
  ["fix", "fix", "all_fixes"],
];
const values = {}; // of each facet that a select offers, in the order of the overview
const parts = {}; // the elements that change

function list() {
  parts.search = el("input", {
    type: "search",
    id: "search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: say("search_hint"),
    input: () => choose({ q: parts.search.value }, { later: true }),
  });
  parts.selects = SELECTS.map(([facet, label]) => {
    values[facet] = counted(facet).map((count) => count.value);
    if (facet === "severity") values[facet].sort((a, b) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b));
    return el("select", { id: `by-${facet}`, "aria-label": say(label), change: (event) => choose({ [facet]: event.target.value }) });
  });
  parts.status = el("p", { class: "status", role: "status" });
  parts.file = el("span", {});
  parts.clear = el("button", { type: "button", class: "plain", click: () => choose({ ...NOTHING, sort: state.sort }) }, say("clear"));
  parts.expand = el("button", { type: "button", class: "plain", click: toggleAll });
  parts.body = el("tbody", {});
  parts.table = el("table", { class: "findings", role: "table", "aria-labelledby": "findings" }, heads(), parts.body);
  parts.none = el("p", { class: "none", hidden: true }, say("none"));
  parts.printed = el("p", { class: "printed", hidden: true });
  parts.pager = pager();
  const form = el(
    "form",
    { class: "filters", role: "search", "aria-label": say("filter"), submit: (event) => event.preventDefault() },
    el("label", { class: "heard", for: "search" }, say("search")),
    parts.search,
    parts.selects,
  );
  const under = el("div", { class: "row under" }, parts.status, parts.file, parts.clear, parts.expand);
  return el(
    "section",
    { class: "list", "aria-labelledby": "findings" },
    el("h2", { id: "findings", tabindex: "-1" }, say("findings")),
    el("div", { class: "tools" }, form, under),
    parts.printed,
    parts.table,
    parts.none,
    parts.pager,
  );
}

function heads() {
  const head = (name, sort) => {
    const label = sort ? el("button", { type: "button", "data-sort": sort, click: () => choose({ sort }) }, say(name)) : say(name);
    return el("th", { scope: "col", role: "columnheader", class: name }, label);
  };
  const row = [head("severity", "severity"), head("message"), head("file", "path"), head("rule", "rule")];
  return el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, row));
}

function pager() {
  const button = (name, where) => {
    const go = () => turn(Math.max(0, Math.min(lastPage(), where())));
    return el("button", { type: "button", click: go, "data-page": name }, say(name));
  };
  parts.number = el("span", {});
  return el(
    "nav",
    { class: "row pager", "aria-label": say("pages") },
    button("first", () => 0),
    button("previous", () => state.number - 1),
    parts.number,
    button("next", () => state.number + 1),
    button("last", lastPage),
  );
}

function lastPage() {
  return Math.max(0, Math.ceil(chosen.length / PAGE) - 1);
}

/** Show another page, from its top. */
function turn(number) {
  if (number === state.number) return;
  state.number = number;
  state.open.clear();
  showRows();
  document.getElementById("findings").scrollIntoView();
}

/** Show what is chosen: counts in the selects, the pressed figures, how many findings are left, and the first of them. */
function showList() {
  const { left, counts } = filtered();
  chosen = left;
  SELECTS.forEach(([facet, , all], index) => {
    const choices = values[facet].filter((value) => counts[facet].has(value) || state[facet] === value);
    const options = choices.map((value) => option(value, `${LABELS[facet](value)} (${numbers.format(counts[facet].get(value) ?? 0)})`));
    parts.selects[index].replaceChildren(option("", page.says[all]), ...options);
    parts.selects[index].value = state[facet];
  });
  for (const button of document.querySelectorAll("button[data-facet]")) {
    button.setAttribute("aria-pressed", String(state[button.dataset.facet] === button.dataset.value));
  }
  if (parts.search.value !== state.q) parts.search.value = state.q;
  const all = findings.length;
  parts.status.textContent = isFiltered() ? say("count_some", { count: left.length, all }) : say("count_all", { count: all });
  parts.clear.hidden = !isFiltered();
  parts.file.replaceChildren(...(state.path ? [fileChip()] : []));
  showRows();
}

function option(value, label) {
  return el("option", { value }, label);
}

function fileChip() {
  const drop = () => choose({ path: "" });
  const label = say("drop", { name: state.path });
  return el("button", { type: "button", class: "chip", "aria-label": label, click: drop }, state.path, el("span", { "aria-hidden": "true" }, " ×"));
}

function showRows() {
  const start = state.printing ? 0 : state.number * PAGE;
  const shown = chosen.slice(start, start + (state.printing ? MOST_PRINTED : PAGE));
  parts.body.replaceChildren(...shown.flatMap(rowsOf));
  parts.body.setAttribute("role", "rowgroup");
  for (const head of parts.table.querySelectorAll("th")) {
    const on = head.querySelector(`[data-sort="${state.sort}"]`);
    if (on) head.setAttribute("aria-sort", "ascending");
    else head.removeAttribute("aria-sort");
  }
  parts.table.hidden = shown.length === 0;
  parts.none.hidden = shown.length !== 0;
  parts.pager.hidden = chosen.length <= PAGE;
  parts.number.textContent = say("page", { page: state.number + 1, pages: lastPage() + 1 });
  const ends = { first: 0, previous: 0, next: lastPage(), last: lastPage() };
  for (const button of parts.pager.querySelectorAll("button")) {
    button.setAttribute("aria-disabled", String(ends[button.dataset.page] === state.number));
  }
  parts.expand.hidden = shown.length === 0;
  parts.printed.hidden = !(state.printing && shown.length < chosen.length);
  parts.printed.textContent = say("printed", { count: shown.length, all: chosen.length });
  showExpand(shown);
}

function showExpand(shown) {
  const open = shown.every((finding) => state.open.has(finding.index));
  parts.expand.textContent = say(open ? "collapse" : "expand");
}

function toggleAll() {
  const shown = chosen.slice(state.number * PAGE, (state.number + 1) * PAGE);
  const open = shown.every((finding) => state.open.has(finding.index));
  state.open = new Set(open ? [] : shown.map((finding) => finding.index));
  showRows();
}
