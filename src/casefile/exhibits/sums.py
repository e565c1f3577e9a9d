"""What tells that text may carry a file that is kept back. Knows no file type."""

from __future__ import annotations

import re

MARKED = re.compile(rb"(?im)^begin [0-7]{3,4} \S|^content-transfer-encoding[ \t]*:")
"""How a file that is written into text begins (uuencoded, or a message's source)."""
