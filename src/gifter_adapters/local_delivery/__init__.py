"""Notices and mail kept in a file and shown in the log, where nothing carries them to people."""
