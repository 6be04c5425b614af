"""Where a reader can tell the editors something."""

from flask import current_app, url_for

from web.wiring import current_settings

FORM = "/hinweis"


def notice_address() -> str:
    """Of the form if there is one, otherwise of the operator's mailbox; empty if neither is there."""
    for rule in current_app.url_map.iter_rules():
        if rule.rule.rstrip("/") == FORM:
            return url_for(rule.endpoint)
    email = current_settings().operator.email
    return f"mailto:{email}" if email else ""
