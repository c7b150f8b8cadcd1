// Adds cards, filters, arrow keys and forms to an article. All state is in its element. `hooks` come from a program behind
// the page: `allows` says which marks may be shown, `selects` is told what was clicked, `finish` gets the corrections.
const enliven = (root, given) => {
  "use strict";
  const hooks = given ?? {};
  root.dataset.live = "";
  root.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys for itself
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const find = (selector) => root.querySelector(selector);
  const paragraphs = all(".paragraph");
  const pieces = all(".words [data-n]");
  const marks = pieces.filter((mark) => mark.dataset.who !== undefined); // where a note begins; others continue it after a cut
  const notes = new Map(all("[data-note]").map((note) => [note.dataset.note, note]));
  const first = new Map(marks.map((mark) => [mark.dataset.n, mark]));
  const data = new Map(marks.map((mark) => [mark.dataset.n, {
    layer: mark.dataset.n[0], who: mark.dataset.who.split(" "), voice: mark.dataset.voice.split(" "),
    frame: mark.classList.contains("background") ? "background" : "current",
  }]));
  const letters = { event: "e", quote: "q", date: "d", word: "w" };
  const words = { e: "events", q: "quotes", d: "times", w: "tone words" };
  all("[title]").forEach((mark) => mark.removeAttribute("title"));

  // Every note asks whether it is wrong, and opens a form
  const menu = JSON.parse(root.dataset.choices);
  const tables = { e: "events", q: "quotes", d: "dates", w: "words" };
  const ask = (item, key) => {
    if (item.querySelector(".ask")) return;
    const button = make("button", { type: "button", className: "ask" }, "Is this wrong?");
    button.addEventListener("click", (event) => {
      event.stopPropagation(); // the button goes, and a click outside the card closes it
      const form = makeForm({ table: tables[key[0]], place: menu.places[key[0]].split(" ")[key.slice(1) - 1],
        actors: item.dataset.of?.split("|") ?? [], choices: menu,
        verb: hooks.finish ? "Correct it" : "Copy the line", finish: hooks.finish ?? copyLines });
      button.replaceWith(form);
      form.querySelector("select").focus();
    });
    item.append(button);
  };
  root.addEventListener("toggle", (event) => { // the forms under a paragraph are made when they are first shown
    if (event.target.matches(".why[open]")) all("[data-note]", event.target).forEach((item) => ask(item, item.dataset.note));
  }, true);

  // One card, for the mark under the pointer or with the focus
  const card = document.createElement("div");
  card.className = "card";
  card.id = `close-reader-card-${document.querySelectorAll(".close-reader[data-live]").length}-${Math.random().toString(36).slice(2, 8)}`;
  card.setAttribute("aria-label", "What was read here");
  card.hidden = true;
  root.append(card);
  let shown = null, pinned = false, closing = 0;

  const close = () => {
    clearTimeout(closing);
    if (card.contains(document.activeElement)) shown?.focus();
    shown?.removeAttribute("aria-describedby");
    all(".lit").forEach((mark) => mark.classList.remove("lit"));
    shown = null, pinned = false, card.hidden = true;
  };
  const open = (mark, pin, at) => {
    clearTimeout(closing);
    card.setAttribute("role", pin ? "dialog" : "tooltip");
    if (mark === shown) return void (pinned ||= pin);
    close();
    const list = document.createElement("ul");
    for (let here = mark; here && here !== root; here = here.parentElement) {
      const note = here.dataset?.n && isOn(here.dataset.n) && notes.get(here.dataset.n);
      if (note) list.append(note.cloneNode(true));
    }
    if (!list.children.length) return;
    for (const item of all("[data-note]", list)) {
      item.querySelectorAll(".ask, form").forEach((part) => part.remove());
      ask(item, item.dataset.note);
      item.removeAttribute("data-note");
    }
    card.replaceChildren(list);
    shown = mark, pinned = pin, card.hidden = false;
    mark.setAttribute("aria-describedby", card.id);
    pieces.forEach((piece) => piece.classList.toggle("lit", piece.dataset.n === mark.dataset.n));
    place(mark, at);
  };
  const place = (mark, at) => { // below the line under the pointer, or above it if the window ends there
    const box = root.getBoundingClientRect();
    const lines = [...mark.getClientRects()];
    const line = lines.find((r) => at && at.y >= r.top - 2 && at.y <= r.bottom + 2) ?? lines[0] ?? mark.getBoundingClientRect();
    const height = card.offsetHeight + 8;
    const below = line.bottom + height < Math.min(innerHeight, box.bottom) || line.top - height < Math.max(0, box.top);
    const left = Math.min(line.left - box.left, box.width - card.offsetWidth - 8);
    card.style.left = `${Math.max(8, left)}px`;
    card.style.top = `${(below ? line.bottom + 6 : line.top - card.offsetHeight - 6) - box.top}px`;
  };
  const markAt = (target) => {
    let mark = target.closest?.(".words [data-n]");
    while (mark && !isOn(mark.dataset.n)) mark = mark.parentElement.closest("[data-n]");
    return mark && root.contains(mark) ? mark : null;
  };
  root.addEventListener("pointerover", (event) => {
    if (card.contains(event.target)) return clearTimeout(closing);
    const mark = event.pointerType !== "touch" && !pinned && markAt(event.target);
    if (mark) open(mark, false, { y: event.clientY });
  });
  root.addEventListener("pointerout", (event) => {
    if (!pinned && shown && !card.contains(event.relatedTarget) && document.activeElement !== shown) {
      clearTimeout(closing);
      closing = setTimeout(close, 200);
    }
  });
  root.addEventListener("click", (event) => {
    const bars = event.target.closest(".bars");
    if (bars) {
      event.preventDefault();
      event.stopPropagation();
      choose(bars.closest(".paragraph"));
      hooks.selects?.({ paragraph: Number(bars.querySelector(".pilcrow").textContent.slice(1)) });
      return bars.parentElement.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    }
    if (card.contains(event.target)) return;
    const mark = markAt(event.target);
    choose(event.target.closest(".paragraph"));
    if (mark) select(mark), open(mark, true, { y: event.clientY });
    else if (pinned) close();
  });
  const select = (mark) => {
    const keys = [];
    for (let here = mark; here && here !== root; here = here.parentElement) if (here.dataset?.n && isOn(here.dataset.n)) keys.push(here.dataset.n);
    hooks.selects?.({ keys });
  };
  document.addEventListener("pointerdown", (event) => pinned && !root.contains(event.target) && close());
  root.addEventListener("focusin", (event) => event.target.matches("[data-n]:focus-visible") && open(event.target, false));
  root.addEventListener("focusout", (event) => event.target === shown && !pinned && close());
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const choose = (paragraph) => paragraphs.forEach((other) => {
    other.classList.toggle("on", other === paragraph);
    if (other === paragraph) other.firstElementChild.setAttribute("aria-current", "true");
    else other.firstElementChild.removeAttribute("aria-current");
  });

  // Keys: Tab goes to one mark of each block, the arrows from mark to mark and from block to block
  const off = new Set();
  const isOn = (key) => !off.has(key);
  const stops = new Map(); // the mark of each block that Tab goes to
  const block = (mark) => mark.closest("section");
  const setStop = (mark) => {
    stops.get(block(mark))?.setAttribute("tabindex", "-1");
    stops.set(block(mark), mark);
    mark.setAttribute("tabindex", "0");
  };
  const renewStops = () => {
    stops.clear();
    for (const mark of marks) {
      mark.removeAttribute("tabindex");
      if (!isOn(mark.dataset.n)) continue;
      mark.setAttribute("tabindex", "-1");
      if (!stops.has(block(mark))) setStop(mark);
    }
  };
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) return close(), event.stopPropagation();
    const here = event.target;
    if (!here.matches("[data-who]") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") return event.preventDefault(), select(here), open(here, true), card.querySelector(".ask")?.focus();
    const there = all("[data-who][tabindex]"), at = there.indexOf(here);
    const heads = there.filter((mark, i) => !i || block(mark) !== block(there[i - 1]));
    const head = heads.findIndex((mark) => block(mark) === block(here));
    const next = { ArrowRight: there[at + 1], ArrowLeft: there[at - 1], ArrowDown: heads[head + 1], ArrowUp: heads[head - 1],
      Home: there[0], End: there.at(-1) };
    if (!(event.key in next)) return;
    event.preventDefault();
    event.stopPropagation();
    if (next[event.key]) setStop(next[event.key]), next[event.key].focus();
  });

  // Filters: layers by one attribute, all other filters by a class on the marks that do not match
  const controls = find(".controls"), status = find(".status");
  const boxes = all("[data-layer]"), choices = all("[data-filter]"), order = find("[data-order]"), counts = all("[data-count]");
  const filter = () => {
    close();
    const hidden = boxes.filter((box) => !box.checked).map((box) => box.dataset.layer);
    const [who, voice, frame] = choices.map((choice) => choice.value);
    const layers = new Set(hidden.map((layer) => letters[layer]));
    const fits = (d) => (!who || d.who.includes(who)) && (!voice || d.voice.includes(voice)) && (!frame || d.layer !== "e" || d.frame === frame);
    off.clear();
    const left = { e: 0, q: 0, d: 0, w: 0 }, total = { ...left };
    for (const [key, d] of data) {
      total[d.layer]++;
      if (layers.has(d.layer) || !fits(d) || hooks.allows?.(key) === false) off.add(key); else left[d.layer]++;
    }
    for (const count of counts) {
      const letter = letters[count.dataset.count];
      count.textContent = left[letter] < total[letter] ? `${left[letter]} of ${total[letter]}` : total[letter];
    }
    choices.find((choice) => choice.dataset.filter === "frame").disabled = layers.has("e"); // it has nothing to choose from
    root.dataset.off = hidden.join(" ");
    for (const piece of pieces) piece.classList.toggle("off", off.has(piece.dataset.n));
    renewStops();
    status.textContent = off.size ? `${marks.length - off.size} of ${marks.length} marks: ` +
      Object.entries(left).map(([layer, n]) => `${n} ${words[layer]}`).join(", ") + "." : "";
  };
  const places = paragraphs.map((paragraph) => paragraph.parentNode.insertBefore(document.createComment(""), paragraph));
  const sort = () => {
    const value = (paragraph) => { // "none" sorts last
      const figure = parseFloat(paragraph.dataset.values.split(" ")[order.value]?.replace("−", "-"));
      return Number.isNaN(figure) ? -Infinity : figure;
    };
    const sorted = order.value ? [...paragraphs].sort((a, b) => value(b) - value(a) || 0) : paragraphs;
    sorted.forEach((paragraph, i) => places[i].after(paragraph));
  };
  controls.addEventListener("change", (event) => event.target === order ? (close(), sort()) : filter());
  find("[data-reset]").addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = true));
    [...choices, order].forEach((choice) => (choice.value = ""));
    filter(), sort();
  });
  [controls, find(".live")].forEach((part) => part.removeAttribute("hidden"));
  renewStops();
  if (root.clientWidth < 600) find(".legend").open = false; // on a phone the article comes first

  // In print every note is open
  let opened = [];
  addEventListener("beforeprint", () => { close(); opened = all(".why:not([open])"); opened.forEach((why) => (why.open = true)); });
  addEventListener("afterprint", () => opened.forEach((why) => (why.open = false)));
  return { filter, choose, open: (key) => first.get(key) && open(first.get(key), true) };
};
