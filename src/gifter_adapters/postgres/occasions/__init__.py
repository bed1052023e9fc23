"""Tables and statements of occasions."""
