"""The error of what cannot be read."""

from pathlib import Path


class ArticleError(ValueError):
    """A file that cannot be read as an article: the file, the reason and the remedy.

    Examples:
        >>> import analysis
        >>> try:
        ...     analysis.read("no-such-file.txt")
        ... except analysis.ArticleError as error:
        ...     error.reason
        'does not exist'
    """

    def __init__(self, file: str | Path, reason: str, remedy: str) -> None:
        """Keeps the three parts as the attributes `file`, `reason` and `remedy`."""
        super().__init__(f"{file}: {reason}. {remedy}")
        self.file, self.reason, self.remedy = str(file), reason, remedy

    def __reduce__(self) -> tuple:
        """The three parts, so that the error can be sent back from a worker process."""
        return type(self), (self.file, self.reason, self.remedy)
