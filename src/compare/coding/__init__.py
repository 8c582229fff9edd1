"""Coding by hand: blind sheets for any number of coders, reading them back, and the coding a study brings."""
