"""Explaining one ticket: what a policy did with it, event by event, and why."""
