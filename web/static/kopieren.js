// Copies a part of a motion with its headings and lists. Without this script the text can be selected and copied as ever.
"use strict";

function copy(button) {
  const selection = getSelection();
  selection.selectAllChildren(document.getElementById(button.dataset.kopiert));
  const isCopied = document.execCommand("copy"); // keeps lists, and works without https unlike the newer way
  if (isCopied) selection.removeAllRanges();
  button.nextElementSibling.textContent = isCopied ? "Kopiert" : "Der Text ist markiert: mit Strg+C kopieren.";
}

for (const button of document.querySelectorAll("[data-kopiert]")) {
  button.addEventListener("click", () => copy(button));
}
