// What every page has: the search key, and protection from sending a form twice.
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

export const keysOn = () => localStorage.getItem("keys") !== "off";

// The letter of a key, also where the keyboard types Arabic.
export const letter = (event) => {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  const code = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code);
  if (code) return code[1].toLowerCase();
  return { Slash: event.shiftKey ? "?" : "/" }[event.code] ?? event.key;
};

export const plain = (event) =>
  !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !typing(event.target);

export const toast = (text) => {
  const place = document.getElementById("toast");
  place.textContent = text;
  clearTimeout(place.timer);
  place.timer = setTimeout(() => { place.textContent = ""; }, 6000);
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  const search = document.getElementById("search");
  if (plain(event) && keysOn() && letter(event) === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
