"""The 72 hours of AVG 33, and what an assessment must say before an incident can be closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

TERMIJN = timedelta(hours=72)  # AVG 33 lid 1: hours by the clock, in a weekend as well
ESCALATIE = timedelta(
    hours=24
)  # ours: from here on the core parties see it, not their secretaries alone
MINUUT, UUR = timedelta(minutes=1), timedelta(hours=1)
ALLEEN_DATALEK = "Vul dit alleen in bij een datalek."


@dataclass(frozen=True)
class Oordeel:
    """What the core parties say of an incident.

    Args:
        datalek: whether it is a breach of personal data (AVG 4 lid 12).
        risico: one of `Beoordeling.Risico`; empty where it is no breach.
        waarom: why so.
        ap_gemeld_op: when it was notified to the AP; None where it is not.
        ap_kenmerk: by which number the AP knows it.
        ap_reden: why not, or why later than within 72 hours (AVG 33 lid 1).
        betrokkene: one of `Beoordeling.Betrokkene`; empty while that is not decided.
        betrokkene_op: when the person concerned was told.
        betrokkene_reden: why he is not told (AVG 34 lid 3, UAVG 41).
        maatregelen: what was done against it and so that it does not happen again.
    """

    datalek: bool
    waarom: str
    risico: str = ""
    ap_gemeld_op: datetime | None = None
    ap_kenmerk: str = ""
    ap_reden: str = ""
    betrokkene: str = ""
    betrokkene_op: date | None = None
    betrokkene_reden: str = ""
    maatregelen: str = ""


def uiterlijk(gemerkt_op: datetime) -> datetime:
    """The last moment to notify the AP, counted from when it was noticed (AVG 33 lid 1)."""
    return gemerkt_op + TERMIJN


def resterend(tot: datetime, nu: datetime) -> str:
    """How long there is, or how late it is, in words."""
    duur = abs(tot - nu)
    aantal = f"{duur // UUR} uur" if duur >= UUR else f"{duur // MINUUT} minuten"
    return f"nog {aantal}" if nu <= tot else f"{aantal} te laat"


def moet_naar_de_ap(oordeel: Any) -> bool:
    """Whether the AP is to be notified: a breach, unless it is unlikely to put anybody at risk (AVG 33 lid 1)."""
    return bool(oordeel.datalek) and oordeel.risico != "geen"


def wacht_op_de_ap(oordeel: Any | None) -> bool:
    """Whether the 72 hours still ask something: nobody judged it, or it is not told and not said why.

    Args:
        oordeel: the last one; None while there is none.
    """
    if oordeel is None:
        return True
    return moet_naar_de_ap(oordeel) and not (oordeel.ap_gemeld_op or oordeel.ap_reden)


def fouten(oordeel: Oordeel, *, gemerkt_op: datetime, nu: datetime) -> dict[str, str]:
    """What of an assessment cannot be, by field.

    Args:
        gemerkt_op: when the incident was noticed.
    """
    uit = {} if oordeel.waarom.strip() else {"waarom": "Vul dit in."}
    if not oordeel.datalek:
        alleen = ("risico", "ap_kenmerk", "ap_reden", "betrokkene", "betrokkene_op")
        gevuld = [naam for naam in alleen if getattr(oordeel, naam)]
        gevuld += ["ap_op"] if oordeel.ap_gemeld_op else []
        return uit | dict.fromkeys(gevuld, ALLEEN_DATALEK)
    if not oordeel.risico:
        uit["risico"] = "Kies hoe groot het risico is."
    return uit | _over_de_ap(oordeel, gemerkt_op, nu) | _over_de_betrokkene(oordeel, gemerkt_op)


def _over_de_ap(oordeel: Oordeel, gemerkt_op: datetime, nu: datetime) -> dict[str, str]:
    if oordeel.ap_gemeld_op is None:
        return {"ap_op": "Vul ook in wanneer dit is gemeld."} if oordeel.ap_kenmerk else {}
    if oordeel.ap_gemeld_op > nu:
        return {"ap_op": "Dit moment moet nog komen."}
    if oordeel.ap_gemeld_op < gemerkt_op:
        return {"ap_op": "Dit ligt voor het moment waarop het incident is gemerkt."}
    if oordeel.ap_gemeld_op > uiterlijk(gemerkt_op) and not oordeel.ap_reden.strip():
        return {"ap_reden": "Schrijf op waarom dit later is dan binnen 72 uur."}
    return {}


def _over_de_betrokkene(oordeel: Oordeel, gemerkt_op: datetime) -> dict[str, str]:
    if not oordeel.betrokkene:
        zin = "Kies ook of de betrokkene het hoort."
        return {"betrokkene": zin} if oordeel.betrokkene_op else {}
    if oordeel.betrokkene == "geinformeerd":
        if oordeel.betrokkene_op is None:
            return {"betrokkene_op": "Vul in wanneer de betrokkene dit hoorde."}
        if oordeel.betrokkene_op < gemerkt_op.date():
            return {"betrokkene_op": "Dit ligt voor de dag waarop het incident is gemerkt."}
        return {}
    uit = {}
    if oordeel.betrokkene_op:
        uit["betrokkene_op"] = "Vul dit alleen in als de betrokkene het heeft gehoord."
    if not oordeel.betrokkene_reden.strip():
        uit["betrokkene_reden"] = "Schrijf op waarom de betrokkene dit niet hoort."
    if oordeel.betrokkene == "geen_hoog_risico" and oordeel.risico == "hoog":
        uit["betrokkene"] = (
            "U koos een hoog risico. Dan hoort de betrokkene dit, of er is een andere grond."
        )
    return uit


def mist(oordeel: Any | None) -> list[str]:
    """What must be said yet before an incident can be closed, in sentences."""
    if oordeel is None:
        return ["Beoordeel het incident eerst."]
    zinnen = (
        (wacht_op_de_ap(oordeel), "Leg vast dat dit bij de AP is gemeld, of waarom niet."),
        (oordeel.datalek and not oordeel.betrokkene, "Leg vast of de betrokkene dit hoort."),
        (not oordeel.maatregelen, "Leg vast welke maatregelen zijn genomen."),
    )
    return [zin for waar, zin in zinnen if waar]
