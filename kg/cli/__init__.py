"""The command line: one module a group of commands. Data goes to stdout, talk to stderr."""
