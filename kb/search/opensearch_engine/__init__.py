"""OpenSearch behind the engine protocol. It matches, counts and sorts; tokens and what a match is worth come from `kb`."""

from kb.search.opensearch_engine.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
