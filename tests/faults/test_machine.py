"""Random evenings in short; ``python3 -m bench faults-machine`` runs many."""

from hypothesis import HealthCheck, settings

from tests.support.store_machine import Evenings

TestEvenings = Evenings.TestCase
TestEvenings.settings = settings(max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck))
