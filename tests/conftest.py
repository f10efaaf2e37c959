"""What is begun before the first test."""

import pytest

from . import test_lifecycle


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    test_lifecycle.begin(session)
