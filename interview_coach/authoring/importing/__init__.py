"""Questions and criteria out of other programs' files.

A source goes through these steps: ``source`` (bytes to text, and which format it is), one of ``markdown``, ``sheets``,
``cards`` and ``objects`` (text to entries: what is said of each question or criterion, and where), ``assembling``
(entries to the shape of files) and ``importer`` (shape to checked files, with every problem where it stands in the
source).
"""
