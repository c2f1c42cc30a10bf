"""What people type about the ground."""
