// An entry comes up where its term is pointed at or focused; Escape puts it away.
const peek = document.getElementById("peek");
let shown = null;

const hide = () => { peek.hidden = true; shown?.removeAttribute("aria-describedby"); shown = null; };

const show = (term) => {
  if (term === shown) return;
  hide();
  const entries = term.dataset.item.split(" ").map((one) => document.getElementById(`item-${one}`));
  peek.replaceChildren(...entries.flatMap((entry) => [...entry.children].map((one) => one.cloneNode(true))));
  for (const link of peek.querySelectorAll("a")) link.tabIndex = -1;
  peek.hidden = false;
  shown = term;
  term.setAttribute("aria-describedby", "peek");
  const at = term.getBoundingClientRect();
  const size = peek.getBoundingClientRect();
  const left = Math.max(8, Math.min(innerWidth - size.width - 8, at.left + at.width / 2 - size.width / 2));
  const below = at.bottom + size.height + 8 < innerHeight;
  peek.style.left = `${left + scrollX}px`;
  peek.style.top = `${(below ? at.bottom + 6 : at.top - size.height - 6) + scrollY}px`;
};

const term = (event) => event.target.closest?.(".t[data-item]");
let leaving = 0;
const leave = () => { leaving = setTimeout(hide, 250); };

document.addEventListener("mouseover", (event) => {
  clearTimeout(leaving);
  if (term(event)) show(term(event));
  else if (!peek.contains(event.target) && shown && shown !== document.activeElement) leave();
});
document.addEventListener("focusin", (event) => { if (term(event)) show(term(event)); });
document.addEventListener("focusout", (event) => { if (term(event)) leave(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
