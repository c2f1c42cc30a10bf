"""Public pages of the ground, and the register for staff."""
