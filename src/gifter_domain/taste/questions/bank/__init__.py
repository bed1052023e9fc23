"""The question bank: all questions about a taste, grouped by subject."""

from gifter_domain.taste.questions.bank.interests import INTERESTS
from gifter_domain.taste.questions.bank.limits import LIMITS
from gifter_domain.taste.questions.bank.manner import MANNER
from gifter_domain.taste.questions.bank.practical import PRACTICAL
from gifter_domain.taste.questions.question import Question

BANK: tuple[Question, ...] = (*INTERESTS, *MANNER, *LIMITS, *PRACTICAL)
