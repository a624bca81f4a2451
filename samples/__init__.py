"""Small exports of our own making, as files."""
