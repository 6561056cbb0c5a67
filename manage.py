#!/usr/bin/env python3
"""Django's command line; outside production it brings its own PostgreSQL and Valkey."""

import os
import signal
import sys

SEINEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# By the owner of the database, where its address is given.
EIGENAAR = ("migrate", "roteer_sleutels")


def main() -> None:
    """Start what is missing, then hand over to Django."""
    opdracht = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config import omgeving

    try:
        omgeving.uit_bestanden()
    except omgeving.OmgevingFout as fout:
        sys.stderr.write(f"{fout}\n")
        sys.exit(2)
    if os.environ.get("CASUSOVERLEG_OMGEVING") == "productie":  # there nothing comes along
        # As the first process of a container it would not hear this without a handler.
        signal.signal(signal.SIGTERM, lambda sein, _: sys.exit(128 + sein))
    else:
        _begin(opdracht)
    if opdracht in EIGENAAR and (eigenaar := os.environ.get("DATABASE_OWNER_URL")):
        os.environ["DATABASE_URL"] = eigenaar  # the running application may not change tables

    # Not before: the settings need the addresses.
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from config.logboek import bewaak_uitgangen

    try:
        settings.INSTALLED_APPS  # noqa: B018  reads the settings, which refuse nonsense
    except ImproperlyConfigured as fout:
        sys.stderr.write(f"{fout}\n")
        sys.exit(2)
    if settings.OMGEVING != "ontwikkeling":  # there somebody looks at invented data
        bewaak_uitgangen()
    execute_from_command_line(sys.argv)


def _begin(opdracht: str) -> None:
    """Our own services, for a command that finds no addresses in the environment."""
    # A Ctrl-C waits until there is a handler that cannot lose it; importing can (onderbreek).
    signal.pthread_sigmask(signal.SIG_BLOCK, SEINEN)
    from gereedschap import ophalen, services

    for sein in SEINEN:
        signal.signal(sein, services.onderbreek)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SEINEN)
    try:
        if opdracht == "demo":
            ophalen.step(3, "de database en de wachtrij starten.")
            services.kies_demo(opnieuw="--leeg" in sys.argv[2:])
        services.ensure(test=opdracht == "bewijs")  # its tests run there
    except services.DienstFout as fout:
        sys.stderr.write(f"{fout}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
