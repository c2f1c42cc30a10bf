"""Who looks after whom: the help groups of grid worker, party member and volunteer."""
