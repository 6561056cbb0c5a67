"""What says that it is written otherwise than our pages are gets an answer, and no error."""

from pathlib import Path

from tests.config.test_logboek import stuur
from tests.hulp.processen import aan_het_werk, gunicorn, vrije_poort, wacht_op

PAD = "/inloggen/?next=/meldingen/"
SOORTEN = {
    "application/x-www-form-urlencoded": "login=gemeente",
    "multipart/form-data; boundary=x": '--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nx\r\n--x--',
}

GOED = ("charset=utf-8", "charset=UTF-8", 'charset="utf-8"')
FOUT = (
    *(
        "charset=rot13",
        "charset=hex",
        "charset=idna",
        "charset=utf-16",
        "charset=latin-1",
        "charset=x",
    ),
    *("charset*=x''utf-8", "naam*=x''utf-8"),
)


def test_alleen_wat_zegt_in_utf8_te_zijn_wordt_gelezen(db: None, tmp_path: Path) -> None:
    """At gunicorn: Django reads the header before its first middleware."""
    poort, log = vrije_poort(), tmp_path / "log"
    with aan_het_werk(gunicorn("config.wsgi", poort), log):
        wacht_op(log, "Booting worker")
        antwoorden = {
            (soort, kenmerk): stuur(
                poort, "POST", PAD, inhoud, **{"Content-Type": f"{soort}; {kenmerk}"}
            )[0]
            for soort, inhoud in SOORTEN.items()
            for kenmerk in (*GOED, *FOUT)
        }
    # 403: read, and without a token.
    assert antwoorden == {waar: 403 if waar[1] in GOED else 400 for waar in antwoorden}
    assert "ERROR" not in log.read_text()
