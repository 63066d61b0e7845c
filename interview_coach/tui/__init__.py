"""The Textual front end. Widgets do no I/O; they report by message."""
