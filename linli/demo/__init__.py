"""Content of the demonstration: six communities, their people and stories. Pure, no database."""
