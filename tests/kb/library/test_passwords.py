"""Whoever has no account waits as long as whoever has one."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from kb.library.passwords import NOBODYS, fits, hashed


def test_a_password_fits_what_was_kept_of_it_only() -> None:
    kept = hashed("bodo-2-lami")

    assert fits("bodo-2-lami", kept)
    assert not fits("bodo-2-lama", kept)
    assert not fits("bodo-2-lami", "")
    assert not fits("bodo-2-lami", "kein Hash")


def test_what_stands_for_no_account_is_worked_through_as_a_kept_password_is() -> None:
    assert extract_parameters(NOBODYS) == extract_parameters(hashed("bodo-2-lami"))
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(NOBODYS, "")
