// The view of an article. Python computes; this shows it, and sends what the reader sets, points at and corrects.
const { enliven, makeForm, make } = page;
const LABELS = { focus: "between", side: "side", voice: "on whose word", coder: "read by", smoothing: "line" };

function render({ model, el }) {
  const controls = make("div", { className: "explore-controls", role: "group", ariaLabel: "What is shown" });
  const verdict = make("p", { className: "explore-verdict" }), before = make("p", { className: "explore-before" });
  const arc = make("div", { className: "explore-arc", role: "group", ariaLabel: "Escalation by paragraph: conflict above the line, cooperation below" });
  const days = make("div", { className: "explore-days", role: "group", ariaLabel: "Days of the acts" });
  const said = make("p", { className: "explore-said", role: "status" });
  const add = make("button", { type: "button" }, "There is an act here…"), undo = make("button", { type: "button" }, "Take back");
  const tools = make("div", { className: "explore-tools" }, add, undo);
  const form = make("div", { className: "explore-form" }), article = make("div", { className: "explore-page" });
  const root = make("div", { className: "crisis-explore" }, verdict, before, controls, arc, days, tools, form, said, article);
  root.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the keys for itself
  el.append(root);
  for (const still of document.querySelectorAll(`.crisis-explore-still[data-view="${model.get("identity")}"]`)) still.hidden = true;

  // Settings: sent at once, one at a time; the last one wins
  const fields = {};
  let waiting = false, next = null, live = null, allowed = new Set();
  const send = () => {
    const settings = { ...model.get("settings") };
    for (const [name, field] of Object.entries(fields)) settings[name] = name === "confidence" || name === "smoothing" ? Number(field.value) : field.value;
    fields.confidence.nextElementSibling.textContent = `${Math.round(settings.confidence * 100)} %`;
    if (waiting) return void (next = settings);
    waiting = JSON.stringify(settings) !== JSON.stringify(model.get("settings"));
    model.set("settings", settings);
    model.save_changes();
  };
  const setControls = () => {
    const settings = model.get("settings");
    controls.replaceChildren();
    for (const [name, values] of Object.entries(model.get("controls"))) {
      const select = (fields[name] = make("select", { name }, ...values.map(([value, text]) => make("option", { value }, text))));
      if (!values.some(([value]) => value === settings[name])) select.append(make("option", { value: settings[name] }, settings[name]));
      select.value = settings[name];
      controls.append(make("label", {}, `${LABELS[name]} `, select));
    }
    const slider = (fields.confidence = make("input", { type: "range", min: 0, max: 1, step: 0.05, name: "confidence" }));
    slider.value = settings.confidence;
    controls.append(make("label", {}, "at least this sure ", slider, make("output", {}, `${Math.round(settings.confidence * 100)} %`)));
    const reset = make("button", { type: "button" }, "show everything");
    reset.addEventListener("click", () => {
      for (const field of Object.values(fields)) field.value = { smoothing: 3, confidence: 0 }[field.name] ?? "";
      send();
    });
    controls.append(reset);
  };
  controls.addEventListener("input", send);

  // What changes with the settings
  const setBars = (bars) => {
    for (const paragraph of article.querySelectorAll(".paragraph")) {
      const values = bars[paragraph.querySelector(".pilcrow").textContent.slice(1)];
      paragraph.classList.toggle("left-out", !values);
      paragraph.querySelectorAll(".bar").forEach((bar, i) => {
        const [value, share] = values?.[i] ?? ["none", 0];
        bar.classList.remove("none", "minus", "plus");
        bar.classList.add(value === "none" ? "none" : share < 0 ? "minus" : "plus");
        bar.style.setProperty("--share", share);
        bar.querySelector(".value").textContent = value;
      });
    }
  };
  const show = () => {
    const shown = model.get("shown");
    if (!shown.arc) return;
    allowed = new Set(shown.allowed);
    verdict.textContent = shown.verdict, before.textContent = shown.before;
    const number = document.activeElement?.closest?.(".arc-bar") && arc.contains(document.activeElement) && document.activeElement.dataset.paragraph;
    arc.innerHTML = shown.arc, days.innerHTML = shown.days;
    if (number) focusBar(arc.querySelector(`[data-paragraph="${number}"]`));
    setBars(shown.bars);
    live?.filter();
    root.dataset.drawn = Number(root.dataset.drawn ?? 0) + 1;
    waiting = false;
    if (next) { next = null; send(); }
  };
  const setPage = () => {
    const top = article.scrollTop;
    article.innerHTML = model.get("page");
    live = enliven(article.querySelector(".close-reader"), {
      allows: (key) => allowed.has(key),
      selects: (pick) => { model.set("pick", pick); model.save_changes(); light(pick); },
      finish: (rows) => { said.textContent = "…"; model.send({ rows }); },
    });
    article.scrollTop = top;
    form.replaceChildren();
  };

  // Pointing: at a bar or a day, what belongs to it lights up; a click selects it
  const light = ({ paragraph, keys = [] }) => {
    for (const bar of arc.querySelectorAll(".arc-bar")) bar.toggleAttribute("aria-current", Number(bar.dataset.paragraph) === paragraph);
    for (const mark of article.querySelectorAll(".words [data-n]")) mark.classList.toggle("day-lit", keys.includes(mark.dataset.n));
  };
  const scrollTo = (target) => target && article.scrollTo({ top: article.scrollTop + target.getBoundingClientRect().top - article.getBoundingClientRect().top - 60 });
  const findParagraph = (number) => [...article.querySelectorAll(".paragraph")].find((one) => one.querySelector(".pilcrow").textContent === `¶${number}`);
  const focusBar = (bar) => {
    arc.querySelectorAll(".arc-bar").forEach((other) => (other.tabIndex = other === bar ? 0 : -1));
    bar?.focus();
  };
  const point = (event, on) => {
    const bar = event.target.closest?.(".arc-bar"), day = event.target.closest?.(".arc-day");
    if (bar) findParagraph(bar.dataset.paragraph)?.classList.toggle("pointed", on);
    if (day) for (const key of day.dataset.keys.split(" ")) article.querySelectorAll(`[data-n="${key}"]`).forEach((mark) => mark.classList.toggle("pointed", on));
  };
  for (const part of [arc, days]) {
    for (const kind of ["pointerover", "focusin"]) part.addEventListener(kind, (event) => point(event, true));
    for (const kind of ["pointerout", "focusout"]) part.addEventListener(kind, (event) => point(event, false));
    part.addEventListener("click", (event) => {
      const bar = event.target.closest(".arc-bar"), day = event.target.closest(".arc-day");
      if (!bar && !day) return;
      const pick = bar ? { paragraph: Number(bar.dataset.paragraph) } : { keys: day.dataset.keys.split(" ") };
      model.set("pick", pick);
      model.save_changes();
      light(pick);
      if (bar) live.choose(findParagraph(pick.paragraph)), focusBar(bar);
      scrollTo(bar ? findParagraph(pick.paragraph) : article.querySelector(`[data-n="${pick.keys[0]}"]`));
    });
  }
  arc.addEventListener("keydown", (event) => {
    const bars = [...arc.querySelectorAll(".arc-bar")], at = bars.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (to === undefined || !bars[to]) return;
    event.preventDefault(), event.stopPropagation();
    focusBar(bars[to]);
  });

  // An act that was passed over: the marked words, and where they stand in the article
  let marked = { words: "" };
  const added = ".figure, .tag, .why, .number";
  const findMarked = () => {
    const selection = document.getSelection(), words = selection.toString().trim();
    const range = words && selection.rangeCount ? selection.getRangeAt(0) : null;
    const block = range?.commonAncestorContainer && (range.commonAncestorContainer.closest?.(".words") ?? range.commonAncestorContainer.parentElement.closest(".words"));
    if (!block || !article.contains(block)) return;
    const whole = range.cloneRange();
    whole.selectNodeContents(block.querySelector("p, h3, h4"));
    const ahead = whole.cloneRange();
    ahead.setEnd(range.startContainer, range.startOffset);
    const read = (part) => { const copy = make("div", {}, part.cloneContents()); copy.querySelectorAll(added).forEach((one) => one.remove()); return copy.textContent; };
    const sections = [...article.querySelectorAll(".story > section")];
    const text = read(range), trimmed = text.trim();
    const start = model.get("starts")[sections.indexOf(block.parentElement)] + [...read(ahead)].length + text.indexOf(trimmed);
    marked = { words: trimmed, start };
  };
  document.addEventListener("selectionchange", findMarked);
  add.addEventListener("click", () => {
    const choices = JSON.parse(article.querySelector(".close-reader").dataset.choices);
    const words = make("input", { value: marked.words, size: 30, required: true, autocomplete: "off" });
    const made = makeForm({ table: "events", place: "", actors: [], choices, adds: true, verb: "Add it", finish: (rows) => {
      const place = words.value.trim() === marked.words ? marked : { words: words.value.trim() };
      said.textContent = "…";
      model.send({ rows: rows.map((row) => ({ ...row, ...place })) });
    } });
    made.prepend(make("label", {}, "the words of the act ", words));
    form.replaceChildren(made);
    made.addEventListener("keydown", (event) => event.key === "Escape" && (form.replaceChildren(), add.focus()));
    (marked.words ? made.querySelector("select") : words).focus();
  });
  undo.addEventListener("click", () => model.send({ undo: true }));

  const renew = { page: setPage, shown: show, controls: setControls, said: () => (said.textContent = model.get("said")),
    undoable: () => (undo.hidden = !model.get("undoable")),
    settings: () => { for (const [name, field] of Object.entries(fields)) if (String(model.get("settings")[name]) !== field.value && !waiting) field.value = model.get("settings")[name]; } };
  for (const [name, act] of Object.entries(renew)) model.on(`change:${name}`, act);
  setControls(), setPage(), show(), renew.undoable();
  return () => {
    for (const [name, act] of Object.entries(renew)) model.off(`change:${name}`, act);
    document.removeEventListener("selectionchange", findMarked);
  };
}

export default { render };
