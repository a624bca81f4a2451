"""The roster: who works on the desk, in which teams, with which skills, when, and how much at once."""
