"""The policy language: from YAML to checked values, with the place of every problem."""
