"""How the weegploeg weighs the signals by the referentiekader (MC 7.3)."""
