"""The command line: arguments in, one call of the engine, its result to a stream. Not a library."""
