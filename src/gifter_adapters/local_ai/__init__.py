"""Models that ship inside packages and run in this process, without network or keys."""
