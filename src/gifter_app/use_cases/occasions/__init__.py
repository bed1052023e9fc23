"""Use cases of occasions."""
