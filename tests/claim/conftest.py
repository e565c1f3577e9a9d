"""Generated cases are the same on every run, and a busy machine makes none of them fail.

Who asks for a number of them (CASEFILE_EXAMPLES) gets other ones each time.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady",
    deadline=None,
    derandomize="CASEFILE_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
