"""What input is accepted about bodies, duties, alliances and teams."""
