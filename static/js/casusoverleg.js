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

  // What is typed is kept as a draft some seconds later, and put back on the same form.
  const { sessie, sessieOver, kladAdres, inloggen } = document.body.dataset;
  const formulier = [...document.querySelectorAll("main form[method=post]")].find(
    (f) => f.querySelector("textarea, input[type=text]") && !f.querySelector("[type=password]"),
  );
  const plek = location.pathname + location.search;
  let gewijzigd = false;
  let wachten;
  let mislukt = false; // the last draft was not kept

  const stuur = (velden) => {
    const gegevens = new FormData(formulier || undefined);
    if (velden) [...gegevens.keys()].forEach((naam) => gegevens.delete(naam));
    [...gegevens].forEach(([naam, waarde]) => {
      if (waarde instanceof File) gegevens.delete(naam);
    });
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    gegevens.set("csrfmiddlewaretoken", token);
    Object.entries(velden || { plek }).forEach(([naam, waarde]) => gegevens.set(naam, waarde));
    return fetch(kladAdres, { method: "POST", body: gegevens, keepalive: true, redirect: "manual" });
  };

  const meld = (tekst, knop, daad) => {
    document.querySelector("[data-meld]")?.remove();
    const vak = document.createElement("div");
    vak.className = "utrecht-alert utrecht-alert--warning co-meld";
    vak.dataset.meld = "";
    vak.setAttribute("role", "alert");
    const inhoud = document.createElement("div");
    inhoud.className = "utrecht-alert__content";
    inhoud.append(tekst, " ");
    const druk = document.createElement("button");
    druk.type = "button";
    druk.className = "utrecht-button utrecht-button--secondary-action";
    druk.textContent = knop;
    druk.addEventListener("click", daad);
    inhoud.append(druk);
    vak.append(inhoud);
    document.querySelector("main").prepend(vak);
    return vak;
  };

  const uitgelogd = () => {
    const kwijt = mislukt || wachten;
    const zin = kwijt
      ? "U bent uitgelogd. Wat u het laatst typte, is niet bewaard. Kopieer dat eerst."
      : "U bent uitgelogd. Wat u tot nu toe typte, is bewaard.";
    meld(zin, "Log in", () => {
      gewijzigd = Boolean(kwijt);
      location.href = `${inloggen}?next=${encodeURIComponent(plek)}`;
    });
  };

  const bewaar = async () => {
    clearTimeout(wachten);
    wachten = undefined;
    mislukt = true; // until it is known, also where there is no connection
    const antwoord = await stuur();
    mislukt = !antwoord.ok;
    if (antwoord.type === "opaqueredirect" || antwoord.status === 403) uitgelogd();
    else klik();
  };

  if (kladAdres && formulier) {
    const klad = document.getElementById("klad");
    if (klad) {
      const velden = JSON.parse(klad.textContent);
      const namen = new Set(velden.map(([naam]) => naam));
      [...formulier.elements].forEach((veld) => {
        const waarden = velden.filter(([naam]) => naam === veld.name).map(([, waarde]) => waarde);
        if (["checkbox", "radio"].includes(veld.type)) veld.checked = waarden.includes(veld.value);
        else if (veld.type === "select-multiple") {
          [...veld.options].forEach((keuze) => {
            keuze.selected = waarden.includes(keuze.value);
          });
        } else if (namen.has(veld.name) && veld.type !== "file") [veld.value] = waarden;
      });
      gewijzigd = true;
      meld("Wat u eerder typte, staat er weer in. Het is nog niet opgeslagen.", "Gooi weg", async () => {
        await stuur({ plek, weg: "ja" });
        gewijzigd = false;
        location.reload();
      });
    }
    formulier.addEventListener("input", () => {
      gewijzigd = true;
      wachten ||= setTimeout(bewaar, 3000);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && wachten) bewaar();
    });
    formulier.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      gewijzigd = false;
      clearTimeout(wachten);
    });
    window.addEventListener("beforeunload", (event) => {
      if (gewijzigd) event.preventDefault();
    });
  }

  // Five minutes before the session ends: ask whether somebody is there. A click in another tab counts too.
  // Some hours after logging in it ends whatever one does: then there is nothing to ask.
  const KLIK = "co-klik";
  const klik = () => localStorage.setItem(KLIK, String(Date.now()));
  if (sessie) {
    klik();
    const voor = Math.min(300, Number(sessie) / 2) * 1000;
    const einde = Date.now() + Number(sessieOver) * 1000;
    let gezegd = false; // that it ends
    const kijk = () => {
      const zonderKlik = Number(localStorage.getItem(KLIK)) + Number(sessie) * 1000 - Date.now();
      const over = Math.min(zonderKlik, einde - Date.now());
      const vraag = document.querySelector("[data-meld=vraag]");
      if (over <= 0) uitgelogd();
      else if (einde - Date.now() <= voor) {
        const zin = "Binnen vijf minuten wordt u uitgelogd: u bent dan acht uur ingelogd. Sla op wat u doet.";
        if (!gezegd) meld(zin, "Begrepen", () => document.querySelector("[data-meld]")?.remove());
        gezegd = true;
      }
      else if (over > voor) vraag?.remove();
      else if (!vraag) {
        meld("Over vijf minuten wordt u uitgelogd.", "Blijf ingelogd", async () => {
          const antwoord = await stuur({ hier: "ja" });
          if (antwoord.ok) {
            klik();
            document.querySelector("[data-meld=vraag]")?.remove();
          } else uitgelogd();
        }).dataset.meld = "vraag";
      }
      if (over > 0) setTimeout(kijk, Math.min(15000, over > voor ? over - voor : over) + 50);
    };
    setTimeout(kijk, Math.max(0, Math.min(Number(sessie), Number(sessieOver)) * 1000 - voor));
  }

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

  // Keys press a link, or go to a field, that is there. Nobody needs them, and one switch puts them off
  // (WCAG 2.1.4); the page with the list has it.
  const UIT = "co-toetsen-uit";
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (localStorage.getItem(UIT)) return;
    // Who types, types.
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const doel = document.querySelector(`[data-toets="${CSS.escape(event.key)}"]`);
    if (!doel) return;
    event.preventDefault();
    if (doel.matches("input")) doel.focus();
    else doel.click();
  });
  const schakelaar = document.querySelector("[data-toetsen]");
  if (schakelaar) {
    const stand = () => {
      const uit = Boolean(localStorage.getItem(UIT));
      schakelaar.textContent = uit ? "Zet de toetsen aan" : "Zet de toetsen uit";
      document.querySelector("[data-toetsen-stand]").textContent = uit
        ? "De toetsen staan uit in deze browser."
        : "De toetsen staan aan in deze browser.";
    };
    schakelaar.hidden = false;
    stand();
    schakelaar.addEventListener("click", () => {
      if (localStorage.getItem(UIT)) localStorage.removeItem(UIT);
      else localStorage.setItem(UIT, "ja");
      stand();
    });
  }

  // A page that is one form begins at its first field that is empty; one that was refused at what is wrong.
  const begin = !samenvatting && !location.hash && document.querySelector("[data-begin]");
  if (begin && matchMedia("(pointer: fine)").matches) {
    const velden = [...begin.querySelectorAll("input, select, textarea")].filter(
      (veld) => veld.type !== "hidden" && !veld.disabled && veld.checkVisibility(),
    );
    (velden.find((veld) => !veld.value) || velden[0])?.focus({ preventScroll: true });
  }

  document.querySelectorAll("[data-afdrukken]").forEach((knop) => {
    knop.hidden = false;
    knop.addEventListener("click", () => window.print());
  });
})();
