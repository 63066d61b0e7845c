"""Measurements of speed and memory; see the module __main__."""
