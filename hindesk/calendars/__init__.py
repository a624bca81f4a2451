"""When time counts: calendars, their holidays, elapsed time and due instants."""
