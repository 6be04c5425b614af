"""The search on other web sites: the script with its versions, the frame, and the page that explains how."""

from web.widget import embedding, frame, scripts
from web.widget.blueprint import widget

__all__ = ["embedding", "frame", "scripts", "widget"]
