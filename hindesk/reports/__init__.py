"""Answers as tables for people and programs."""
