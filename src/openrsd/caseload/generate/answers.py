"""What is recorded of the people of an invented caseload: a code for each question, by patterns.

How much of a pattern is recorded follows from the stage of the case; only what some instrument
asks in the country of asylum is recorded at all.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from openrsd.caseload.generate.lots import Numbers, Random, table
from openrsd.caseload.generate.mixes import Recipe
from openrsd.caseload.generate.shapes import SCOPES, Answered, Of, Stage
from openrsd.caseload.kleene import Ints
from openrsd.caseload.outcomes import EVALUATED
from openrsd.determination.framing import elements_of
from openrsd.determination.values import State
from openrsd.law.expressions import references
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Law

CODES = {
    Answered.NO: State.NO,
    Answered.OPEN: State.OPEN,
    Answered.YES: State.YES,
    Answered.UNRESOLVED: State.UNRESOLVED,
    Answered.NOT_REACHED: State.NOT_REACHED,
}
FACES = 256  # of the dice by which answers are drawn
AS_PATTERN = -1


class Sheet:
    """The questions asked of one kind of thing, with the answers of each pattern.

    A row is drawn by its pattern and its condition: a stage in a country of asylum.
    """

    def __init__(
        self, recipe: Recipe, of: Of, law: Law, conditions: Sequence[tuple[Stage, frozenset[str]]]
    ) -> None:
        anywhere = frozenset().union(*(asked for _, asked in conditions))
        self.questions = [
            element.id
            for element in law.elements.values()
            if element.is_leaf and element.scope in SCOPES[of] and element.id in anywhere
        ]
        self.patterns = [
            np.concatenate(
                [_answers(pattern.answers.get(name, pattern.otherwise)) for pattern in patterns]
            )
            for patterns in [recipe.patterns[of]]
            for name in self.questions
        ]
        by_stage = {stage: _recorded(recipe, stage) for stage in Stage}
        nothing = np.full(FACES, State.OPEN, np.int8)
        self.recorded = [
            np.concatenate(
                [by_stage[stage] if name in asked else nothing for stage, asked in conditions]
            )
            for name in self.questions
        ]

    def draw(self, random: Random, pattern: Numbers, condition: Numbers) -> dict[str, Ints]:
        """For each question the codes of the rows."""
        rows = len(pattern)
        thrown = np.frombuffer(random.bytes(2 * rows * len(self.questions)), np.uint8)
        dice = thrown.reshape(len(self.questions), 2, rows)
        pattern, condition = pattern * FACES, condition * FACES
        found: dict[str, Ints] = {}
        for number, name in enumerate(self.questions):
            # The tables are as long as the dice and rows reach: nothing is ever clipped.
            answer = self.patterns[number].take(pattern + dice[number, 0], mode="clip")
            instead = self.recorded[number].take(condition + dice[number, 1], mode="clip")
            np.copyto(answer, instead, where=instead != AS_PATTERN)
            found[name] = answer
        return found


def _answers(weights: dict[Answered, int]) -> Ints:
    codes = np.array([CODES[answer] for answer in weights], np.int8)
    return codes.take(table(list(weights.values()), FACES))


def _recorded(recipe: Recipe, stage: Stage) -> Ints:
    """By the throw of the dice: as the pattern has it, or what is recorded instead.

    What is decided stands as the pattern has it, so that it leads where its course leads.
    """
    mix = recipe.mix
    share = mix.recorded[stage]
    if stage is Stage.DECIDED:
        shares = [0.0, 0.0, share]
    else:
        doubtful = share / 100
        shares = [mix.unresolved * doubtful, mix.not_reached * doubtful, share]
        shares[2] -= shares[0] + shares[1]
    codes = np.array([State.UNRESOLVED, State.NOT_REACHED, AS_PATTERN, State.OPEN], np.int8)
    return codes.take(table(shares, FACES, 100.0))


@lru_cache(maxsize=512)
def asked_in(law: Law, asylum: str, authority: str) -> frozenset[str]:
    """Every element that an instrument asks which is applied there, also beside the outcome."""
    reached: set[str] = set()
    for instrument in law.instruments.values():
        deciding = (*EVALUATED, InstrumentKind.REMOVAL)
        if instrument.kind in deciding and instrument.applies_in(asylum, authority, law.binding):
            reached |= elements_of(instrument, law)
            reached |= _below(instrument.about.beside, law)
    return frozenset(reached)


def _below(names: Sequence[str], law: Law) -> set[str]:
    waiting, reached = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            element = law.elements[name]
            for expression in (element.combine, element.opens):
                waiting.extend(references(expression) if expression is not None else ())
    return reached
