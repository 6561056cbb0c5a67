"""What may stand in a log: that something failed and where, never the values it failed on."""

import logging


class ZonderGegevens(logging.Filter):
    """Keep the exception's type and the place; drop its text, which may hold personal data.

    PostgreSQL puts whole rows in constraint errors, and forms put what was typed in theirs.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; always lets it through."""
        if record.exc_info and record.exc_info[1] is not None:
            fout = record.exc_info[1]
            plek = fout.__traceback__
            while plek and plek.tb_next:
                plek = plek.tb_next
            waar = f"{plek.tb_frame.f_code.co_filename}:{plek.tb_lineno}" if plek else "?"
            record.msg = f"{record.getMessage()} [{type(fout).__name__} in {waar}]"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True
