// The findings as objects (linter/reports/html/rows.py tells what the rows hold), and what they can be told apart by.

const SEVERITIES = ["error", "warning", "info"];
const FIXES = ["safe", "unsafe", "manual", "none"];

const paths = page.paths.map(([text, group]) => ({ text, name: page.texts[text], group }));
const rules = page.rules.map(([text, category, help, url]) => ({ text, name: page.texts[text], category, help, url }));
const findings = page.findings.map(
  ([path, line, column, rule, severity, message, fingerprint, pointer, excerpt, fix], index) => ({
    index,
    path: paths[path],
    line,
    column,
    rule: rules[rule],
    severity: SEVERITIES[severity],
    message: page.texts[message],
    fingerprint,
    pointer: pointer < 0 ? null : page.texts[pointer],
    excerpt,
    fix: fix === 0 ? null : { kind: FIXES[fix[0]], title: page.texts[fix[1]], lines: fix[2] },
    // what it can be filtered by
    values: {
      severity: SEVERITIES[severity],
      category: rules[rule].category,
      group: paths[path].group,
      rule: rules[rule].name,
      fix: fix === 0 ? "none" : FIXES[fix[0]],
      path: paths[path].name,
    },
    // what a search looks at, as indexes of texts
    texts: [paths[path].text, rules[rule].text, message, ...(pointer < 0 ? [] : [pointer]), ...excerpt.map((one) => one[0])],
  }),
);

/** What the reader calls a value that findings can be filtered by. */
const LABELS = {
  severity: (value) => say(`label_${value}`),
  category: (value) => page.says.categories[value] ?? value,
  group: (value) => value,
  rule: (value) => value,
  fix: (value) => say(`fix_${value}`),
  path: (value) => value,
};
const GROUP = page.collections ? "collection" : "folder";

const known = {}; // what was counted already

/** Count findings: for each value of a facet how many of each severity, the most frequent value first. */
function counted(facet) {
  return (known[facet] ??= countedBy(facet));
}

function countedBy(facet) {
  const counts = new Map();
  for (const finding of findings) {
    const value = finding.values[facet];
    if (!counts.has(value)) counts.set(value, { value, total: 0, error: 0, warning: 0, info: 0 });
    const count = counts.get(value);
    count.total += 1;
    count[finding.severity] += 1;
  }
  return [...counts.values()].sort((a, b) => b.total - a.total || (a.value < b.value ? -1 : 1));
}

/** Return a text with its part `start..end` marked; an empty part is a place between two characters, -1 is none. */
function marked([text, start, end]) {
  const whole = page.texts[text];
  if (start < 0) return [whole];
  const mark = el("mark", start === end ? { class: "place" } : {}, whole.slice(start, end));
  return [whole.slice(0, start), mark, whole.slice(end)];
}
