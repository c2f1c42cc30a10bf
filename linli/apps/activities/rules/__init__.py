"""Who sees and who announces, and what may be said of an activity."""
