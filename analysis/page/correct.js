// The form behind "Is this wrong?": what is wrong, and what is right. It ends in lines for corrections.csv.
const HEADINGS = ["article", "table", "place", "column", "value", "who", "when", "why"];
const writeLine = (cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
const today = () => new Date(Date.now() - 60000 * new Date().getTimezoneOffset()).toISOString().slice(0, 10);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const fill = (select, values) => select.replaceChildren(...values.map(([value, text]) => make("option", { value }, text)));

// A form for one row. `options` has its table, its place, the words of its actors, and the choices of the page; `finish`
// gets the rows (objects by `HEADINGS`) when it is sent; `verb` is what its button says.
const makeForm = ({ table, place, actors, choices, verb, finish, adds }) => {
  const all = choices.tables[table].map((choice) => ({ ...choice, table, place }));
  const countries = (table === "events" || table === "quotes" ? actors : []).map((words) => (
    { ...choices.tables.mentions[0], table: "mentions", place: words, label: `the country of “${words}”` }));
  const list = adds ? all.filter((choice) => choice.columns[0] === "class").map((choice) => ({ ...choice, columns: ["act"] }))
    : [...all, ...countries];
  const id = `right-${Math.random().toString(36).slice(2, 8)}`;
  const what = make("select", {}), right = make("span", { className: "right" });
  const who = make("input", { size: 8, autocomplete: "name" }), why = make("input", { size: 12, autocomplete: "off" });
  const said = make("output", { className: "said" }), send = make("button", { type: "submit" }, verb);
  const form = make("form", { className: "wrong" },
    make("label", {}, adds ? "there is an act: " : "What is wrong? ", what), right,
    make("label", {}, "who says so ", who), make("label", {}, "why ", why), send, said);
  fill(what, list.map((choice, i) => [i, choice.label]));
  who.value = choices.who ?? "";
  const renew = () => {
    const choice = list[what.value];
    const suggestions = { actors: choices.actors, countries: choices.countries.split("|") }[choice.suggest];
    const field = choice.values ? make("select", {}) : make("input", { type: choice.type ?? "text", autocomplete: "off", size: 14 });
    if (choice.type === "number") Object.assign(field, { min: -4, max: 4, step: 0.1 });
    if (choice.values) fill(field, choice.values);
    field.dataset.value = "";
    const names = suggestions ? [make("datalist", { id })] : [];
    if (suggestions) field.setAttribute("list", id), fill(names[0], suggestions.map((name) => [name, name]));
    right.replaceChildren(make("label", { hidden: choice.values?.length === 1 }, "Right is ", field), ...names);
    said.textContent = "";
  };
  what.addEventListener("change", renew);
  renew();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const choice = list[what.value], value = right.querySelector("[data-value]").value.trim();
    choices.who = who.value.trim();
    const cells = { article: choices.article, table: choice.table, place: choice.place, value, who: choices.who, when: today(), why: why.value.trim() };
    finish(choice.columns.map((column) => ({ ...cells, column })), said);
  });
  form.addEventListener("keydown", (event) => event.key !== "Escape" && event.stopPropagation());
  return form;
};

// Without a program behind the page: the lines go to the clipboard, and are shown to be copied by hand.
const copyLines = async (rows, said) => {
  const lines = rows.map((row) => writeLine(HEADINGS.map((name) => row[name] ?? ""))).join("\n");
  let copied = true;
  try { await navigator.clipboard.writeText(lines); } catch { copied = false; }
  const advice = `${copied ? "Copied." : "Copy this line."} Add it to the file corrections.csv next to ${rows[0].article} or next to articles.csv, and make the report again. The first line of a new file is ${HEADINGS.join(",")}`;
  said.replaceChildren(make("code", {}, lines), make("span", {}, advice));
};
