"""Pages of bodies and duties: staff read and act, partners see their own, everybody a directory."""
