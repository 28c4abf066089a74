// What is chosen: kept in the address, so that every view can be sent to somebody, and the findings that it leaves.

const PAGE = 50;
const MOST_HELD = 40;
const SORTS = {
  path: null, // as they come
  severity: (one) => SEVERITIES.indexOf(one.severity),
  rule: (one) => one.rule.name,
};
const NOTHING = { q: "", severity: "", category: "", group: "", rule: "", fix: "", path: "", sort: "path" };

const state = { ...NOTHING, number: 0, open: new Set(), printing: false };
let chosen = findings;
let folded = null; // all texts without case and accents, made while nobody waits
const held = new Map(); // for each word of a search, which texts hold it

/** Return text without case and accents. */
function fold(text) {
  // eslint-disable-next-line no-control-regex
  const plain = /^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "");
  return plain.toLowerCase();
}

function foldAll() {
  folded ??= page.texts.map(fold);
}

/** Return which texts hold a word, remembered for the next letter that is typed. */
function holding(word) {
  if (!held.has(word)) {
    foldAll();
    if (held.size >= MOST_HELD) held.clear();
    const hits = new Uint8Array(folded.length);
    for (let index = 0; index < folded.length; index += 1) hits[index] = folded[index].includes(word);
    held.set(word, hits);
  }
  return held.get(word);
}

/** Return what tells whether a finding holds every word of a query somewhere; each text is looked at once. */
function searched(query) {
  const hits = fold(query).split(/\s+/).filter(Boolean).map(holding);
  return (finding) => hits.every((hit) => finding.texts.some((text) => hit[text]));
}

/**
 * Return the findings that fit, and for each facet to select by how many there are of each value among those that all
 * other facets leave: what choosing it would give.
 */
function filtered() {
  const fits = searched(state.q);
  const wanted = Object.keys(LABELS).filter((name) => state[name] !== "");
  const counts = Object.fromEntries(SELECTS.map(([name]) => [name, new Map()]));
  const names = Object.keys(counts);
  const count = (name, value) => counts[name]?.set(value, (counts[name].get(value) ?? 0) + 1);
  const left = findings.filter((finding) => {
    const missed = wanted.filter((name) => finding.values[name] !== state[name]);
    if (missed.length > 1 || !fits(finding)) return false;
    for (const name of missed.length ? missed : names) count(name, finding.values[name]);
    return missed.length === 0;
  });
  return { left: sorted(left), counts };
}

function sorted(list) {
  const key = SORTS[state.sort];
  if (!key) return list;
  const keys = new Map(list.map((one) => [one, key(one)]));
  return list.sort((a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : a.index - b.index));
}

function isFiltered() {
  return Object.keys(NOTHING).some((name) => name !== "sort" && state[name] !== "");
}

/** Return the part of the address that stands for what is chosen, "#" for nothing. */
function address(values) {
  const said = Object.keys(NOTHING).filter((name) => (values[name] ?? NOTHING[name]) !== NOTHING[name]);
  return `#${new URLSearchParams(said.map((name) => [name, values[name]]))}`;
}

/** Return the address of a finding: its fingerprint, which no moved line changes, and its file where others share it. */
function addressOf(finding) {
  const alone = findings.filter((one) => one.fingerprint === finding.fingerprint).length === 1;
  return `#${new URLSearchParams({ finding: finding.fingerprint, ...(alone ? {} : { path: finding.path.name }) })}`;
}

function addressOfRule(rule) {
  return `#${new URLSearchParams({ about: rule.name })}`;
}

/** Return the finding that an address leads to: undefined where it names none, null where there is no such finding. */
function findingAt(given) {
  const asked = given.get("finding");
  if (asked === null) return undefined;
  const alike = findings.filter((one) => one.fingerprint === asked);
  return alike.find((one) => one.path.name === given.get("path")) ?? alike[0] ?? null;
}
