"""What the community is proud of and does not forget: honours, of its people with consent."""
