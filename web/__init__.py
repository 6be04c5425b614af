"""The web application: one folder per audience, nothing but `kb.library` behind it."""

from flask import Flask

from kb.library import Library, open_library
from kb.settings import Settings, read_settings
from web import errors, security, wiring
from web.api import api, open_to_all
from web.auth import auth, protect
from web.caching import keep_answers, spare_the_unchanged
from web.compare import compare
from web.compression import compress
from web.drafts import drafts
from web.editor import editor
from web.exchange import exchange
from web.format import add_filters
from web.limiting import limit
from web.operating import metrics, operating, watching
from web.search import search
from web.widget import widget


def create_app(settings: Settings | None = None, library: Library | None = None) -> Flask:
    """The application, ready to serve.

    settings: by default those of this process. library: by default the one that the settings name.
    Raises SettingsError, StoreUnavailable.
    """
    settings = settings or read_settings()
    app = Flask(__name__)
    library = library or open_library(settings)
    keep_answers(app, library)
    limit(app, settings)
    watching.watch(app, settings, *(counted.note for counted in metrics.count(app, library)))
    wiring.wire(app, settings, library)
    add_filters(app)
    compress(app)
    spare_the_unchanged(app)
    security.guard(app)
    errors.explain(app)
    open_to_all(app)
    protect(app)
    for audience in (search, drafts, compare, exchange, api, widget, auth, editor, operating):
        app.register_blueprint(audience)
    return app
