"""What every app stands on, with one noun of the field: Community."""
