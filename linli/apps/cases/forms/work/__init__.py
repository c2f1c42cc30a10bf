"""What the staff pages of cases accept: one short form for each act."""
