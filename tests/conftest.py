"""What is begun before the first test."""

import pytest

from . import beside


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    beside.begin(session)


@pytest.fixture
def under_way(request):
    """What was begun before the first test, by its name."""
    return lambda name: beside.result(request.session, name)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    if not beside.was_moved(item):
        return None
    beside.tell(item, nextitem)
    return True
