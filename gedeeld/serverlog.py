"""What PostgreSQL may write in its own log: that a server starts, stops or fails, and no statement.

psycopg puts values in the text of a statement, PostgreSQL prints that text below an error, and in the
error itself the value or the whole row that it failed on. The application says itself that a statement
failed, of which kind and where (`config.logboek`).

No Django here: the services of the demo set it before there is any.
"""

INSTELLINGEN = {
    "log_min_messages": "log",  # what a server has to say, and no error of a statement
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "debug_print_parse": "off",
    "debug_print_rewritten": "off",
    "debug_print_plan": "off",
}
STRENGER = {"log_min_messages": ("fatal", "panic")}


def afwijkingen(gevonden: dict[str, str]) -> list[str]:
    """What a server writes down that it should not, in sentences.

    Args:
        gevonden: its settings by name, as `pg_settings` has them.
    """
    return [
        f"PostgreSQL schrijft waarden in zijn log: zet {naam} op {goed}."
        for naam, goed in INSTELLINGEN.items()
        if naam in gevonden and gevonden[naam] not in (goed, *STRENGER.get(naam, ()))
    ]
