// The words of the page, and elements: whatever comes from a document goes in as text, nothing is ever parsed as HTML.
"use strict";

const page = JSON.parse(document.getElementById("data").textContent);
const numbers = new Intl.NumberFormat(page.language);
const plurals = new Intl.PluralRules(page.language);
const dates = new Intl.DateTimeFormat(page.language, { dateStyle: "medium", timeZone: "UTC" });

/** Return what the page says under a key, its {names} filled in; `count` chooses the plural. */
function say(key, values = {}) {
  const said = page.says[key];
  const form = typeof said === "string" ? said : (said[plurals.select(values.count)] ?? said.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

/** Make an element: functions become listeners, `true` an empty attribute; `false` and `null` are left out. */
function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** Make an element of an SVG. */
function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== false));
  return made;
}

/** Return a copy of words for those who hear the page, not for those who see it. */
function heard(words) {
  return el("span", { class: "heard" }, words);
}

function percent(part, whole) {
  return whole ? (100 * part) / whole : 0;
}
