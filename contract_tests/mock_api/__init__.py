"""A mock of the service: one state machine, two doors.

    service = MockService(clock=(clock := VirtualClock()))
    client = Modellix(service.key, transport=transport(service), clock=clock)

The state machine is as documented and no more: it calls no webhook.
"""

from contract_tests.mock_api.bodies import MAX_BODY
from contract_tests.mock_api.catalog import Catalog, Offer, load_catalog, read_bundle
from contract_tests.mock_api.clock import Clock, VirtualClock, WallClock
from contract_tests.mock_api.limits import Limits
from contract_tests.mock_api.messages import Answer, LogEntry, Request
from contract_tests.mock_api.respx_door import async_transport, router, transport
from contract_tests.mock_api.service import TEST_KEY, MockService
from contract_tests.mock_api.tasks import Scenario, Script

__all__ = [
    "MAX_BODY",
    "TEST_KEY",
    "Answer",
    "Catalog",
    "Clock",
    "Limits",
    "LogEntry",
    "MockService",
    "Offer",
    "Request",
    "Scenario",
    "Script",
    "VirtualClock",
    "WallClock",
    "async_transport",
    "load_catalog",
    "read_bundle",
    "router",
    "transport",
]
