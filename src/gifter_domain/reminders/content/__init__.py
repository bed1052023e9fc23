"""The texts of reminders."""
