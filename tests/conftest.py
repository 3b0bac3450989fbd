"""What holds for all tests: none fails for being slow, since other programs may have the machine, and the same tree
gives the same outcome. ``pytest --hypothesis-profile=explore`` draws other inputs each time."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", parent=settings.get_profile("explore"), derandomize=True)
settings.load_profile("patient")
