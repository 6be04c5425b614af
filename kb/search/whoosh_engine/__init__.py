"""Whoosh behind the engine protocol; the only place that imports whoosh."""

from kb.search.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine"]
