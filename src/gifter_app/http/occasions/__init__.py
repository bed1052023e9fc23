"""HTTP routes and schemas of occasions, holidays and calendars."""
