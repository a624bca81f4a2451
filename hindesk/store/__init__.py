"""The store: one DuckDB file that holds tickets, their histories, and what was imported."""
