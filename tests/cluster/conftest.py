import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cluster: starts real OpenSearch nodes; runs only with KB_TEST_CLUSTER=1")
