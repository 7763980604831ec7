"""The one family of errors the user is told about: each carries a whole Vietnamese sentence with the way out."""


class BienbanError(Exception):
    """Base of all errors meant for the user; ``str(error)`` is what the user reads."""


class Refused(BienbanError):
    """An act that cannot be, by the rules of the meeting or by arithmetic. Nothing was recorded."""


class BadData(BienbanError):
    """A file of the user that cannot be taken as it is: the sentence names the file, the place and the reason."""


class StoreError(BienbanError):
    """The data folder or one of its files cannot be read, written or trusted."""
