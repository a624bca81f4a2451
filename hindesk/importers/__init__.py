"""Importers: readers that turn an export into staged tickets and events, and the import itself."""
