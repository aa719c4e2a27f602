"use strict";
// What glossary.arabic.key does, by the table that it made of itself.
const matchKey = (text, fold) => {
  if (/[\ufb50-\ufdff\ufe70-\ufefc]/.test(text)) text = text.normalize("NFKC");
  let out = "";
  for (const letter of text.normalize("NFC")) out += fold[letter] ?? letter;
  return out.toLowerCase().replace(/\s+/g, " ").trim();
};
