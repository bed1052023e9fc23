"""Used by every context: errors, money, time, identities, pages and jobs."""
