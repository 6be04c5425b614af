"""What somebody does with the search on another web site, and sees of it."""

from playwright.sync_api import Locator

from tests.journeys.conftest import Visit


def field(guest: Visit) -> Locator:
    return guest.page.get_by_role("searchbox")


def hits(guest: Visit) -> Locator:
    return guest.page.locator("wissensspeicher-suche li")


def status(guest: Visit) -> Locator:
    return guest.page.get_by_role("status")


def button(guest: Visit, name: str) -> Locator:
    return guest.page.get_by_role("button", name=name)


def ask(guest: Visit, question: str) -> None:
    guest.open("/")
    field(guest).fill(question)
