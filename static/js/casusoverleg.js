// Small comforts. Every page works without this file.
"use strict";

(() => {
  // After a refused form, start at the list of what is wrong.
  const samenvatting = document.querySelector("[data-foutoverzicht]");
  if (samenvatting) samenvatting.focus();

  // One press is one decision: a second press while the first is under way does nothing.
  document.addEventListener("submit", (event) => {
    const formulier = event.target;
    if (event.defaultPrevented || formulier.method === "get") return;
    if (formulier.dataset.onderweg) {
      event.preventDefault();
      return;
    }
    formulier.dataset.onderweg = "ja";
    formulier.querySelector("[type=submit]")?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-onderweg]").forEach((formulier) => {
      delete formulier.dataset.onderweg;
      formulier.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    });
  });

  // A filter applies as soon as a choice changes; without this file there is a button for it.
  document.querySelectorAll("form[data-direct]").forEach((formulier) => {
    formulier.addEventListener("change", (event) => {
      if (event.target.matches("select, [type=checkbox], [type=radio]")) formulier.requestSubmit();
    });
  });

  // On a narrow screen the tabs scroll sideways: start at the one that is open.
  document.querySelectorAll(".co-tabs ul").forEach((lijst) => {
    const hier = lijst.querySelector("[aria-current]");
    if (hier) lijst.scrollLeft += hier.getBoundingClientRect().left - lijst.getBoundingClientRect().left;
  });

  document.querySelectorAll("[data-afdrukken]").forEach((knop) => {
    knop.hidden = false;
    knop.addEventListener("click", () => window.print());
  });
})();
