// The trend: how many findings there were in each of the last commits, drawn as areas by severity, and told as a table.

const WIDTH = 1000;
const HEIGHT = 180;
const MOST_RULES = 5;

function trend() {
  const points = page.trend.map((past) => ({ ...past, total: past.severities.reduce((a, b) => a + b) }));
  const [first, last] = [points[0], points.at(-1)];
  const label = say("trend_label", { first: day(first), before: first.total, last: day(last), after: last.total });
  return el(
    "div",
    { class: "card trend" },
    el("h3", {}, say("trend")),
    el("p", { class: "quiet" }, say("trend_lead", { count: points.length })),
    el("figure", {}, drawn(points, label), el("figcaption", { class: "row ends" }, end(first), end(last))),
    changes(first, last),
    el("details", {}, el("summary", {}, say("trend_table")), table(points)),
  );
}

function day(past) {
  return dates.format(new Date(`${past.date}T00:00:00Z`));
}

function end(past) {
  return el("span", {}, `${day(past)} · `, el("strong", {}, numbers.format(past.total)));
}

/** Return the areas, errors at the bottom; each commit tells of itself when pointed at. */
function drawn(points, label) {
  const most = Math.max(1, ...points.map((one) => one.total));
  const x = (index) => (WIDTH * index) / (points.length - 1);
  const y = (value) => HEIGHT - (HEIGHT - 16) * (value / most);
  let below = points.map(() => 0);
  const areas = SEVERITIES.flatMap((name, severity) => {
    const above = points.map((one, index) => below[index] + one.severities[severity]);
    const there = above.map((value, index) => `${x(index)},${y(value)}`);
    const back = below.map((value, index) => `${x(index)},${y(value)}`).reverse();
    below = above;
    if (points.every((one) => !one.severities[severity])) return [];
    const line = svg("polyline", { class: `edge-${name}`, points: there.join(" ") });
    return [svg("polygon", { class: `area fill-${name}`, points: [...there, ...back].join(" ") }), line];
  });
  const step = WIDTH / (points.length - 1);
  const places = points.map((one, index) =>
    svg("rect", { class: "here", x: x(index) - step / 2, y: 0, width: step, height: HEIGHT }, svg("title", {}, pointText(one))),
  );
  const grid = [0.5, 1].map((part) => svg("line", { class: "grid", x1: 0, x2: WIDTH, y1: y(most * part), y2: y(most * part) }));
  const box = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label };
  return el("div", { class: "plot" }, svg("svg", box, grid, areas, places), axis(most));
}

function axis(most) {
  return el("span", { class: "axis", "aria-hidden": "true" }, numbers.format(most));
}

function pointText(one) {
  return say("trend_point", { date: day(one), subject: one.subject, total: one.total, commit: one.commit });
}

/** Return the rules of which there are more, and fewer, than there were. */
function changes(first, last) {
  const names = new Set([...Object.keys(first.rules), ...Object.keys(last.rules)]);
  const moved = [...names]
    .map((name) => [name, (last.rules[name] ?? 0) - (first.rules[name] ?? 0)])
    .sort(([one, a], [other, b]) => Math.abs(b) - Math.abs(a) || (one < other ? -1 : 1));
  const list = (key, kept) => {
    const items = moved.filter(kept).slice(0, MOST_RULES);
    const rows = items.map(([name, by]) => el("li", {}, el("code", {}, name), " ", el("strong", {}, signed(by))));
    return items.length ? el("div", { class: key }, el("h4", {}, say(key)), el("ul", {}, rows)) : null;
  };
  const lists = [list("trend_fewer", ([, by]) => by < 0), list("trend_more", ([, by]) => by > 0)].filter(Boolean);
  return lists.length ? el("div", { class: "changes" }, lists) : el("p", { class: "quiet" }, say("trend_same"));
}

function signed(number) {
  return `${number < 0 ? "−" : "+"}${numbers.format(Math.abs(number))}`;
}

function table(points) {
  const heads = [say("date"), say("commit"), say("findings"), ...SEVERITIES.map((name) => say(`label_${name}`)), say("files")];
  const rows = points
    .map((one) => [day(one), `${one.commit} ${one.subject}`, ...[one.total, ...one.severities, one.files].map((each) => numbers.format(each))])
    .reverse();
  return el(
    "table",
    { class: "figures" },
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell) => el("td", {}, cell))))),
  );
}
