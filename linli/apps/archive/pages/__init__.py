"""Pages of honours: for everybody, and for those who keep them."""
