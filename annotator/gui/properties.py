"""What is known of an article, as lists and forms call it."""

from PySide6.QtCore import QCoreApplication


def property_name(key: str) -> str:
    """What a property of articles is called; a property of one's own by its own name."""
    names = {
        "title": "Title",
        "outlet": "Outlet",
        "author": "Author",
        "date": "Date",
        "url": "Address (URL)",
        "language": "Language",
        "genre": "Genre",
        "event": "Event",
    }
    return QCoreApplication.translate("Column", names[key]) if key in names else key
