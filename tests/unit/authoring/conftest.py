"""The shipped library is read once for all of these tests."""

from tests.support.shipped import library_once

__all__ = ["library_once"]
