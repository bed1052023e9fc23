"""Background work: the broker's tasks and the loop that runs due jobs."""
