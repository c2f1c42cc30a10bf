"""Bodies, posts, alliances, pledges, dated responsibilities."""
