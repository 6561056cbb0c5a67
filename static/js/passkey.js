// Asks the browser for a passkey: to make one, or to show that it is there.
"use strict";

(() => {
  const opties = document.getElementById("passkey-opties");
  const formulier = document.querySelector("form[data-passkey]");
  if (!opties || !formulier) return;
  const soort = formulier.dataset.passkey;
  const melding = document.querySelector("[data-passkey-melding]");
  const zeg = (zin) => {
    melding.textContent = zin;
    melding.hidden = false;
  };
  const vraag = async () => {
    const { creation_options: maak, request_options: toon } = JSON.parse(opties.textContent);
    const soorten = window.PublicKeyCredential;
    if (soort === "maak") {
      return navigator.credentials.create({
        publicKey: soorten.parseCreationOptionsFromJSON(maak.publicKey),
      });
    }
    return navigator.credentials.get({
      publicKey: soorten.parseRequestOptionsFromJSON(toon.publicKey),
    });
  };
  formulier.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    melding.hidden = true;
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
      zeg("Deze browser kan dit niet. Gebruik een nieuwere browser, of een app met codes.");
      return;
    }
    try {
      const sleutel = await vraag();
      formulier.querySelector("[name=credential]").value = JSON.stringify(sleutel.toJSON());
      formulier.submit();
    } catch (fout) {
      zeg(
        fout.name === "InvalidStateError"
          ? "Deze passkey hebt u al ingesteld. Kies een ander apparaat."
          : "Dit is niet gelukt. Probeer het nog eens, of kies een andere tweede stap.",
      );
    }
  });
})();
