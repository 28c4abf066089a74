// The page of a rule, in a dialog: the little of Markdown that rule pages use, made into elements.

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https:[^)\s]+)\)/g;
const EXAMPLES = { bad: "bad", good: "good", fixed: "fixed", "unsafe fixed": "unsafe" };

/** Show what a rule is about; the dialog gives the focus back when it closes. Rule pages are in English. */
function showRule(rule) {
  const close = el("button", { type: "button", click: () => dialog.close() }, say("close"));
  const off = rule.url.startsWith("https:") ? el("p", {}, el("a", { href: rule.url }, say("about_off", { rule: rule.name }))) : null;
  const dialog = el(
    "dialog",
    { "aria-labelledby": "about", close: () => dialog.remove(), click: (event) => event.target === dialog && dialog.close() },
    el("div", { class: "row about-head" }, el("h2", { id: "about", class: "code" }, rule.name), close),
    el("article", {}, el("div", { class: "page", lang: "en" }, blocks(rule.help)), off),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Return the blocks of a page, its title left out: examples, headings, lists, paragraphs. */
function blocks(lines) {
  const made = [];
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^(`{3,})(.*)$/.exec(lines[index]);
    if (fence) {
      const found = lines.indexOf(fence[1], index + 1);
      const end = found < 0 ? lines.length : found;
      made.push(example(fence[2], lines.slice(index + 1, end)));
      index = end;
    } else if (lines[index] && !lines[index].startsWith("# ")) {
      const end = lines.findIndex((line, at) => at > index && (!line || line.startsWith("```")));
      const block = lines.slice(index, end < 0 ? lines.length : end);
      made.push(textBlock(block.join("\n")));
      index += block.length - 1;
    }
  }
  return made;
}

function textBlock(text) {
  if (text.startsWith("## ")) return el("h3", {}, inline(text.slice(3)));
  if (text.startsWith("- ")) return el("ul", {}, text.slice(2).split("\n- ").map((item) => el("li", {}, inline(item))));
  return el("p", {}, inline(text));
}

function inline(text) {
  const made = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, code, strong, emphasis, words, href] = found;
    const element = code ? el("code", {}, code) : strong ? el("strong", {}, strong) : emphasis ? el("em", {}, emphasis) : el("a", { href }, words);
    made.push(text.slice(end, found.index), element);
    end = found.index + whole.length;
  }
  return [...made, text.slice(end)];
}

/** Return an example; what is wrong in it stands in ⟦…⟧ there and is marked here. */
function example(info, lines) {
  const kind = info.trim().split(/\s+/).slice(1).filter((word) => word !== "escaped").join(" ");
  const name = EXAMPLES[kind] ?? "other";
  const pieces = lines.join("\n").split(/⟦([^⟧]*)⟧/);
  const content = pieces.map((piece, index) => (index % 2 ? el("mark", piece ? {} : { class: "place" }, piece) : piece));
  return el(
    "figure",
    { class: `box example ${name}` },
    el("figcaption", {}, say(`example_${name}`)),
    el("div", { class: "lines" }, el("div", { class: "line" }, el("code", {}, content))),
  );
}
