"""What is weighed before somebody is not told something: UAVG 41 lid 2, in the words of the law."""

FACTOREN = {
    "a": "de doeleinden van de verwerking",
    "b": "de categorieën van persoonsgegevens",
    "c": "het toepassingsgebied van de beperking",
    "d": "de waarborgen tegen misbruik, onrechtmatige toegang of onrechtmatige doorgifte",
    "e": "wie de verwerkingsverantwoordelijken zijn",
    "f": "de opslagperiodes en de waarborgen die daarvoor gelden",
    "g": "de risico's voor de rechten en vrijheden van de betrokkene",
    "h": "het recht van de betrokkene om van de beperking te horen, tenzij dat het doel ervan schaadt",
}
