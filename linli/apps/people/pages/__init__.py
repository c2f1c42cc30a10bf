"""Pages of people: the register for staff, and everyone's own information."""
