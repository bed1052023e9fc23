"""Tables and statements of reminders."""
