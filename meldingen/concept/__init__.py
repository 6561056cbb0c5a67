"""A melding that somebody is writing: his own until he registers it, and gone after thirty days."""
