"""Sending a written plan to the help desk: one call a file, resumable by the journal."""
