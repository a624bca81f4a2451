"""A policy's tests: small histories, what a policy must do with them, and which of its rules no case reached."""
