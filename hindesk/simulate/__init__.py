"""What another policy would have done: two replays of the same tickets, compared clock by clock."""
