"""From paired measurements to one honest figure."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
# Stock against stock: outside of this, the machine was too restless to tell.
TOLERANCE = 0.05


@dataclass(frozen=True)
class Ratio:
    """The median of paired ratios, and the interval that holds it 95 times of 100."""

    median: float
    low: float
    high: float


def paired_ratio(ours: Sequence[float], stock: Sequence[float]) -> Ratio:
    """Compare measurements that were taken in pairs.

    The interval is a percentile bootstrap over the pairs, with a fixed seed: the
    same measurements always give the same interval.
    """
    if len(ours) != len(stock) or not ours:
        raise ValueError("measurements must come in pairs")
    ratios = [ours / stock for ours, stock in zip(ours, stock, strict=True)]
    chance = random.Random(0)
    medians = sorted(
        statistics.median(chance.choices(ratios, k=len(ratios)))
        for _resample in range(RESAMPLES)
    )
    low, high = (medians[round(share * (RESAMPLES - 1))] for share in (0.025, 0.975))
    return Ratio(statistics.median(ratios), low, high)


def control_holds(control: Ratio, tolerance: float = TOLERANCE) -> bool:
    """Tell whether stock compares to itself as equal, so that the run counts."""
    return 1 - tolerance <= control.median <= 1 + tolerance


def count_ratio(ours: float, stock: float) -> float | None:
    """Compare two counts; `None` where stock has none, so that no ratio exists."""
    return ours / stock if stock else None
