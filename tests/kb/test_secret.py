"""The secret that forms are signed with."""

import stat
import threading
from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.secret import FILE, read_secret
from kb.settings import Settings, read_settings

LONG = "ein-langes-geheimnis-aus-der-umgebung"


def test_the_secret_of_the_settings_counts(tmp_path: Path) -> None:
    assert read_secret(Settings(data=tmp_path, secret=LONG)) == LONG.encode()
    assert not (tmp_path / FILE).exists()


def test_without_one_it_is_made_once_and_kept_for_the_service_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "daten")

    assert read_secret(settings) == read_secret(settings)
    assert stat.S_IMODE((settings.data / FILE).stat().st_mode) == 0o600


def test_processes_that_start_together_have_the_same(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(read_secret(Settings(data=tmp_path)))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert (len(found), len(set(found)), len(found[0])) == (8, 1, 32)


def test_the_secret_is_never_shown() -> None:
    assert LONG not in repr(Settings(secret=LONG))


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="mindestens 32 Zeichen"):
        read_settings({"KB_SECRET": "kurz"}, tmp_path)
