"""What tickets tell when they are created: how complete that is, and which way it takes them."""
