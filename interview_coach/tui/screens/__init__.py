"""Screens, one file each with a style sheet of the same name. All but the home screen are imported when opened."""
