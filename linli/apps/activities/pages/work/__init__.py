"""What organisers see and do."""
