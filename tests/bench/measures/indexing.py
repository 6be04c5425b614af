"""How many documents a second and core come into each index, full analysis, files synced."""

from tests.bench.stand import Stand, Words


def measure(stand: Stand) -> dict[str, float]:
    for name in stand.names:
        stand.engine(name)
    return {f"indexed, {name}: documents a second and core": stand.rates[name, Words.FULL] for name in stand.names}
