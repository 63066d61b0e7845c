"""The index over all journals: a cache for lists, searches and the learning loop. Deleting it loses nothing."""
