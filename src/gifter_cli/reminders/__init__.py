"""`gifter reminders`: previews, planning and dispatch."""
