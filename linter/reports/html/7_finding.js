// A finding: its row, and below it, when it is opened, its place in the file and what the fix would make of it.

/** Return the row of a finding, and the row of its details where it is open. */
function rowsOf(finding) {
  const open = state.printing || state.open.has(finding.index);
  const button = el(
    "button",
    { type: "button", class: "open", id: `finding-${finding.index}`, "aria-expanded": String(open), keydown: move },
    el("span", { class: "said" }, finding.message),
    finding.fix ? [" ", el("span", { class: `badge ${finding.fix.kind}` }, say(`fix_${finding.fix.kind}`))] : null,
  );
  const row = el(
    "tr",
    { role: "row", class: open ? "finding opened" : "finding", click: (event) => toggle(event, finding, row) },
    cell("severity", icon(finding.severity), el("span", {}, say(`label_${finding.severity}`))),
    cell("message", button),
    cell("file", placeOf(finding)),
    cell("rule", el("span", { class: "code" }, finding.rule.name)),
  );
  return open ? [row, details(finding)] : [row];
}

function cell(name, ...children) {
  return el("td", { role: "cell", class: name }, children);
}

function placeOf(finding) {
  const cut = finding.path.name.lastIndexOf("/") + 1;
  const [folder, name] = [finding.path.name.slice(0, cut), finding.path.name.slice(cut)];
  return el("span", { class: "code" }, el("span", { class: "quiet" }, folder), el("wbr"), name, el("span", { class: "quiet" }, `:${finding.line}`));
}

/** Open or close a finding, unless the reader means something else: to mark a text, to use a link. */
function toggle(event, finding, row) {
  const on = event.target.closest("button, a");
  if ((on && !on.classList.contains("open")) || (!on && String(getSelection()))) return;
  const open = !state.open.has(finding.index);
  if (open) state.open.add(finding.index);
  else state.open.delete(finding.index);
  row.classList.toggle("opened", open);
  row.querySelector(".open").setAttribute("aria-expanded", String(open));
  if (open) row.after(details(finding));
  else row.nextElementSibling.remove();
  showExpand(chosen.slice(state.number * PAGE, (state.number + 1) * PAGE));
}

/** Go to the finding above or below with an arrow key. */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = step ? [...parts.body.querySelectorAll(".open")] : [];
  const next = all[all.indexOf(event.target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

function details(finding) {
  const boxes = [
    finding.excerpt.length ? source(finding) : null,
    finding.fix?.lines.length ? proposal(finding.fix) : null,
    finding.fix && !finding.fix.lines.length ? el("p", {}, say("proposal", { title: finding.fix.title })) : null,
  ];
  const pointer = finding.pointer === null ? null : el("p", { class: "quiet" }, say("pointer", { pointer: keys(finding.pointer) }));
  return el(
    "tr",
    { role: "row", class: "details" },
    el("td", { role: "cell", colspan: 4 }, el("div", { class: "boxes" }, boxes), pointer, actions(finding)),
  );
}

/** Return a JSON pointer (RFC 6901) as a reader of front matter would say it. */
function keys(pointer) {
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(" › ");
}

function source(finding) {
  const lines = finding.excerpt.map((line, index) => codeLine("", finding.line + index, "", marked(line)));
  return box(say("source"), "source", finding.severity, lines);
}

function proposal(fix) {
  const lines = fix.lines.map(([comes, number, ...line]) =>
    codeLine(comes ? "comes" : "goes", number, say(comes ? "after" : "before"), marked(line)),
  );
  return box(say("proposal", { title: fix.title }), "difference", fix.kind, lines);
}

function box(title, name, kind, lines) {
  return el("figure", { class: `box ${name} ${kind}` }, el("figcaption", {}, title), el("div", { class: "lines" }, lines));
}

function codeLine(name, number, spoken, content) {
  const sign = { goes: "−", comes: "+" }[name] ?? "";
  return el(
    "div",
    { class: `line ${name}` },
    el("span", { class: "number" }, heard(say("line", { line: "" })), String(number)),
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    spoken ? heard(`${spoken} `) : null,
    el("code", { dir: "auto" }, content),
  );
}

function actions(finding) {
  const only = (key, change) => link(say(key), address(change), () => choose({ ...NOTHING, ...change }, { show: true }));
  const point = () => {
    history.pushState(null, "", addressOf(finding));
    navigator.clipboard?.writeText(location.href).catch(() => {}); // the address bar has it anyway
    announce("linked");
  };
  return el(
    "p",
    { class: "row actions" },
    link(say("about", { rule: finding.rule.name }), addressOfRule(finding.rule), () => showRule(finding.rule)),
    only("this_file", { path: finding.path.name }),
    only("this_rule", { rule: finding.rule.name }),
    link(say("link"), addressOf(finding), point),
  );
}

/** Return a link that does something here, and can be copied and opened elsewhere. */
function link(words, href, what) {
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    what();
  };
  return el("a", { href, click }, words);
}
