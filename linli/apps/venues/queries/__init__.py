"""What is there, what is free, who booked what."""
