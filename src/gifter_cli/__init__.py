"""The `gifter` command, one module for each command group."""
