"""Sessions in PostgreSQL, by a hash of their key: who reads the table can't use them (ASVS 7.2).

What the row says beside its content follows from that content, so that each user sees his own sessions.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as VanDjango

ADRES, BEGONNEN = "van_adres", "begonnen_op"  # in a session
BYTES = 20  # as many as the column of Django holds, in hexadecimal


def gehasht(sleutel: str) -> str:
    """What stands in the table for the key in a cookie, which is random: no salt is needed."""
    return hashlib.blake2b(sleutel.encode(), digest_size=BYTES).hexdigest()


class SessionStore(VanDjango):
    """Django's, in our own table."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table; not at import, when there are no models yet."""
        return apps.get_model("mensen", "Sessie")

    def _get_session_from_db(self) -> Any:
        echt = self._session_key
        if not echt:
            return None
        rij = self.model.objects.filter(
            session_key=gehasht(echt), expire_date__gt=datetime.now(UTC)
        ).first()
        if rij is None:
            self._session_key = None
        return rij

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return bool(self.model.objects.filter(session_key=gehasht(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row, with what it tells its user."""
        rij: Any = super().create_model_instance(data)
        rij.session_key = gehasht(rij.session_key)
        rij.gebruiker_id = data.get(SESSION_KEY)
        rij.van_adres = data.get(ADRES)
        if begin := data.get(BEGONNEN):
            rij.begonnen_op = datetime.fromtimestamp(begin, UTC)
        return rij

    def delete(self, session_key: str | None = None) -> None:
        """End this session, or another by its key."""
        sleutel = session_key or self.session_key
        if sleutel:
            self.model.objects.filter(session_key=gehasht(sleutel)).delete()
