"""Activities on screen: for everybody, for those who sign up, for those who organise."""
