"""What organisers do. Seats, queues and counts are done by participation, in the same act."""
