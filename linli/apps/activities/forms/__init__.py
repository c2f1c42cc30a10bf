"""What people type to sign up, and organisers to announce."""
