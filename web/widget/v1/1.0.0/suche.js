// <wissensspeicher-suche> 1.0.0: the search of the Wissensspeicher Engagement on any web site. EUPL-1.2.
// No cookie, no storage, no Referer, nobody else is asked. What comes back is set as text and never parsed as HTML.
"use strict";
{
  const NAME = "wissensspeicher-suche";
  const PAUSE = 300; // milliseconds without a key, so that not every letter is asked for
  const PATIENCE = 10000; // milliseconds after which an answer is taken as not coming
  const SLOW = 500; // milliseconds after which somebody wants to know that something happens
  const FEWEST_LETTERS = 2;
  const MOST_KEPT = 50; // answers
  const FILTERS = ["thema", "art", "kommune", "zielgruppe"];
  const HOME = (document.currentScript?.src ?? "").replace(/\/widget\/v1\/.*$/, "");

  const TEXTS = {
    de: {
      label: "Wissensspeicher Engagement durchsuchen",
      search: "Suchen",
      busy: "Es wird gesucht …",
      count: (shown, total, question) =>
        `${shown < total ? `${shown} von ${total} Treffern` : `${total} Treffer`} zu „${question}“`,
      corrected: (question) => `Zu „${question}“ gibt es nichts. `,
      hardly: "Genau dazu gibt es nichts; das kommt am nächsten. ",
      none: (question) => `Zu „${question}“ gibt es nichts. Andere oder weniger Wörter helfen oft.`,
      all: (total) => `${total === 1 ? "Den" : `Alle ${total}`} Treffer im Wissensspeicher ansehen`,
      everywhere: "Im ganzen Wissensspeicher suchen",
      wrong: "Die Suche ist auf dieser Seite nicht richtig eingerichtet. Bitte suchen Sie direkt im Wissensspeicher.",
      offline: "Gerade besteht keine Verbindung zum Internet. Ihre Eingabe bleibt stehen; sobald die Verbindung da ist, wird gesucht.",
      limit: (seconds) =>
        `Gerade kommen sehr viele Fragen. Ihre Eingabe bleibt stehen; in ${seconds === 1 ? "einer Sekunde" : `${seconds} Sekunden`} wird von selbst noch einmal gesucht.`,
      error: "Die Suche antwortet gerade nicht. Ihre Eingabe bleibt stehen; bitte versuchen Sie es noch einmal.",
      retry: "Noch einmal versuchen",
    },
    en: {
      label: "Search the Wissensspeicher Engagement",
      search: "Search",
      busy: "Searching …",
      count: (shown, total, question) =>
        `${shown < total ? `${shown} of ${total}` : total} ${total === 1 ? "result" : "results"} for “${question}”`,
      corrected: (question) => `There is nothing for “${question}”. `,
      hardly: "There is nothing on exactly this; these come closest. ",
      none: (question) => `There is nothing for “${question}”. Other or fewer words often help. All texts are in German.`,
      all: (total) => `See ${total === 1 ? "the result" : `all ${total} results`} in the Wissensspeicher`,
      everywhere: "Search the whole Wissensspeicher",
      wrong: "The search is not set up correctly on this page. Please search in the Wissensspeicher itself.",
      offline: "There is no connection to the internet. What you typed stays; the search goes on when the connection is back.",
      limit: (seconds) => `There are very many questions right now. What you typed stays; the search goes on by itself in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
      error: "The search does not answer right now. What you typed stays; please try again.",
      retry: "Try again",
    },
  };

  // The important reset wins over any rule of the host page; only --ws-… and ::part come through.
  const DARK = "color-scheme: dark; --text: #f1f3f6; --ground: #171a21; --line: #98a1ae; --mark: #5c4a00; --accent: #9cc7ff; --on-accent: #000;";
  const STYLE = `
    :host { all: initial !important; display: block !important; }
    :host([hidden]) { display: none !important; }
    .frame {
      color-scheme: light; --text: #16202c; --ground: #fff; --line: #66707c; --mark: #ffeb99; --accent: #00529f; --on-accent: #fff;
      box-sizing: border-box; padding: 1em; overflow-wrap: anywhere; hyphens: auto; text-align: start;
      font: 400 clamp(16px, 1rem, 22px)/1.5 var(--ws-schrift, system-ui, sans-serif);
      color: var(--ws-text, var(--text)); background: var(--ws-grund, var(--ground));
      border: 1px solid var(--ws-rand, var(--line)); border-radius: var(--ws-radius, 8px);
    }
    :host([darstellung="dunkel"]) .frame { ${DARK} }
    @media (prefers-color-scheme: dark) { :host([darstellung="auto"]) .frame { ${DARK} } }
    label { display: block; font-weight: 600; margin-bottom: .25em; }
    .row { display: flex; flex-wrap: wrap; gap: .5em; }
    input, button { box-sizing: border-box; min-height: 2.75em; padding: .5em .75em; font: inherit; border-radius: calc(var(--ws-radius, 8px) / 2); }
    input { flex: 1 1 10em; min-width: 0; color: inherit; background: transparent; border: 2px solid var(--ws-rand, var(--line)); }
    button { flex: none; font-weight: 600; cursor: pointer; border: 2px solid transparent;
      color: var(--ws-auf-akzent, var(--on-accent)); background: var(--ws-akzent, var(--accent)); }
    :focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
    button:focus-visible { outline-color: var(--ws-text, var(--text)); }
    p, ul { max-width: 48em; margin: 0; padding: 0; }
    .status:not(:empty), .more:not(:empty) { margin-top: .75em; }
    ul { list-style: none; }
    li { padding: .75em 0; }
    li + li { border-top: 1px solid var(--ws-rand, var(--line)); }
    a { display: inline-block; padding: .25em 0; color: inherit; text-decoration: underline 2px var(--ws-akzent, var(--accent)); text-underline-offset: .2em; }
    a:hover { text-decoration-thickness: 4px; }
    .title { font-weight: 600; }
    .kind { font-size: .875em; }
    mark { color: inherit; background: var(--ws-marke, var(--mark)); }
  `;

  function make(name, attributes, ...content) {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    one.append(...content);
    return one;
  }

  const marked = (pieces) => pieces.map(([text, isHit]) => (isHit ? make("mark", { part: "marke" }, text) : text));

  // Black or white, whichever stands out more. Source: WCAG 2.2, relative luminance.
  function readableOn(colour) {
    const [red, green, blue] = colour.match(/[0-9a-f]{2}/gi).map((one) => (parseInt(one, 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000" : "#fff";
  }

  class Limit extends Error {
    constructor(seconds) {
      super();
      this.seconds = seconds;
    }
  }

  // What the page asks for does not exist; asking again would not help.
  class Wrong extends Error {}

  class Suche extends HTMLElement {
    #language;
    #field;
    #frame;
    #status = make("p", { class: "status", part: "meldung", role: "status" });
    #hits = make("ul", { part: "liste", role: "list", lang: "de" });
    #more = make("p", { class: "more", part: "weiter" });
    #kept = new Map();
    #pause;
    #asking;
    #isOffline = false;
    #isDue = false; // something was asked and is not shown yet

    connectedCallback() {
      if (!this.shadowRoot) this.#build();
      window.addEventListener("online", this);
      if (this.#isDue) this.#ask(); // it was moved in the page
    }

    disconnectedCallback() {
      window.removeEventListener("online", this);
      this.#stop();
    }

    handleEvent() {
      if (this.#isOffline) this.#ask();
    }

    get #texts() {
      return TEXTS[this.#language];
    }

    // A module does not know its own address; then the form for those without scripts does.
    get #server() {
      const home = HOME || (this.querySelector("form")?.action ?? "").replace(/\/suche([?#].*)?$/, "");
      return (this.getAttribute("server") ?? home).replace(/\/$/, "");
    }

    #build() {
      this.#language = this.getAttribute("sprache") === "en" ? "en" : "de";
      const label = this.getAttribute("titel") || this.#texts.label;
      this.#field = make("input", { id: "q", part: "feld", type: "search", maxlength: 300, autocomplete: "off", enterkeyhint: "search" });
      const form = make(
        "form",
        { role: "search", "aria-label": label },
        make("label", { for: "q", part: "beschriftung" }, label),
        make("div", { class: "row" }, this.#field, make("button", { part: "knopf" }, this.#texts.search)),
      );
      this.#frame = make("div", { class: "frame", part: "rahmen", lang: this.#language, dir: "ltr" }, form, this.#status, this.#hits, this.#more);
      this.#colour(this.getAttribute("farbe") ?? "");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#ask();
      });
      this.#field.addEventListener("input", () => {
        this.#stop();
        this.#isDue = true;
        this.#pause = setTimeout(() => this.#ask(true), PAUSE);
      });
      this.#frame.addEventListener("keydown", (event) => this.#move(event));
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(this.#frame);
    }

    #colour(colour) {
      if (!/^#[0-9a-f]{6}$/i.test(colour)) return;
      this.#frame.style.setProperty("--accent", colour);
      this.#frame.style.setProperty("--on-accent", readableOn(colour));
    }

    // Arrows go from the field through the hits and back; Esc closes the hits, and once more empties the field.
    #move(event) {
      const stops = [this.#field, ...this.#frame.querySelectorAll("a")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && stops.length > 1) {
        stops[stops.indexOf(this.shadowRoot.activeElement) + step]?.focus();
      } else if (event.key === "Escape" && this.#status.textContent) {
        this.#stop();
        this.#show("");
        this.#field.focus();
      } else return;
      event.preventDefault();
    }

    #stop() {
      clearTimeout(this.#pause);
      this.#asking?.abort();
      this.#asking = undefined;
      this.#hits.removeAttribute("aria-busy");
    }

    #query(question, filters) {
      const query = new URLSearchParams({ q: question });
      for (const filter of filters)
        for (const value of (this.getAttribute(filter) ?? "").split(/\s+/)) if (value) query.append(filter, value);
      const first = this.getAttribute("zuerst") || "vereine";
      if (first !== "alle") query.set("zuerst", first);
      return query;
    }

    async #ask(isTyping = false) {
      this.#stop();
      const question = this.#field.value.trim();
      if (question.length < FEWEST_LETTERS) return this.#show("");
      const asking = (this.#asking = new AbortController());
      const waiting = setTimeout(() => (this.#status.textContent = this.#texts.busy), SLOW);
      const ending = setTimeout(() => asking.abort(), PATIENCE);
      this.#hits.setAttribute("aria-busy", "true"); // not what holds the status, which is to be read meanwhile
      this.#isDue = true;
      try {
        const found = await this.#find(question, isTyping, asking.signal);
        if (asking === this.#asking) this.#showAnswer(...found);
      } catch (failure) {
        if (asking === this.#asking) this.#showFailure(failure); // otherwise overtaken by the next letter
      } finally {
        clearTimeout(waiting);
        clearTimeout(ending);
        if (asking === this.#asking) this.#hits.removeAttribute("aria-busy");
      }
    }

    // While somebody is typing, the last word may be the beginning of one: that is tried if the word itself finds nothing.
    async #find(question, isTyping, signal) {
      const answer = await this.#answer(question, signal);
      if (answer.total || !isTyping || !/\p{L}{3}$/u.test(question)) return [question, answer];
      const begun = await this.#answer(`${question}*`, signal);
      return begun.total ? [`${question}*`, begun] : [question, answer];
    }

    async #answer(question, signal) {
      const query = this.#query(question, FILTERS);
      query.set("anzahl", this.getAttribute("anzahl") || 5);
      const address = `${this.#server}/api/v1/search?${query}`;
      if (this.#kept.has(address)) return this.#kept.get(address);
      const response = await fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (response.status === 429) throw new Limit(Number(response.headers.get("Retry-After")) || 30);
      const answer = await response.json();
      if (response.status === 400) throw new Wrong(answer.detail);
      if (!response.ok) throw new Error(answer.detail);
      if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value);
      this.#kept.set(address, answer);
      return answer;
    }

    #show(message, hits = [], more = []) {
      this.#isOffline = this.#isDue = false;
      this.#status.textContent = message;
      this.#hits.hidden = !hits.length;
      this.#hits.replaceChildren(...hits);
      this.#more.replaceChildren(...more);
    }

    #showAnswer(question, { total, hits, corrected, answers_hardly }) {
      const texts = this.#texts;
      const isNarrowed = FILTERS.some((one) => this.getAttribute(one));
      const all = (label, filters) => this.#all(question, label, filters);
      if (!total) return this.#show(texts.none(question), [], isNarrowed ? [all(texts.everywhere, [])] : []);
      const before = corrected ? texts.corrected(question) : answers_hardly ? texts.hardly : "";
      const count = texts.count(hits.length, total, corrected ? corrected.query : question);
      this.#show(before + count, hits.map((one) => this.#hit(one)), [all(texts.all(total), FILTERS)]);
    }

    #all(question, label, filters) {
      return this.#link(`${this.#server}/suche?${this.#query(question, filters)}`, { part: "alle" }, label);
    }

    #showFailure(failure) {
      const { offline, limit, error, retry, wrong, everywhere } = this.#texts;
      if (failure.message) console.warn(`${NAME}: ${failure.message}`);
      if (failure instanceof Wrong) return this.#show(wrong, [], [this.#all(this.#field.value.trim(), everywhere, [])]);
      const isOffline = !navigator.onLine;
      const again = make("button", { part: "knopf", type: "button" }, retry);
      again.addEventListener("click", () => {
        this.#field.focus();
        this.#ask();
      });
      this.#show(isOffline ? offline : failure instanceof Limit ? limit(failure.seconds) : error, [], [again]);
      this.#isOffline = isOffline;
      if (!(failure instanceof Limit)) return;
      this.#isDue = true;
      this.#pause = setTimeout(() => this.#ask(), failure.seconds * 1000);
    }

    #hit({ title, snippet, url, kind_label, municipality }) {
      const kind = [kind_label, municipality?.name].filter(Boolean).join(" · ");
      return make(
        "li",
        { part: "treffer" },
        this.#link(url, { class: "title", part: "titel" }, ...marked(title)),
        make("p", { class: "kind", part: "art" }, kind),
        make("p", { part: "auszug" }, ...marked(snippet)),
      );
    }

    // An address that is no web address leads to the server's start page.
    #link(address, attributes, ...content) {
      const home = new URL(`${this.#server}/`, document.baseURI);
      const target = new URL(address, home);
      const { href } = /^https?:$/.test(target.protocol) ? target : home;
      return make("a", { ...attributes, href, rel: "noreferrer" }, ...content);
    }
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  // Without shared style sheets the plain form in the page serves better.
  if ("adoptedStyleSheets" in Document.prototype && !customElements.get(NAME)) customElements.define(NAME, Suche);
}
