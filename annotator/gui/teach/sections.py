"""The sections of the Teach workspace, in the order of a lesson: their keys and titles."""

from collections.abc import Mapping
from types import MappingProxyType

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "lesson": "Lesson",
        "class": "Class",
        "stories": "Stories",
        "rewordings": "Rewordings",
        "grades": "Grades",
    }
)
