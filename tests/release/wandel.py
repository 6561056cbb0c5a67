"""Walk an installation as each of its people: `.venv/bin/python -m tests.release.wandel`.

Every row opens with the keys of the installation, and every page to which a page leads is there.
"""

import os
from collections import deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

MEEST = 60  # pages for each of the cast


class Lezer(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self, pad: str) -> None:
        super().__init__()
        self.pad, self.verder = pad, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        doel = dict(attrs).get("href") if tag == "a" else None
        if doel and not urlsplit(doel).netloc and not urlsplit(doel).scheme:
            self.verder.append(urldefrag(urljoin(self.pad, doel)).url)


def wandel(client: Any, begin: str) -> int:
    """Follow the links from a page; how many pages there were.

    Raises:
        AssertionError: a page to which one leads is not there.
    """
    gezien, rij = {begin}, deque([begin])
    while rij:
        pad = rij.popleft()
        antwoord = client.get(pad, follow=True, HTTP_HOST="localhost")
        assert antwoord.status_code == 200, (antwoord.status_code, pad)
        if not antwoord["Content-Type"].startswith("text/html"):
            continue
        lezer = Lezer(pad)
        lezer.feed(antwoord.content.decode())
        nieuw = [doel for doel in lezer.verder if doel not in gezien]
        for doel in nieuw:
            if doel not in gezien and len(gezien) < MEEST:
                gezien.add(doel)
                rij.append(doel)
    return len(gezien)


def open_alles() -> int:
    """Read every row of every table, and with it every encrypted value; how many rows there are."""
    from django.apps import apps

    from gedeeld.actor import Actor
    from register.muur import als

    with als(Actor.systeem("uitgave")):
        return sum(len(model._base_manager.all()) for model in apps.get_models())


def main() -> None:
    """Print what was read and walked."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from gedeeld.actor import Actor
    from gereedschap.demo import spelers
    from mensen import geheimhouding, vertegenwoordigen
    from mensen.models import Gebruiker
    from mensen.sessie import FACTOR
    from register.muur import als

    print(f"rijen {open_alles()}")
    for speler in spelers():
        client = Client()
        with als(Actor.systeem("uitgave")):
            wie = Gebruiker.objects.get(username=speler.gebruikersnaam)
            client.force_login(wie, backend=settings.AUTHENTICATION_BACKENDS[0])
            for keuze in vertegenwoordigen.mogelijk(wie):  # what is new to confirm
                for tekst in vertegenwoordigen.te_bevestigen(keuze):
                    actor = vertegenwoordigen.als_actor(keuze)
                    geheimhouding.bevestig(actor=actor, tekst_id=tekst.pk)
        sessie = client.session
        sessie[FACTOR] = True  # of an earlier release nobody has one
        sessie.save()
        print(f"{speler.gebruikersnaam} {wandel(client, '/')}", flush=True)


if __name__ == "__main__":
    main()
