"""What is done again and again: plans with a rhythm, their due rows and what became of each."""
