"""The foods of a product: what a mention of food in its texts tells about its contents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gifter_domain.catalogue.traits.ingredients import IngredientList
from gifter_domain.catalogue.traits.kinds import Kind
from gifter_domain.catalogue.traits.lexicon import Lexicon
from gifter_domain.catalogue.traits.mentions import Mention, Way
from gifter_domain.catalogue.traits.tokens import words_of
from gifter_domain.catalogue.traits.trait import ALCOHOL, ALLERGENS, ANIMAL

DESCRIPTIONS = frozenset({"short_description", "description"})


@dataclass(frozen=True)
class Foods:
    """The lists of ingredients of a product of a kind, with its texts by field."""

    lexicon: Lexicon
    kind: Kind
    texts: Mapping[str, str]
    lists: Sequence[IngredientList]

    def ingredients(self, mention: Mention) -> tuple[frozenset[str], frozenset[str]]:
        """Returns the codes that a food certainly has, and those that it may have.

        Where the ingredients are listed, the list decides and not the kind of food.
        """
        meaning = mention.meaning
        certain = meaning.contains | meaning.brings | (meaning.names & ALLERGENS)
        if self.is_in_passing(mention):
            return certain & {ALCOHOL}, certain | meaning.may_contain
        if not self.is_fully_listed or meaning.is_plain:
            return certain, meaning.may_contain
        if any(each.has(mention) for each in self.lists):
            return certain, frozenset() if self._has_parts(mention) else meaning.may_contain
        doubtful = certain & (ALLERGENS | ANIMAL)
        return certain - doubtful, doubtful

    def is_in_passing(self, mention: Mention) -> bool:
        """Returns True for food that the description of tea, oil or whisky only speaks of."""
        head = self.kind.head
        category = self.kind.category
        is_drink = (head.is_drink or category.is_drink) and not category.is_food
        return (
            mention.field in DESCRIPTIONS
            and mention.way is Way.STATED
            and mention.meaning.is_food
            and not mention.meaning.contains & head.may_contain  # the oats of a plant milk
            and (is_drink or (head.is_plain and not head.contains))
        )

    @cached_property
    def is_mixed(self) -> bool:
        """Returns True for a hamper, a calendar or another gift of several products."""
        hampers = self.lexicon.cues["hampers"]
        title = words_of(self.texts["title"], self.lexicon.language)
        return any((word.folded,) in hampers for word in title)

    @cached_property
    def is_fully_listed(self) -> bool:
        """Returns True if ingredients are listed, and the product is no hamper of several foods."""
        return bool(self.lists) and not self.is_mixed

    def _has_parts(self, mention: Mention) -> bool:
        """Returns True if an ingredient's own ingredients follow: "chocolate (cocoa, sugar)"."""
        return self.texts[mention.field][mention.end :].lstrip().startswith("(")

    def is_named_food(self, mention: Mention) -> bool:
        """Returns True if a food is what the product is or holds, and no spice or ingredient of it.

        A drink is food only by a food that is more than an ingredient: coffee and biscuits.
        """
        is_plain = mention.meaning.is_plain
        if self.kind.category.is_drink or self.kind.head.is_drink:
            return (
                not is_plain
                and not mention.meaning.is_open
                and bool(mention.meaning.contains - {"sugar"})
            )
        return mention.field == "title" or (not self.kind.head.is_edible and not is_plain)
