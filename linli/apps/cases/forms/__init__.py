"""What the pages of cases accept."""
