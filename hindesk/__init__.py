"""hindesk: hindsight for a help desk. The engine, as a typed library."""

__version__ = "0.1.0"
