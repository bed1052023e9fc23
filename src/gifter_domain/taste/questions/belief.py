"""Beliefs: probabilities of a person's values and of the next answers, given the answers so far.

The model is a mixture of temperaments, each with independent probabilities of values (naive Bayes
with a latent class). Answers change the weights of the temperaments and settle the values that
they mention.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gifter_domain.taste.answer import Answer, Answers, TextParser
from gifter_domain.taste.questions.question import MULTI_SELECT, Kind, Option, Question
from gifter_domain.taste.questions.temperaments import TEMPERAMENTS
from gifter_domain.taste.vocabulary import INTERESTS

Probabilities = NDArray[np.float64]

# The probability that a person dislikes a value that they do not have.
_DISLIKED = 0.25
# The probability that a free text names a value that the person has.
_NAMED = 0.25
# Budgets and sizes are assumed to have this many equally likely answers.
_BANDS = 5


@dataclass(frozen=True, slots=True)
class Belief:
    """The state of knowledge about a person.

    `weights` are the probabilities of the temperaments and sum to 1. `settled` maps each known
    value to True if the person has it, otherwise False. Answers about money and sizes settle
    `price` and keys such as `size.shoe`.
    """

    weights: Probabilities
    settled: dict[str, bool]


def belief_after(bank: Iterable[Question], answers: Answers, parse_text: TextParser) -> Belief:
    """Returns the belief after the answers. Their order makes no difference."""
    weights = np.full(len(TEMPERAMENTS), 1 / len(TEMPERAMENTS))
    settled: dict[str, bool] = {}
    for question in bank:
        if (answer := answers.get(question.id)) is not None:
            weights = weights * _likelihood(question, answer, parse_text)
            weights = weights / weights.sum()
            for value, has_value in _settled_values(question, answer, parse_text):
                settled[value] = settled.get(value, False) or has_value
    return Belief(weights, settled)


def expected_information(belief: Belief, question: Question) -> float:
    """Returns the expected information of the answer in bits, 0 if the answer is already known.

    It is the entropy of the answer, because the answer itself sets the facets. For free text it is
    the sum over all interests of the mutual information between having and naming an interest.
    """
    match question.kind:
        case Kind.FREE_TEXT:
            return float(
                sum(_naming_information(_probability(belief, value)) for value in INTERESTS)
            )
        case Kind.BUDGET:
            return 0.0 if "price" in belief.settled else float(np.log2(_BANDS))
        case Kind.SIZES:
            unknown = [one for one in question.options if one.sets[0] not in belief.settled]
            return float(np.log2(_BANDS)) * len(unknown)
        case Kind.THIS_OR_THAT:
            return _entropy(belief.weights @ _choice_probabilities(belief, question))
    picked = np.stack(
        [_pick_probabilities(belief, question.kind, option) for option in question.options]
    )
    return _entropy(belief.weights @ _outcome_probabilities(picked))


def _outcome_probabilities(picked: Probabilities) -> Probabilities:
    """Returns the probability of every set of options for each temperament.

    `picked` has the shape (options, temperaments), the result (temperaments, 2 ** options).
    """
    outcomes = np.ones((picked.shape[1], 1))
    for probability in picked:
        column = probability[:, None]
        outcomes = np.concatenate([outcomes * (1 - column), outcomes * column], axis=1)
    return outcomes


def _entropy(probabilities: Probabilities) -> float:
    positive = probabilities[probabilities > 0]
    return max(0.0, float(-(positive * np.log2(positive)).sum()))


def _naming_information(probability: float) -> float:
    """Returns the mutual information, in bits, between having a value and naming it in a text."""
    named = _NAMED * probability
    return _binary(named) - probability * _binary(_NAMED)


def _binary(probability: float) -> float:
    return _entropy(np.array([probability, 1 - probability]))


def _probability(belief: Belief, value: str) -> float:
    return float(belief.weights @ _probabilities(value, belief.settled))


def _probabilities(value: str, settled: dict[str, bool]) -> Probabilities:
    """Returns the probability of the value for each temperament."""
    if value in settled:
        return np.full(len(TEMPERAMENTS), float(settled[value]))
    return np.array([temperament.probability(value) for temperament in TEMPERAMENTS])


def _pick_probabilities(belief: Belief, kind: Kind, option: Option) -> Probabilities:
    """Returns the probability that an option is picked, for each temperament."""
    probabilities = _probabilities(option.sets[0], belief.settled)
    return _DISLIKED * (1 - probabilities) if kind is Kind.DISLIKES else probabilities


def _choice_probabilities(belief: Belief, question: Question) -> Probabilities:
    """Returns the probabilities of the two options for each temperament: (temperaments, 2).

    An option is chosen in proportion to the mean probability of its values.
    """
    appeals = np.stack([_appeal(option, belief.settled) for option in question.options], axis=1)
    total = appeals.sum(axis=1, keepdims=True)
    # If both have probability 0, the answer tells nothing; any fixed distribution will do.
    return np.where(total > 0, appeals / np.where(total > 0, total, 1), [[1.0, 0.0]])


def _appeal(option: Option, settled: dict[str, bool]) -> Probabilities:
    probabilities: Probabilities = np.mean(
        [_probabilities(value, settled) for value in option.sets], axis=0
    )
    return probabilities


def _likelihood(question: Question, answer: Answer, parse_text: TextParser) -> Probabilities:
    """Returns the likelihood of the answer for each temperament, independent of other answers."""
    nothing = Belief(np.ones(len(TEMPERAMENTS)), {})
    if question.kind is Kind.THIS_OR_THAT:
        return _choice_probabilities(nothing, question)[:, _index(question, answer.chosen[0])]
    if question.kind is Kind.FREE_TEXT:
        return _product([_probabilities(value, {}) for value in parse_text(answer.text).values])
    if question.kind not in MULTI_SELECT:
        return np.ones(len(TEMPERAMENTS))
    return _product(
        [
            probability if option.id in answer.chosen else 1 - probability
            for option in question.options
            for probability in [_pick_probabilities(nothing, question.kind, option)]
        ]
    )


def _product(probabilities: Sequence[Probabilities]) -> Probabilities:
    product: Probabilities = np.prod([np.ones(len(TEMPERAMENTS)), *probabilities], axis=0)
    return product


def _index(question: Question, option_id: str) -> int:
    return [option.id for option in question.options].index(option_id)


def _settled_values(
    question: Question, answer: Answer, parse_text: TextParser
) -> list[tuple[str, bool]]:
    """Returns the values that an answer settles, each with True if the person has it.

    Options that were picked settle all of their values. Options of a list that were not picked
    settle the value that they ask about first.
    """
    if question.kind is Kind.BUDGET:
        return [("price", True)]
    if question.kind is Kind.FREE_TEXT:
        return [(value, True) for value in parse_text(answer.text).values]
    if question.kind is Kind.SIZES:
        return [(f"size.{measured}", True) for measured in answer.sizes]
    picked = [option for option in question.options if option.id in answer.chosen]
    if question.kind is Kind.DISLIKES:
        return [(value, False) for option in picked for value in option.sets]
    settled = [(value, True) for option in picked for value in option.sets]
    not_picked = [option.sets[0] for option in question.options if option not in picked]
    if question.kind is Kind.THIS_OR_THAT:  # a person may like the other option too
        not_picked = [value for value in not_picked if value.startswith("leaning.")]
    return settled + [(value, False) for value in not_picked]
