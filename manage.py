#!/usr/bin/env python3
"""Django's command line; brings its own PostgreSQL and Valkey where no address is given."""

import os
import signal
import sys

SEINEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Start what is missing, then hand over to Django."""
    opdracht = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # A Ctrl-C waits until there is a handler that cannot lose it; importing can (onderbreek).
    signal.pthread_sigmask(signal.SIG_BLOCK, SEINEN)
    from config import services

    for sein in SEINEN:
        signal.signal(sein, services.onderbreek)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SEINEN)
    try:
        if opdracht == "demo":
            services.kies_demo(opnieuw="--leeg" in sys.argv[2:])
        if os.environ.get("CASUSOVERLEG_OMGEVING") != "productie":  # there nothing comes along
            services.ensure()
    except services.DienstFout as fout:
        sys.stderr.write(f"{fout}\n")
        sys.exit(2)
    if opdracht == "migrate" and (eigenaar := os.environ.get("DATABASE_OWNER_URL")):
        os.environ["DATABASE_URL"] = eigenaar  # the running application may not change tables

    # Not before: the settings need the addresses.
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018  reads the settings, which refuse nonsense
    except ImproperlyConfigured as fout:
        sys.stderr.write(f"{fout}\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
