"""The shipped library is read once for all of these tests."""

from tests.support.shipped import library_once
from tests.unit.authoring.shelves import files_read_once

__all__ = ["files_read_once", "library_once"]
