"""The files that ``banks new`` and ``rubrics new`` begin with; each is a good file as it stands."""
