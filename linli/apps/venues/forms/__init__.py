"""Forms of rooms, bookings and things."""
