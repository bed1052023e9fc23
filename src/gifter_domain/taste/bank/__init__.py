"""The question bank: all questions about a taste, grouped by subject."""

from gifter_domain.taste.bank.interests import INTERESTS
from gifter_domain.taste.bank.limits import LIMITS
from gifter_domain.taste.bank.manner import MANNER
from gifter_domain.taste.bank.practical import PRACTICAL
from gifter_domain.taste.question import Question

BANK: tuple[Question, ...] = (*INTERESTS, *MANNER, *LIMITS, *PRACTICAL)
