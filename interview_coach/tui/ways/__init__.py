"""The ways through the places that Home leads to: from a list to what is chosen in it, and back."""
