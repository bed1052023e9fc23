"""Questions about money and sizes."""

from gifter_domain.taste.questions.bank.writing import choice, options
from gifter_domain.taste.questions.question import Kind, Question

PRACTICAL = (
    Question(
        "price_comfort",
        Kind.BUDGET,
        "What may a present for you cost before it feels like too much?",
        "What feels right to spend on {they}?",
    ),
    Question(
        "clothing_size",
        Kind.SIZES,
        "Which size do you wear?",
        "Which size would {they} wear?",
        options("top: Tops: size.top\nbottom: Trousers or skirts: size.bottom"),
    ),
    Question(
        "shoe_size",
        Kind.SIZES,
        "And your shoes?",
        "Which shoe size would {they} wear?",
        options("shoe: Shoes, as in EU 42 or UK 8: size.shoe"),
    ),
    Question(
        "small_sizes",
        Kind.SIZES,
        "Ring, gloves, hat: do you know any of these sizes?",
        "Ring, gloves, hat: might you know any of these sizes of {they}?",
        options("ring: Ring: size.ring\ngloves: Gloves: size.gloves\nhat: Hat: size.hat"),
    ),
    choice(
        "gift_size",
        Kind.THIS_OR_THAT,
        "One splendid thing, or a small one that is just right?",
        "For {they}: one splendid thing, or a small one that is just right?",
        """
        splendid: One splendid thing: style.luxurious
        small: A small one: style.minimal
        """,
        pictured=True,
    ),
)
