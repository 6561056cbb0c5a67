"""From which address a request comes, also behind a proxy (MC 15.2 d).

What a proxy writes in `X-Forwarded-For` stands at the end of it; what stands before may be invented by
the browser. So it is read from the end, past the proxies that the settings name.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Adres = IPv4Address | IPv6Address
MET_POORT = re.compile(r"\[(?P<zes>[^\]]+)\](:\d+)?|(?P<vier>[\d.]+):\d+")
PER_AANSLUITING = 64  # bits: of one line of IPv6 its user has every address


def van(request: HttpRequest) -> str | None:
    """The address of who asks; of a proxy that is not named its own. None on a socket without any."""
    adres = _lees(request.META.get("REMOTE_ADDR", ""))
    onderweg = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while onderweg and _is_proxy(adres):
        vorige = _lees(onderweg.pop())
        if vorige is None:
            break
        adres = vorige
    return str(adres) if adres else None


def aansluiting(request: HttpRequest) -> str:
    """The same, for counting: of IPv6 the line and not the device, which takes another address at will."""
    adres = _lees(van(request) or "")
    if isinstance(adres, IPv6Address):
        return str(ip_network((adres, PER_AANSLUITING), strict=False))
    return str(adres)


def _is_proxy(adres: Adres | None) -> bool:
    """Whether somebody is believed on whom he speaks for; on a socket of this machine it is our proxy, if any."""
    if adres is None:
        return bool(settings.PROXIES)
    return any(adres in netwerk for netwerk in settings.PROXIES)


def _lees(tekst: str) -> Adres | None:
    """An address as a proxy writes it: some add the port, or the interface."""
    if met_poort := MET_POORT.fullmatch(tekst.strip()):
        tekst = met_poort["zes"] or met_poort["vier"]
    try:
        adres = ip_address(tekst.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(adres, "ipv4_mapped", None) or adres
