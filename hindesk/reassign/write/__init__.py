"""A plan as files that help desks accept, with the files that take it back."""
