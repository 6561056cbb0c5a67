"""How parties put their measures in tune: agreeing with a plan, reminding, asking to refrain (MvT 2.1)."""
