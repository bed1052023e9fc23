"""From a request to a short, varied, explained list: understanding, scoring, variety, reasons."""
