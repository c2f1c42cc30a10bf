"""What is done to brands and bulletins."""
