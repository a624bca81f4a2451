"""Replay: what a policy would have measured on every ticket of a store, in one walk over its events."""
