"""interview_coach: mock AI product manager interviews in the terminal, with grades that can be checked."""

__version__ = "0.1.0"
