"""Why clocks breached: where their counted time went, and tags that say so with evidence."""
