"use strict";
(() => {
  const doubtful = Number(document.body.dataset.doubtful);
  const tools = document.getElementById("tools");
  const counts = document.getElementById("counts");
  const changes = [];
  let made = 0;
  let saved = 0;
  let chosen = null;

  const rowOf = (sentence) => sentence.closest("li");
  const side = (row, name) => row.querySelector(`[data-side=${name}]`);
  const sentences = (row, name) => [...side(row, name).children];
  const paired = (row) =>
    side(row, "source").childElementCount > 0 && side(row, "target").childElementCount > 0;
  const weak = (row) => !paired(row) || Number(row.dataset.score) < doubtful;
  const rows = () => [...document.querySelectorAll(".rows > li")];

  // What a row shows of its score; `by hand` once a person has touched it.
  const show = (row) => {
    row.classList.toggle("doubtful", weak(row));
    const score = row.querySelector(".score");
    if (!paired(row)) score.textContent = "–";
    else if (row.dataset.hand) score.textContent = "by hand";
    else score.textContent = Number(row.dataset.score).toFixed(2);
  };

  const count = () => {
    let pairs = 0;
    let doubts = 0;
    let alone = 0;
    for (const row of rows()) {
      if (!paired(row)) alone += 1;
      else {
        pairs += 1;
        if (weak(row)) doubts += 1;
      }
    }
    const changed = changes.length ? `, ${changes.length} changed by hand` : "";
    counts.textContent = `${pairs} pairs, ${doubts} doubtful, ${alone} without a partner${changed}.`;
    tools.querySelector("[data-tool=undo]").disabled = !changes.length;
  };

  const choose = (sentence, focus = true) => {
    if (chosen) {
      chosen.removeAttribute("aria-current");
      chosen.tabIndex = -1;
    }
    chosen = sentence;
    if (!chosen) return;
    chosen.setAttribute("aria-current", "true");
    chosen.tabIndex = 0;
    if (!focus) return;
    chosen.focus({ preventScroll: true });
    rowOf(chosen).scrollIntoView({ block: "nearest" });
  };

  const capture = (row) => ({
    row,
    parent: row.parentNode,
    next: row.nextSibling,
    score: row.dataset.score,
    hand: row.dataset.hand,
    source: sentences(row, "source"),
    target: sentences(row, "target"),
  });

  const restore = (kept) => {
    kept.parent.insertBefore(kept.row, kept.next);
    side(kept.row, "source").replaceChildren(...kept.source);
    side(kept.row, "target").replaceChildren(...kept.target);
    kept.row.dataset.score = kept.score;
    if (kept.hand) kept.row.dataset.hand = kept.hand;
    else delete kept.row.dataset.hand;
    show(kept.row);
  };

  // Rows below each other that an action may change; it returns the rows that it made.
  const change = (touched, action) => {
    const before = touched.map(capture);
    const focus = chosen;
    const added = action() || [];
    for (const row of [...touched, ...added]) {
      if (!side(row, "source").childElementCount && !side(row, "target").childElementCount) {
        row.remove();
        continue;
      }
      row.dataset.hand = "yes";
      row.dataset.score = paired(row) ? "1" : "0";
      show(row);
    }
    const back = () => {
      added.forEach((row) => row.remove());
      before.reverse().forEach(restore);
      choose(focus);
    };
    made += 1;
    changes.push({ number: made, back });
    count();
    choose(focus);
  };

  const empty = (beside, where) => {
    const row = beside.cloneNode(true);
    side(row, "source").replaceChildren();
    side(row, "target").replaceChildren();
    row.dataset.score = "0";
    beside.insertAdjacentElement(where, row);
    return row;
  };

  // In the order of the text, whatever the order in which they come.
  const put = (row, name, those) => {
    const all = [...sentences(row, name), ...those];
    all.sort((one, other) => one.dataset.id - other.dataset.id);
    side(row, name).replaceChildren(...all);
  };

  const nameOf = (sentence) => sentence.parentNode.dataset.side;

  const move = (by) => {
    const row = rowOf(chosen);
    const name = nameOf(chosen);
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    const only = row.querySelectorAll("[data-id]").length === 1;
    if (!other && only) return;
    const pair = other ? (by < 0 ? [other, row] : [row, other]) : [row];
    change(pair, () => {
      const to = other || empty(row, by < 0 ? "beforebegin" : "afterend");
      put(to, name, [chosen]);
      return other ? [] : [to];
    });
  };

  const split = () => {
    const row = rowOf(chosen);
    const at = sentences(row, nameOf(chosen)).indexOf(chosen);
    if (at === 0) return;
    change([row], () => {
      const to = empty(row, "afterend");
      for (const name of ["source", "target"]) put(to, name, sentences(row, name).slice(at));
      return [to];
    });
  };

  const join = () => {
    const row = rowOf(chosen);
    const next = row.nextElementSibling;
    if (!next) return;
    change([row, next], () => {
      for (const name of ["source", "target"]) put(row, name, sentences(next, name));
    });
  };

  const alone = () => {
    const row = rowOf(chosen);
    if (row.querySelectorAll("[data-id]").length === 1) return;
    const name = nameOf(chosen);
    const first = sentences(row, name)[0] === chosen;
    change([row], () => {
      const to = empty(row, first ? "beforebegin" : "afterend");
      put(to, name, [chosen]);
      return [to];
    });
  };

  const confirm = () => {
    const row = rowOf(chosen);
    if (paired(row)) change([row], () => {});
  };

  const undo = () => {
    const last = changes.pop();
    if (!last) return;
    last.back();
    count();
  };

  const seek = (by) => {
    const all = rows();
    const at = chosen ? all.indexOf(rowOf(chosen)) : -1;
    const rest = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
    const found = rest.find(weak);
    if (found) choose(found.querySelector("[data-id]"));
  };

  const walk = (by) => {
    const name = nameOf(chosen);
    const all = [...document.querySelectorAll(`[data-side=${name}] > [data-id]`)];
    const next = all[all.indexOf(chosen) + by];
    if (next) choose(next);
  };

  const cross = (name) => {
    const there = sentences(rowOf(chosen), name)[0];
    if (there) choose(there);
  };

  // A spreadsheet must not take a text for a formula.
  const cell = (text) => {
    const flat = text.replace(/\s+/g, " ").trim();
    const armed = /^[=+\-@']/.test(flat) ? `'${flat}` : flat;
    return armed.includes('"') ? `"${armed.replaceAll('"', '""')}"` : armed;
  };
  const table = () => {
    const out = [document.body.dataset.keys.replaceAll(" ", "\t")];
    for (const row of rows()) {
      const ids = (name) =>
        `[${sentences(row, name).map((one) => one.dataset.id).join(", ")}]`;
      const text = (name) =>
        cell(sentences(row, name).map((one) => one.textContent).join(" "));
      out.push(
        [
          cell(row.closest("section").dataset.document),
          text("source"),
          text("target"),
          row.dataset.score,
          ids("source"),
          ids("target"),
        ].join("\t"),
      );
    }
    return out.join("\n") + "\n";
  };

  // Which change the page stands at: two states with the same number are the same.
  const state = () => changes.at(-1)?.number ?? 0;
  const download = () => {
    const link = document.createElement("a");
    const file = new Blob([table()], { type: "text/tab-separated-values" });
    link.href = URL.createObjectURL(file);
    link.download = document.body.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    saved = state();
  };

  const needs = { up: () => move(-1), down: () => move(1), split, join, alone, confirm };
  const acts = { undo, next: () => seek(1), before: () => seek(-1), download };
  const run = (tool) => {
    if (tool in acts) acts[tool]();
    else if (chosen) needs[tool]();
  };

  tools.addEventListener("click", (event) => {
    const tool = event.target.dataset.tool;
    if (tool) run(tool);
  });
  document.addEventListener("click", (event) => {
    const sentence = event.target.closest("[data-id]");
    if (sentence) choose(sentence);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-id]") && event.target !== chosen) choose(event.target, false);
  });

  const keys = { s: "split", m: "join", x: "alone", c: "confirm", z: "undo", j: "next", k: "before" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // On an Arabic keyboard the same keys give other letters.
    const place = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
    const tool = keys[/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : place];
    const arrows = {
      ArrowUp: () => (event.shiftKey ? run("up") : walk(-1)),
      ArrowDown: () => (event.shiftKey ? run("down") : walk(1)),
      ArrowLeft: () => cross("source"),
      ArrowRight: () => cross("target"),
    };
    const arrow = chosen && chosen === document.activeElement && arrows[event.key];
    if (!tool && !arrow) return;
    event.preventDefault();
    if (arrow) arrow();
    else run(tool);
  });
  window.addEventListener("beforeunload", (event) => {
    if (state() !== saved) event.preventDefault();
  });

  for (const sentence of document.querySelectorAll("[data-id]")) sentence.tabIndex = -1;
  rows().forEach(show);
  tools.hidden = false;
  count();
  choose(document.querySelector("[data-id]"), false);
})();
