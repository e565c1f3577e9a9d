"""casefile: from an unpaid invoice to an attorney's desk."""

__version__ = "0.1.0"
