"""Settings come from the environment and a TOML file, once, and whatever is wrong is refused by name."""

from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.settings import Settings, read_settings, setting_names


def settings(folder: Path, **environ: str) -> Settings:
    return read_settings(environ, folder)


def refusal(folder: Path, **environ: str) -> str:
    with pytest.raises(SettingsError) as refused:
        settings(folder, **environ)
    return refused.value.message


def test_without_any_setting_the_service_is_reachable_from_this_machine_only(tmp_path: Path) -> None:
    found = settings(tmp_path)

    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert found.data == Path.cwd() / "daten"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "wissensspeicher.toml").write_text('port = 8001\nthreads = 2\n[operator]\nname = "Stadt"\n')

    found = settings(tmp_path, KB_PORT="8002")

    assert (found.port, found.threads, found.operator.name) == (8002, 2, "Stadt")


def test_kb_config_names_another_file(tmp_path: Path) -> None:
    file = tmp_path / "anders.toml"
    file.write_text("port = 9000\n")

    assert settings(tmp_path, KB_CONFIG=str(file)).port == 9000


def test_a_mistyped_setting_is_refused_with_the_near_one_and_all_known_ones(tmp_path: Path) -> None:
    message = refusal(tmp_path, KB_PROT="8000")

    assert "KB_PROT" in message
    assert "Gemeint war vielleicht KB_PORT" in message
    assert all(name in message for name in setting_names())


def test_a_mistyped_setting_in_the_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "wissensspeicher.toml").write_text('[operator]\nnmae = "Stadt"\n')

    assert "KB_OPERATOR_NAME" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"), [("KB_PORT", "acht"), ("KB_PORT", "65536"), ("KB_PROCESSES", "0"), ("KB_PROXIES", "-1")]
)
def test_a_number_out_of_range_is_refused_with_the_range(tmp_path: Path, name: str, value: str) -> None:
    message = refusal(tmp_path, **{name: value})

    assert name in message
    assert "ganze Zahl von" in message


@pytest.mark.parametrize("written", ["port = ", "\xff"])
def test_an_unreadable_file_is_refused_with_its_name(tmp_path: Path, written: str) -> None:
    (tmp_path / "wissensspeicher.toml").write_text(written, encoding="latin-1")

    assert "wissensspeicher.toml" in refusal(tmp_path)


def test_a_named_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    assert "fehlt.toml" in refusal(tmp_path, KB_CONFIG=str(tmp_path / "fehlt.toml"))


def test_a_prefix_begins_with_a_slash(tmp_path: Path) -> None:
    assert "KB_PREFIX" in refusal(tmp_path, KB_PREFIX="wissen")


def test_three_slashes_are_below_the_data_folder_and_four_are_absolute(tmp_path: Path) -> None:
    found = settings(
        tmp_path, KB_DATA=str(tmp_path), KB_INDEX="whoosh:///hier", KB_DATABASE="sqlite:////dort/wissen.db"
    )

    assert found.index_url == f"whoosh:///{tmp_path}/hier"
    assert found.database_url == "sqlite:////dort/wissen.db"


@pytest.mark.parametrize("url", ["wissen:geheim@db/wissen", "db/wissen?user=wissen&password=geheim&sslmode=require"])
def test_a_password_does_not_show_when_settings_are_printed(tmp_path: Path, url: str) -> None:
    found = settings(tmp_path, KB_DATABASE=f"postgresql+psycopg://{url}")

    assert "geheim" not in repr(found)
    assert "geheim" in found.database_url


@pytest.mark.parametrize(
    ("base_url", "prefix", "address"),
    [
        ("", "", "/suche"),
        ("", "/wissen", "/wissen/suche"),
        ("https://wissen.example.org/", "", "https://wissen.example.org/suche"),
        ("https://example.org", "/wissen/", "https://example.org/wissen/suche"),
        ("https://example.org/wissen", "/wissen", "https://example.org/wissen/suche"),
    ],
)
def test_an_address_is_made_of_base_prefix_and_path(tmp_path: Path, base_url: str, prefix: str, address: str) -> None:
    assert settings(tmp_path, KB_BASE_URL=base_url, KB_PREFIX=prefix).address("/suche") == address
