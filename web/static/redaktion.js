// Keeps on the server what is typed into a form of the desk, so that a crash loses nothing. Saving works without it.
"use strict";

const EVERY = 20_000; // milliseconds between two looks whether something was typed

function keep(form) {
  const message = form.querySelector("[data-meldung]");
  let isChanged = false;

  async function send() {
    if (!isChanged) return;
    isChanged = false;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.aufheben, { method: "POST", body });
      if (answer.status !== 204) throw new Error(answer.status);
      const time = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
      message.textContent = `Eingaben um ${time} Uhr aufgehoben, noch nicht gespeichert`;
    } catch {
      isChanged = true;
      message.textContent = "Eingaben sind gerade nicht aufzuheben; bitte speichern Sie bald.";
    }
  }

  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  setInterval(send, EVERY);
}

document.querySelectorAll("form[data-aufheben]").forEach(keep);
