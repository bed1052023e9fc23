"""Background work: the worker that runs due jobs, and the scheduler that nudges workers."""
