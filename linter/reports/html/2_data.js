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
    // what a search looks at, as indexes of texts
    texts: [paths[path].text, rules[rule].text, message, ...(pointer < 0 ? [] : [pointer]), ...excerpt.map((one) => one[0])],
  }),
);

/** What findings can be filtered by: the value that a finding has, and what the reader calls that value. */
const FACETS = {
  severity: { of: (finding) => finding.severity, label: (value) => say(`label_${value}`) },
  category: { of: (finding) => finding.rule.category, label: (value) => page.says.categories[value] ?? value },
  group: { of: (finding) => finding.path.group, label: (value) => value },
  rule: { of: (finding) => finding.rule.name, label: (value) => value },
  fix: { of: (finding) => finding.fix?.kind ?? "none", label: (value) => say(`fix_${value}`) },
  path: { of: (finding) => finding.path.name, label: (value) => value },
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
    const value = FACETS[facet].of(finding);
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
