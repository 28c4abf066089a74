"""How much agreement it takes before something is concluded: the figures of inference, in one place."""

from __future__ import annotations

from linter.values import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts and shares (0 to 1) that conclusions need; the defaults were measured on two sites with 4,600 pages.

    A folder is a collection from `documents` on. Something is odd where at least `agreement` of at least `siblings`
    do otherwise; a key is required, and a title unique, from the share `required` on; what at least the share
    `deliberate` does is meant so. An enum has at most `choices` values, used `uses` times each on average. A
    reference is concluded from the share `agreement` of values that name a document, and `names` different ones.
    """

    documents: int = 5
    siblings: int = 20
    agreement: float = 0.95
    required: float = 0.98
    deliberate: float = 0.05
    choices: int = 30
    uses: int = 5
    names: int = 5

    def agree(self, most: int, total: int) -> bool:
        """Tell whether `most` of `total` are enough to call the others odd."""
        return total >= self.siblings and most >= self.agreement * total


DEFAULT = Limits()
