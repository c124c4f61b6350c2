"""The command line, a room a family: each command takes its flags, calls one function of `reports` and prints."""
