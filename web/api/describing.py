"""The description of the interface, for machines and for people."""

from flask import Response, jsonify, render_template

from web.api.blueprint import VERSION_PATH, api
from web.api.openapi import openapi
from web.api.operations import OPERATIONS, refuse_unknown
from web.wiring import current_library, current_settings, public_address

FIRST_READ = ("search", "suggest", "document")
"""Operations that most people come for; on the page they stand first."""


@api.get(f"{VERSION_PATH}/openapi.json")
def description() -> Response:
    refuse_unknown([])
    reading = current_library().reading
    municipalities = reading.municipalities
    registers = {
        "topic": [one.id for one in reading.topics],
        "municipality": [one.ags for one in municipalities],
        "area": [one.code for one in municipalities.areas],
    }
    return jsonify(openapi(OPERATIONS, current_settings().address("") or "/", registers))


@api.get("/schnittstelle")
def page() -> str:
    return render_template(
        "api/page.html",
        heading="Schnittstelle für Programme",
        operations=sorted(
            OPERATIONS, key=lambda one: FIRST_READ.index(one.name) if one.name in FIRST_READ else len(FIRST_READ)
        ),
        version_path=public_address(VERSION_PATH),
    )
