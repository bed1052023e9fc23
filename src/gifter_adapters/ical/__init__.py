"""Calendars as files (RFC 5545)."""
