"""Dates that PostgreSQL reckons, as `dateutil` does in Python."""

from typing import Any

from django.db.models import DateField, Func, Value


class Na(Func):
    """A date plus calendar months; PostgreSQL clamps to the last of the month (RET-kalender)."""

    template = "((%(expressions)s)::date)"
    arg_joiner = " + "

    def __init__(self, begin: Any, maanden: int) -> None:
        stap = Func(Value(maanden), template="make_interval(months => %(expressions)s)")
        super().__init__(begin, stap, output_field=DateField())
