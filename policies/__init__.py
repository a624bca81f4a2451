"""Ready policies, as files."""
