"""Sending due reminders: grouping into notices, retries and outcomes."""
