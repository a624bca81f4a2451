"""The replay of tickets under a policy."""
