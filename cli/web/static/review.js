// Candidates by keyboard: each decision is sent at once, and the next card comes up.
import { keysOn, letter, plain, toast } from "./page.js";

const list = document.getElementById("candidates");
const text = (of) => document.getElementById("texts").content.querySelector(`[data-of=${of}]`).textContent;
const open = () => [...document.querySelectorAll(".card:not(.done, .busy)")];
const taken = [];
let current = null;

const choose = (card, { focus = true, scroll = true } = {}) => {
  if (current) current.removeAttribute("aria-current");
  current = card ?? null;
  if (!current) return;
  current.setAttribute("aria-current", "true");
  if (focus) {
    current.focus({ preventScroll: true });
    if (scroll) current.scrollIntoView({ block: "nearest" });
  }
};

const step = (by) => {
  const cards = open();
  if (!cards.length) return toast(text("end"));
  const at = cards.indexOf(current);
  choose(cards[Math.max(0, Math.min(cards.length - 1, at + by))]);
};

const follow = (card) => {
  let next = card;
  do next = next.nextElementSibling; while (next && !open().includes(next));
  next ??= open()[0];
  choose(next);
  if (!next) {
    document.querySelector("[rel=next]")?.focus();
    toast(text("end"));
  }
};

const counted = (counts) => {
  for (const [state, number] of Object.entries(counts)) {
    for (const place of document.querySelectorAll(`[data-count=${state}]`)) place.textContent = number.toLocaleString("en");
  }
  const decided = counts.accepted + counts.rejected + counts.later;
  document.getElementById("progress").value = decided;
  document.querySelector("[data-decided]").textContent = decided.toLocaleString("en");
};

const send = async (address, body) => {
  const answer = await fetch(address, {
    method: "POST", body, keepalive: true, headers: { Accept: "application/json" },
  });
  const data = await answer.json().catch(() => ({ problem: answer.statusText }));
  return { ok: answer.ok, data };
};

const complain = (card, said, again) => {
  card.querySelector(".problem")?.remove();
  const box = document.createElement("div");
  box.className = "problem";
  box.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = said;
  box.append(line);
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.textContent = text("anyway");
    button.addEventListener("click", again);
    box.append(button);
  }
  card.append(box);
};

// Who types fast is on the next card before this one is answered. Each decision is sent
// with its key, so that leaving the page loses none; one that fails brings its card back.
const pending = new Set();
const decide = (card, form, action) => {
  if (card.classList.contains("busy")) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("action", action);
  card.classList.add("busy");
  if (card === current) follow(card);
  const sent = decided(card, form, action, body).finally(() => pending.delete(sent));
  pending.add(sent);
};

const decided = async (card, form, action, body) => {
  let result;
  try {
    // Not form.action: that is the button of this name.
    result = await send(form.getAttribute("action"), body);
  } catch {
    complain(card, text("lost"));
    choose(card);
    return;
  } finally {
    card.classList.remove("busy");
  }
  if (!result.ok) {
    const { state, problem } = result.data;
    choose(card);
    complain(card, problem, state && (() => {
      for (const was of card.querySelectorAll("[name=was]")) was.value = state;
      decide(card, form, action);
    }));
    return;
  }
  finish(card, form, action, result.data);
};

const finish = (card, form, action, data) => {
  card.querySelector(".problem")?.remove();
  const after = document.getElementById("after").content.firstElementChild.cloneNode(true);
  after.querySelector(".verdict").textContent = data.message;
  const english = action === "accept" || action === "forbid" ? form.elements.english.value.trim() : "";
  const pair = after.querySelector(".pair-done");
  const source = document.createElement("bdi");
  source.lang = card.querySelector(".arabic").lang;
  source.textContent = form.elements.term.value;
  pair.append(source);
  if (english) {
    const target = document.createElement("bdi");
    target.textContent = english;
    pair.append(" — ", target);
  }
  after.querySelector(".undo").addEventListener("click", () => undo(entry));
  for (const former of document.querySelectorAll(".after.latest")) former.classList.remove("latest");
  card.append(after);
  card.classList.add("done", action);
  const entry = { card, action, change: data.change };
  taken.push(entry);
  taken.sort((one, other) => one.change - other.change);
  counted(data.counts);
  // What was above the card has become lower.
  current?.scrollIntoView({ block: "nearest" });
  toast(`${data.message}: ${form.elements.term.value}${english ? ` — ${english}` : ""}`);
};

let undoing = Promise.resolve();
const undo = async (entry) => {
  if (!entry) return toast(text("nothing"));
  const body = new URLSearchParams({ csrf: list.dataset.csrf, number: entry.change });
  let result;
  try {
    result = await send(list.dataset.undo, body);
  } catch {
    return toast(text("lost"));
  }
  if (!result.ok) return toast(result.data.problem);
  taken.splice(taken.indexOf(entry), 1);
  entry.card.querySelector(".after").remove();
  taken.at(-1)?.card.querySelector(".after").classList.add("latest");
  entry.card.classList.remove("done", entry.action);
  counted(result.data.counts);
  choose(entry.card);
  toast(text("undone"));
};

const submit = (card, action) => {
  const form = card.querySelector("form.decide");
  if (action === "accept" && !form.elements.english.value.trim()) {
    form.elements.english.focus();
    return toast(text("missing"));
  }
  decide(card, form, action);
};

const more = (card, wanted = true) => {
  const details = card.querySelector("details.more");
  details.open = wanted ?? !details.open;
  return details;
};

// What the memory has of a term is asked for when its card opens.
const remember = async (place) => {
  if (place.dataset.asked) return;
  place.dataset.asked = "yes";
  const answer = await fetch(place.dataset.from, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  for (const [before, found, after, other, , side] of await answer.json()) {
    const mark = document.createElement("mark");
    mark.textContent = found;
    const source = document.createElement("blockquote");
    source.dir = place.closest(".card").querySelector(".source").dir;
    source.lang = place.closest(".card").querySelector(".source").lang;
    const english = document.createElement("p");
    english.dir = "auto";
    const [parted, whole] = side === "source" ? [source, english] : [english, source];
    parted.append(before, mark, after);
    whole.textContent = other;
    place.append(source, english);
    place.hidden = false;
  }
};

const commands = {
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  a: () => submit(current, "accept"),
  r: () => submit(current, "reject"),
  l: () => submit(current, "later"),
  e: () => { const field = current.querySelector("input.english"); field.focus(); field.select(); },
  o: () => more(current, null),
  f: () => { more(current); current.querySelector("form.forbid [name=instead]").focus(); },
  m: () => { location = `${current.dataset.merge}#merge`; },
  s: () => { location = `${current.dataset.merge}#split`; },
  u: () => { undoing = undoing.then(() => Promise.allSettled([...pending])).then(() => undo(taken.at(-1))); },
  n: () => {
    const next = document.querySelector("[rel=next]");
    if (next) next.click();
    else location.assign(location.href.replace(/[?&]done=\d+|#.*/g, ""));
  },
  p: () => document.querySelector("[rel=prev]")?.click(),
  "?": () => document.getElementById("help").showModal(),
};

if (list) {
  list.addEventListener("submit", (event) => {
    const card = event.target.closest(".card");
    event.preventDefault();
    decide(card, event.target, event.submitter?.value ?? "accept");
  });
  list.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && card !== current) choose(card, { focus: false });
  });
  list.addEventListener("toggle", (event) => {
    const place = event.target.open && event.target.querySelector(".memory");
    if (place) remember(place).catch(() => {});
  }, true);
  list.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card) return;
    if (event.target.closest(".proposal")) {
      card.querySelector("input.english").value = event.target.closest(".proposal").dataset.text;
    }
    if (card !== current) choose(card, { focus: !event.target.closest("button, a, input, select, summary") });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current && current.contains(event.target)) return current.focus();
    if (!plain(event) || !keysOn() || document.querySelector("dialog[open]")) return;
    const key = letter(event);
    if (/^[1-9]$/.test(key) && current) {
      const chosen = current.querySelectorAll(".proposal")[key - 1];
      if (chosen) chosen.click();
      return;
    }
    const command = Object.hasOwn(commands, key) ? commands[key] : null;
    const lone = "jkupn?".includes(key) || key.startsWith("Arrow");
    if (!command || (!current && !lone)) return;
    if (current?.classList.contains("done") && !lone) return;
    event.preventDefault();
    if (!event.repeat || "jk".includes(key) || key.startsWith("Arrow")) command();
  });
  const help = document.getElementById("help-button");
  if (help) {
    help.hidden = false;
    help.addEventListener("click", () => commands["?"]());
  }
  const wanted = location.hash && document.querySelector(`.card${CSS.escape ? `#${CSS.escape(location.hash.slice(1))}` : ""}`);
  choose(wanted || open()[0], { focus: !!wanted || document.activeElement === document.body, scroll: !!wanted });
}
const switched = document.getElementById("keys-on");
switched.checked = keysOn();
switched.addEventListener("change", () => localStorage.setItem("keys", switched.checked ? "on" : "off"));
