"""Reminders of occasions: planning their times and dispatching those that are due."""
