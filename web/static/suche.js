// Offers completions while somebody types a question. Without this script the search field works as well.
"use strict";

const PAUSE = 150; // milliseconds without a key, so that not every letter is asked for
const FEWEST_LETTERS = 2;

// Browsers show only what has the typed letters in it: where the spelling differs, the label repeats them.
function option(text, typed) {
  const one = document.createElement("option");
  one.value = text;
  if (!text.toLowerCase().includes(typed.toLowerCase())) one.label = `${text} (zu „${typed}“)`;
  return one;
}

function offer(field) {
  const list = document.createElement("datalist");
  let pause;
  let asking = new AbortController();

  async function ask(typed) {
    try {
      const address = `${field.dataset.vorschlaege}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      const [, texts] = await answer.json();
      list.replaceChildren(...texts.map((text) => option(text, typed)));
    } catch {
      // Overtaken by the next letter, or no answer: the field goes on without completions.
    }
  }

  field.addEventListener("input", () => {
    const typed = field.value.trimStart();
    clearTimeout(pause);
    asking.abort();
    asking = new AbortController();
    if (typed.length < FEWEST_LETTERS) list.replaceChildren();
    else if (![...list.options].some((one) => one.value === typed)) pause = setTimeout(ask, PAUSE, typed);
  });
  list.id = `${field.id}-vorschlaege`;
  field.form.append(list);
  field.setAttribute("list", list.id);
}

document.querySelectorAll("input[data-vorschlaege]").forEach(offer);
