"""Readers: each turns one format of export into tickets, events and rejects."""
