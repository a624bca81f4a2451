"""The one file that holds tickets, their events and the runs."""
