"""Forms of the desk as a browser would send them."""

from tests.page import Page


def filled(page: Page) -> dict[str, list[str]]:
    """What stands in the form that can be written in."""
    sent: dict[str, list[str]] = {}
    form = next(one for one in page.tree.iter("form") if one.get("class") == "write")
    for one in form.iter():
        name = one.get("name")
        if not name or one.tag == "button" or (one.get("type") == "checkbox" and "checked" not in one.attrib):
            continue
        if one.tag == "select":
            value = next((choice.get("value", "") for choice in one.iter("option") if "selected" in choice.attrib), "")
        else:
            value = (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.get("value", "")
        sent.setdefault(name, []).append(value)
    return sent
