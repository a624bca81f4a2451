"""Handing tickets to other people: a plan first, then files that a help desk accepts, and a way back."""
