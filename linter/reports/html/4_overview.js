// The overview: how many findings, files and repairs there are, and of what kind; every figure is a filter.

const FEW = 8;
const WORST = 3;
const LEAST = 0.6; // of a bar, so that nothing that is there cannot be seen

/** Return a bar of the parts of a whole, drawn to the width of its place; `parts` are [name of its colour, number]. */
function bar(parts, whole) {
  let left = 0;
  const drawn = parts.map(([name, number]) => {
    const width = number && Math.max(LEAST, percent(number, whole));
    const part = svg("rect", { class: `fill-${name}`, x: left, y: 0, width, height: 10 });
    left += width;
    return part;
  });
  return svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, drawn);
}

/** Return a button that filters by a value, and says so; pressed while it does. */
function filterButton(facet, value, attributes, ...children) {
  return el(
    "button",
    {
      ...attributes,
      type: "button",
      "aria-pressed": "false",
      "data-facet": facet,
      "data-value": value,
      click: () => choose({ [facet]: state[facet] === value ? "" : value }, { show: true }),
    },
    children,
  );
}

function overview() {
  const heading = el("h2", { class: "heard", id: "overview" }, say("overview"));
  const charts = [chart("category", "by_category"), chart("group", `by_${GROUP}`), chart("rule", "by_rule")];
  return el(
    "section",
    { "aria-labelledby": "overview" },
    heading,
    el("div", { class: "cards" }, severityCard(), filesCard(), repairsCard()),
    page.trend.length > 1 ? trend() : null,
    el("div", { class: "charts" }, charts),
  );
}

function card(title, figure, noun, drawn, ...rest) {
  const lead = el("p", { class: "figure" }, el("strong", {}, numbers.format(figure)), ` ${noun}`);
  return el("div", { class: "card" }, el("h3", {}, title), lead, drawn, rest);
}

/** Return a line that says what a colour of a bar stands for, and filters by it. */
function legend(facet, value, sign, name, count) {
  const words = [sign, el("span", { class: "name" }, name), el("span", { class: "count" }, numbers.format(count))];
  return el("li", {}, filterButton(facet, value, { class: "legend" }, words));
}

function severityCard() {
  const counts = SEVERITIES.map((name) => [name, findings.filter((one) => one.severity === name).length]);
  const rows = counts
    .filter(([, count]) => count)
    .map(([name, count]) => legend("severity", name, icon(name), say(name, { count }), count));
  const noun = say("total", { count: findings.length });
  return card(say("findings"), findings.length, noun, bar(counts, findings.length), el("ul", { class: "legends" }, rows));
}

function filesCard() {
  const hit = paths.length;
  const fine = Math.max(0, page.files - hit);
  const drawn = bar([["ok", fine], ["hit", hit]], page.files);
  const worst = counted("path")
    .slice(0, WORST)
    .map(({ value, total }) => legend("path", value, null, el("span", { class: "code" }, value), total));
  const rest = [el("h4", {}, say("most_findings")), el("ul", { class: "legends" }, worst)];
  return card(say("files"), fine, say("files_clean", { count: fine }), drawn, rest);
}

function repairsCard() {
  const counts = FIXES.map((name) => [name, findings.filter((one) => one.values.fix === name).length]);
  const [[, safe]] = counts;
  const rows = counts
    .filter(([, count]) => count)
    .map(([name, count]) => legend("fix", name, square(`fix-${name}`), say(`fix_${name}`), count));
  const hint = safe ? el("p", { class: "quiet" }, el("code", {}, "contentlint fix"), ` ${say("command_safe")}`) : null;
  return card(
    say("repairs"),
    safe,
    say("repairs_lead", { count: safe }),
    bar(counts.map(([name, count]) => [`fix-${name}`, count]), findings.length),
    el("ul", { class: "legends" }, rows),
    hint,
  );
}

/** Return a chart of a facet: a row for each value, drawn against the most frequent one. */
function chart(facet, title) {
  const counts = counted(facet);
  const rows = counts.map((count, index) => el("li", { hidden: index >= FEW }, chartRow(facet, count, counts[0].total)));
  const more = el(
    "button",
    {
      type: "button",
      class: "plain",
      "aria-expanded": "false",
      click: () => {
        const open = more.getAttribute("aria-expanded") !== "true";
        more.setAttribute("aria-expanded", String(open));
        more.textContent = open ? say("less") : say("more", { count: counts.length });
        rows.forEach((row, index) => (row.hidden = !open && index >= FEW));
      },
    },
    say("more", { count: counts.length }),
  );
  return el("div", { class: "card" }, el("h3", {}, say(title)), el("ul", { class: "bars" }, rows), counts.length > FEW ? more : null);
}

function chartRow(facet, count, most) {
  const parts = SEVERITIES.map((name) => [name, count[name]]);
  const spoken = SEVERITIES.filter((name) => count[name]).map((name) => `${numbers.format(count[name])} ${say(name, { count: count[name] })}`);
  return filterButton(
    facet,
    count.value,
    { class: "bar-row", title: spoken.join(", ") },
    el("span", { class: facet === "category" ? "name" : "name code" }, LABELS[facet](count.value)),
    el("span", { class: "count" }, numbers.format(count.total)),
    bar(parts, most),
  );
}

function square(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("rect", { class: `fill-${name}`, x: 1, y: 1, width: 10, height: 10, rx: 2 }));
}

/** Return the sign of a severity: its form says it, too, not its colour alone. */
function icon(severity) {
  const shape = {
    error: () => svg("path", { class: "fill-error", d: "M4 0h4l4 4v4l-4 4H4L0 8V4z" }),
    warning: () => svg("path", { class: "fill-warning", d: "M6 .5 12 11.5H0z" }),
    info: () => svg("circle", { class: "fill-info", cx: 6, cy: 6, r: 5 }),
  }[severity]();
  return svg("svg", { class: "icon", viewBox: "0 0 12 12", "aria-hidden": "true" }, shape);
}
