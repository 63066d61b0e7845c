"""Reports as web pages: one file each, with no script, no link out of it and nothing to load."""
