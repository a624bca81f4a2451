"""Policies in plain words, English or Korean, and what changed between two of them."""
