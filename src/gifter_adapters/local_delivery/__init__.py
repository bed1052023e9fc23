"""Notices and mail written to a file and to the log, on machines that send nothing to people."""
