"""Imports what drawing needs, once, in the process that the pool's workers are forked from.

Only that process imports this module, so it may import at the top what others must not.
"""

from contextlib import suppress

from casefile import making as making
from casefile.documents import kinds as kinds
from casefile.errors import CaseError
from casefile.packet import build as build
from casefile.render import docx_body as docx_body
from casefile.render import pdf

with suppress(CaseError):  # whoever draws says what this machine lacks
    pdf.ready()
