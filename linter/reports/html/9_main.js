// The page put together, and kept in step with its address.

const SETTLED = 300; // milliseconds after the last key, when a search is written into the address

let waiting = 0;

/** Choose what is shown and show it; `later`: the address follows when the reader pauses; `show`: go to the list. */
function choose(change, { later = false, show = false } = {}) {
  Object.assign(state, change, { number: 0 });
  state.open.clear();
  announce("");
  showList();
  clearTimeout(waiting);
  if (later) waiting = setTimeout(() => history.replaceState(null, "", address(state)), SETTLED);
  else history.pushState(null, "", address(state));
  if (show) goToList();
}

/** Show what the address asks for: what is chosen, or a finding, opened, on its page of the list, or a rule's page. */
function follow() {
  const given = new URLSearchParams(location.hash.slice(1));
  const finding = findingAt(given);
  for (const name in NOTHING) {
    const value = finding === undefined ? (given.get(name) ?? NOTHING[name]) : NOTHING[name];
    state[name] = name === "sort" && !Object.hasOwn(SORTS, value) ? NOTHING.sort : value;
  }
  state.number = finding ? Math.floor(finding.index / PAGE) : 0;
  state.open = new Set(finding ? [finding.index] : []);
  announce(finding === null ? "gone" : "");
  if (!findings.length) return;
  showList();
  if (finding) {
    const button = document.getElementById(`finding-${finding.index}`);
    button.focus({ preventScroll: true });
    button.closest("tr").scrollIntoView({ block: "center" });
  }
  const rule = rules.find((one) => one.name === given.get("about"));
  if (rule) showRule(rule);
}

function goToList() {
  const heading = document.getElementById("findings");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** Say something about what the reader did, or clear that. */
function announce(key) {
  parts.notice.textContent = key && say(key);
}

function banner() {
  const total = findings.length;
  const lead = total
    ? `${numbers.format(total)} ${say("total", { count: total })} ${say("in_files", { hit: paths.length, count: page.files })}`
    : null;
  const left = ["baselined", "older", "fixed"].filter((name) => page[name]).map((name) => el("li", {}, say(name, { count: page[name] })));
  return el(
    "header",
    {},
    el("p", { class: "eyebrow" }, page.name ? page.says.title : "contentlint"),
    el("h1", {}, page.name || page.says.title),
    lead && el("p", { class: "lead" }, lead),
    left.length ? el("ul", { class: "quiet left-out" }, left) : null,
  );
}

function failures() {
  const rows = page.failures.map((each) => el("li", { class: "code" }, each));
  return rows.length ? el("div", { class: "card failures" }, el("h2", {}, say("failures")), el("ul", {}, rows)) : null;
}

function nothing() {
  const tick = svg("svg", { class: "tick", viewBox: "0 0 48 48", "aria-hidden": "true" }, svg("circle", { cx: 24, cy: 24, r: 22 }), svg("path", { d: "m14 25 7 7 14-15" }));
  const why = page.files ? say("clean_why", { count: page.files }) : say("no_files");
  return el("section", { class: "card nothing" }, page.files ? tick : null, el("h2", {}, page.files ? say("clean") : why), page.files ? el("p", {}, why) : null);
}

/** Print the first findings with their details, whatever page is shown. */
function print(printing) {
  state.printing = printing;
  if (findings.length) showRows();
}

parts.notice = el("p", { class: "notice", role: "status" });
const content = findings.length
  ? [overview(), list()]
  : [page.failures.length ? null : nothing(), page.trend.length > 1 ? trend() : null].filter(Boolean);
const skip = el("a", { class: "skip", href: "#findings", click: (event) => (event.preventDefault(), goToList()) }, say("skip"));
document.body.append(
  ...(findings.length ? [skip] : []),
  banner(),
  el("main", {}, ...[failures(), parts.notice, ...content].filter(Boolean)),
  el("footer", {}, say("made_by", { version: page.version })),
);
follow();
addEventListener("popstate", follow);
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));
setTimeout(foldAll, SETTLED);
