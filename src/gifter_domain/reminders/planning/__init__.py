"""When reminders are sent: timing, quiet hours, and the changes to the stored schedule."""
