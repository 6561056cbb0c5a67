"""Whether the person concerned was told, as it stays when a file is archived or destroyed (MC 11, 13.1)."""

from django.db.models import TextChoices


class Bericht(TextChoices):
    """Empty where a kind of file knows no duty to inform."""

    GEDAAN = "gedaan", "Het subject had bericht"
    GROND = "grond", "Het subject had geen bericht, op een grond uit de wet"
    NIET_GEDAAN = "niet_gedaan", "Het subject zou bericht krijgen, maar dat is niet vastgelegd"
    NOOIT = "nooit", "Over bericht aan het subject is nooit besloten"
