"""The errors a person can cause or meet; each is a sentence that says what to do."""


class AnnotatorError(Exception):
    """Something expected went wrong; the message is one sentence for the person at the screen.

    It says what happened, what is safe, and what to do. The window shows it in a bar,
    the command line prints it to stderr and ends with exit status 2.
    """


class Advised(AnnotatorError):
    """What to do about it differs from door to door; the message says what one types.

    `in_window` is the message in the words of the window.
    """

    def __init__(self, what: str, *, typed: str, in_window: str) -> None:
        super().__init__(f"{what} {typed}")
        self.in_window = f"{what} {in_window}"


class Conflict(AnnotatorError):
    """A stored row is no longer what an Edit expected; nothing was written."""


class Damaged(AnnotatorError):
    """A file cannot be read as what it claims to be."""


class Vanished(AnnotatorError):
    """The project file is no longer where it was opened; its content can still be copied out."""
