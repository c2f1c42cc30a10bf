"""What is done about a dispute beside its case: ladder, people, talks, agreement, outcome."""
