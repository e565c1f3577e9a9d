"""Where regimes, laws of limitation and reference rates come from: the bundled files; a workspace's own win.

Each file is read when it is first asked for, with the same care as a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from casefile import reading
from casefile.claim.rates import Row, Series, read_rows, series
from casefile.claim.regime import Regime
from casefile.claim.statute import Statute
from casefile.errors import CaseError, Problem, Source
from casefile.faults import suggestion
from casefile.records import Record


@dataclass(frozen=True, slots=True)
class Regimes:
    """The regimes, series and laws that can be used, by name; `own` files are a workspace's (name → bytes)."""

    own_regimes: Mapping[str, bytes] = field(default_factory=dict)
    own_rates: Mapping[str, bytes] = field(default_factory=dict)
    own_limitation: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every regime's id, in order."""
        return tuple(sorted({*_bundled("regimes", ".yaml"), *self.own_regimes}))

    @property
    def series_names(self) -> tuple[str, ...]:
        """Every series' name, in order."""
        return tuple(sorted({*_bundled("rates", ".csv"), *self.own_rates}))

    def get(self, name: str) -> Regime:
        """The regime with this id. CaseError when there is none, or its file has problems."""
        if name in self.own_regimes:
            return _regime(self.own_regimes[name], name, f"regimes/{name}.yaml")
        if (bundled := _bundled("regimes", ".yaml").get(name)) is None:
            raise CaseError(self.unknown(name))
        return _regime(bundled.read_bytes(), name, f"casefile/claim/regimes/{name}.yaml")

    def series_for(self, regime: Regime) -> Series | None:
        """The series that a regime goes by, without a value where there is none yet; None where it goes by none.

        CaseError when the series' file has problems, or its name looks like a slip for another's.
        """
        name = regime.rate.series if regime.rate else ""
        if not name:
            return None
        known = self.series_names
        return self.series(name) if name in known or suggestion(name, list(known)) else Series(name, (), date.min)

    def text(self, name: str) -> str:
        """The data file of a regime or a series as it is, a workspace's own before the bundled one. CaseError."""
        for own, folder, suffix in ((self.own_regimes, "regimes", ".yaml"), (self.own_rates, "rates", ".csv")):
            bundled = _bundled(folder, suffix).get(name)
            if raw := own.get(name) or (bundled.read_bytes() if bundled else None):
                return raw.decode("utf-8", "replace")
        raise CaseError(self.unknown(name))

    def statute(self, law: str) -> Statute | None:
        """The law of limitation under a governing law, for its part of the country (GB-SCT) before the whole.

        None where nothing is known of it. CaseError when its file has problems.
        """
        for name in dict.fromkeys((law, law.partition("-")[0])):
            found = self._statute(name)
            if found and found.governs(law):
                return found
        return None

    def _statute(self, name: str) -> Statute | None:
        if name in self.own_limitation:
            return _law(self.own_limitation[name], name, f"limitation/{name}.yaml")
        bundled = _bundled("limitation", ".yaml").get(name)
        return _law(bundled.read_bytes(), name, f"casefile/claim/limitation/{name}.yaml") if bundled else None

    def unknown(self, name: str, source: Source | None = None) -> Problem:
        """That there is no such regime, and which one might be meant."""
        hint = suggestion(name, list(self.names)) or f"there are: {', '.join(self.names)}"
        return Problem(f"no regime '{name}'", source, hint, "regime")

    def series(self, name: str) -> Series:
        """A reference series, a workspace's lines added to the bundled ones. CaseError when there is none."""
        bundled = _bundled("rates", ".csv").get(name)
        rows = _rows(bundled.read_bytes(), f"casefile/claim/rates/{name}.csv") if bundled else ()
        if name in self.own_rates:
            rows = (*rows, *_rows(self.own_rates[name], f"rates/{name}.csv"))
        if not rows:
            hint = suggestion(name, list(self.series_names)) or f"add rates/{name}.csv"
            raise CaseError(Problem(f"no reference series '{name}'", hint=hint, rule="series"))
        return series(name, rows)


def bundled() -> Regimes:
    """The regimes and series that come with casefile."""
    return Regimes()


def of_folders(regimes: Path, rates: Path, limitation: Path | None = None) -> Regimes:
    """The bundled regimes, series and laws, with those of a workspace's folders, which need not exist."""
    own_regimes = {path.stem: path.read_bytes() for path in sorted(regimes.glob("*.yaml"))}
    own_rates = {path.stem: path.read_bytes() for path in sorted(rates.glob("*.csv"))}
    laws = sorted(limitation.glob("*.yaml")) if limitation else []
    return Regimes(own_regimes, own_rates, {path.stem: path.read_bytes() for path in laws})


@cache
def _bundled(folder: str, suffix: str) -> dict[str, Traversable]:
    entries = resources.files("casefile.claim").joinpath(folder).iterdir()
    return {entry.name.removesuffix(suffix): entry for entry in entries if entry.name.endswith(suffix)}


@cache
def _rows(raw: bytes, file: str) -> tuple[Row, ...]:
    return read_rows(raw, file)


@cache
def _regime(raw: bytes, name: str, file: str) -> Regime:
    regime = reading.read(raw, file, Regime)
    _named_alike(regime.id, name, regime)
    return regime


@cache
def _law(raw: bytes, name: str, file: str) -> Statute:
    statute = reading.read(raw, file, Statute)
    _named_alike(statute.id, name, statute)
    return statute


def _named_alike(own: str, name: str, record: Record) -> None:
    if own != name:
        message = f"the id '{own}' is not the file's name '{name}'"
        raise CaseError(Problem(message, record.at.of("id"), "make the two the same", "id"))
