"""Tables and statements of model runs."""
