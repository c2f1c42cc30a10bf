"""What can be asked of cases."""
