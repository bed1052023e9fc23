"""Replays: real searches asked again, and the gifts among the answers that do not fit."""
