"""The field itself: each app may call those below it, through their door only."""
