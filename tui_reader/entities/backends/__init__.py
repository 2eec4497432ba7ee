"""Recognisers that lean on other people's libraries. Nothing here is imported unless it is asked for."""
