"""On which own power or task a measure can rest: examples to choose from (MC 2, MvT 2.1)."""

BEVOEGDHEDEN = (
    "Openbare orde: artikel 172 Gemeentewet (gemeente)",
    "Jeugdhulp: Jeugdwet (gemeente)",
    "Werk en inkomen: Participatiewet (gemeente)",
    "Maatschappelijke ondersteuning: Wmo 2015 (gemeente)",
    "Schuldhulp: Wet gemeentelijke schuldhulpverlening (gemeente)",
    "Woonoverlast: artikel 151d Gemeentewet (gemeente)",
    "Handhaving en hulp: artikel 3 Politiewet 2012 (politie)",
    "Strafrechtelijke handhaving: artikel 124 Wet op de rechterlijke organisatie (OM)",
    "Bescherming van minderjarigen: artikel 1:238 lid 2 Burgerlijk Wetboek (Raad voor de Kinderbescherming)",
    "Toezicht en begeleiding: Reclasseringsregeling 1995 (reclassering)",
    "Meldplicht of gebiedsverbod: Tijdelijke wet bestuurlijke maatregelen terrorismebestrijding (minister)",
    "Paspoort laten vervallen: Paspoortwet (minister)",
    "Verblijf: Vreemdelingenwet 2000 (minister)",
    "Nederlanderschap: Rijkswet op het Nederlanderschap (minister)",
    "Tegoeden bevriezen: Sanctieregeling terrorisme 2007-II (minister)",
)
