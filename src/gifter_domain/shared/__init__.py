"""What every context uses: errors, money, identities and time, pages, jobs."""
