"""What pages of people accept."""
