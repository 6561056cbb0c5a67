"""On which grounds one act is allowed while a file is restricted (AVG 18.2, UAVG 41)."""

# By the name of the event that keeps it.
GRONDEN = {
    "toegestaan_toestemming": "de persoon geeft toestemming (artikel 18 lid 2 AVG)",
    "toegestaan_vordering": "het is nodig voor een procedure bij de rechter (artikel 18 lid 2 AVG)",
    "toegestaan_ander": "het is nodig om een ander te beschermen (artikel 18 lid 2 AVG)",
    "toegestaan_belang": "een zwaarwegend algemeen belang vraagt het (artikel 18 lid 2 AVG)",
    "toegestaan_41": "een grond van artikel 41 lid 1 UAVG vraagt het",
}
TOESTAAN = {
    naam: f"Een handeling toegestaan bij een beperkt dossier: {grond}"
    for naam, grond in GRONDEN.items()
}
