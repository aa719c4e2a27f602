"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const fold = JSON.parse(document.getElementById("fold").textContent);
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const articles = [...document.querySelectorAll("article")];
  const groups = [...document.querySelectorAll("details.group")];
  const rules = [...document.querySelectorAll("details.rule")];
  const entries = new Map(
    [...document.querySelectorAll("li[data-of]")].map((one) => [one.dataset.of, one]),
  );

  // As glossary.arabic.key does, by the table that it made of itself.
  const keyOf = (text) => {
    if (/[\ufb50-\ufdff\ufe70-\ufefc]/.test(text)) text = text.normalize("NFKC");
    let out = "";
    for (const letter of text.normalize("NFC")) out += fold[letter] ?? letter;
    return out.toLowerCase().replace(/\s+/g, " ").trim();
  };
  const checked = (name) =>
    new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((one) => one.value));

  const filter = () => {
    const wanted = keyOf(search.value);
    const severities = checked("severity");
    const wantedRules = checked("rule");
    let number = 0;
    for (const one of articles) {
      const fits =
        (!severities.size || severities.has(one.dataset.severity)) &&
        (!wantedRules.size || wantedRules.has(one.dataset.rule)) &&
        one.dataset.find.includes(wanted);
      one.hidden = !fits;
      entries.get(one.id).hidden = !fits;
      if (fits) number += 1;
    }
    for (const one of groups) one.hidden = !one.querySelector("article:not([hidden])");
    for (const one of rules) one.hidden = !one.querySelector("li:not([hidden])");
    shown.textContent =
      number === articles.length ? `${number} findings` : `${number} of ${articles.length} findings`;
  };

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
})();
