"""Making question banks and rubrics: templates, import, export, comparison, trial gradings, drafts from a posting.

Everything here works on the *shape* of a file: nested lists and dictionaries with the fields that a file may have. What
is written was checked by the library first, and nothing is ever written over.
"""
