// Says before sending that files are larger than the server takes. Without it the server says so.
"use strict";

document.querySelectorAll("input[type=file][data-hoechstens]").forEach((field) => {
  const most = Number(field.dataset.hoechstens);
  field.addEventListener("change", () => {
    const size = [...field.files].reduce((sum, file) => sum + file.size, 0);
    const isTooLarge = size > most;
    field.setCustomValidity(isTooLarge ? `Zusammen größer als ${most / 1_000_000} MB. Bitte wählen Sie weniger oder kleinere Dateien.` : "");
    if (isTooLarge) field.reportValidity();
  });
});
