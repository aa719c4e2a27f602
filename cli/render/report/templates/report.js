
(() => {
  const fold = JSON.parse(document.getElementById("fold").textContent);
  const list = document.getElementById("candidates");
  const form = document.getElementById("filters");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const order = document.getElementById("order");
  const toggle = document.getElementById("toggle");

  const words = (element, selector) =>
    [...element.querySelectorAll(selector)].map((one) => one.textContent).join("\n");
  const rows = [...list.children].map((element, rank) => ({
    element,
    rank,
    details: element.firstElementChild,
    key: matchKey(words(element, ".find"), fold),
    arabic: words(element, ".arabic"),
    english: words(element, ".english"),
    type: element.dataset.type,
    origin: element.dataset.origin,
    count: Number(element.dataset.count),
    documents: Number(element.dataset.documents),
  }));

  const collator = (lang) => new Intl.Collator(lang).compare;
  const arabic = collator(list.dataset.source);
  const english = collator(list.dataset.target);
  const orders = {
    rank: (a, b) => a.rank - b.rank,
    count: (a, b) => b.count - a.count || a.rank - b.rank,
    documents: (a, b) => b.documents - a.documents || b.count - a.count || a.rank - b.rank,
    arabic: (a, b) => arabic(a.arabic, b.arabic) || a.rank - b.rank,
    english: (a, b) =>
      !a.english - !b.english || english(a.english, b.english) || a.rank - b.rank,
  };

  const checked = (name) =>
    new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((one) => one.value));

  const filter = () => {
    const wanted = matchKey(search.value, fold);
    const types = checked("type");
    const origins = checked("origin");
    let number = 0;
    for (const row of rows) {
      const fits =
        (!types.size || types.has(row.type)) &&
        (!origins.size || origins.has(row.origin)) &&
        row.key.includes(wanted);
      if (row.element.hidden === fits) row.element.hidden = !fits;
      if (fits) number += 1;
    }
    shown.textContent =
      number === rows.length ? `${number} candidates` : `${number} of ${rows.length} candidates`;
    nothing.hidden = number > 0;
  };

  const sort = () => {
    rows.sort(orders[order.value]);
    list.append(...rows.map((row) => row.element));
  };

  const visible = () => rows.filter((row) => !row.element.hidden);
  const open = (wanted) => visible().forEach((row) => (row.details.open = wanted));

  const step = (by) => {
    const here = visible();
    if (!here.length) return;
    const at = here.findIndex((row) => row.element.contains(document.activeElement));
    const to = at < 0 ? 0 : Math.min(here.length - 1, Math.max(0, at + by));
    const summary = here[to].details.querySelector("summary");
    summary.focus();
    summary.scrollIntoView({ block: "nearest" });
  };

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("change", (event) => {
    if (event.target === order) sort();
    else filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (sort(), filter())));
  toggle.addEventListener("click", () => {
    const wanted = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(wanted));
    open(wanted);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // On an Arabic keyboard the same keys give other letters.
    const places = { KeyJ: "j", KeyK: "k", Slash: "/" };
    const pressed = /^[a-z/]$/i.test(event.key) ? event.key : places[event.code];
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
      search.blur();
    } else if (typing) {
      return;
    } else if (pressed === "/") {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (pressed === "j" || pressed === "k") {
      event.preventDefault();
      step(pressed === "j" ? 1 : -1);
    }
  });

  // Paper has nothing to click on.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = visible().filter((row) => !row.details.open);
    open(true);
  });
  window.addEventListener("afterprint", () => {
    closed.forEach((row) => (row.details.open = false));
  });

  form.hidden = false;
  filter();
})();
