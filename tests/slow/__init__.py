"""A slow, obvious replay of one ticket: a reading of docs/concepts/clocks.md that shares nothing with the engine."""
