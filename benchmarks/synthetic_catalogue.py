"""A synthetic catalogue of any size, in which product N is the same in every run."""

import random
from datetime import UTC, datetime, timedelta

from gifter_domain.catalogue.mirror import (
    Brand,
    BrandStatus,
    Change,
    Product,
    ProductContent,
    ProductStatus,
    Variant,
)

_START = datetime(2026, 1, 1, tzinfo=UTC)
_BRANDS = 120
_THINGS = {
    "garden": "trowel,planter,watering can,seed tin,kneeler,bird feeder,pair of secateurs,apron",
    "kitchen": "serving board,whisk,stock pot,spice rack,pepper mill,mug,teapot,bread bin",
    "home": "table lamp,wool throw,scented candle,picture frame,clock,vase,cushion,doormat",
    "books": "cookbook,field guide,travel journal,crime novel,atlas,poetry collection,sketchbook",
    "outdoor": "camping stove,head torch,dry bag,picnic rug,hip flask,compass,hammock,day sack",
    "beauty": "hand cream,bath oil,soap set,shaving brush,perfume,face mask,hair brush,lip balm",
    "toys": "wooden train,jigsaw,board game,kite,teddy bear,building set,card game,puppet",
    "tech": "wireless speaker,desk charger,headphones,e-reader cover,film camera,record player",
    "sport": "yoga mat,golf glove,running belt,tennis bag,swimming goggles,bike bell,football",
    "food": "olive oil,chocolate box,tea selection,hot sauce,coffee beans,honey trio,shortbread",
}
_MAKES = "Hand-thrown,Folding,Engraved,Striped,Recycled,Vintage,Pocket,Everyday,Heirloom,Scottish"
_STUFFS = "oak,copper,linen,leather,stoneware,merino,brass,bamboo,enamel,cork,slate,walnut"
_USES = (
    "slow Sunday mornings,muddy weekends,small kitchens,long train journeys,new homes,rainy days,"
    "first flats,busy desks,quiet evenings,summer picnics,winter walks,crowded shelves"
)
_QUALITIES = (
    "Made in small batches and checked by hand.,It packs flat and weighs next to nothing.,"
    "Comes in a plain card box with a ribbon.,The finish wears in rather than out.,"
    "Every part can be replaced.,It washes at thirty degrees.,No two are quite the same."
)
_PEOPLE = "mum,dad,sister,brother,grandparents,friends,colleagues,teachers,him,her,kids,couples"
_OCCASIONS = "birthday,christmas,anniversary,wedding,housewarming,thank_you,mothers_day,retirement"
_STYLES = "rustic,minimal,playful,classic,practical,cosy,bold,handmade"


def product_change(number: int, name: str = "bench") -> Change:
    """Returns the first change of product `number` in the series `name`.

    It has a brand, one to three variants, and a price from £4 to £400. One in twenty is out of
    stock.
    """
    # Seeded by the number, so that a product does not depend on earlier ones.
    draw = random.Random(f"{name} {number}")
    product_id = f"{name}-{number}"
    seen_at = _START + timedelta(seconds=number)
    price = int(400 * 100 ** draw.random())
    brand = _brand(number % _BRANDS)
    content = _content(draw, seen_at, brand, price)
    stock = 0 if draw.random() < 0.05 else draw.randint(1, 60)
    variants = tuple(
        Variant(
            source_ts=seen_at,
            payload_variant_id=f"{product_id}-{option}",
            payload_product_id=product_id,
            price=price + 150 * option,
            currency="GBP",
            sku=f"{name.upper()}-{number}-{option}",
            option_values=(("Size", "SML"[option]),),
            stock=stock,
        )
        for option in range(draw.randint(1, 3))
    )
    return Change(Product(product_id, content), brand, variants)


def _brand(number: int) -> Brand:
    draw = random.Random(number)
    place, trade = _one(draw, "Fern,Harbour,Juniper,Copper,Wren,Hazel,Tide"), _one(draw, _STUFFS)
    return Brand(
        source_ts=_START,
        payload_brand_id=f"bench-brand-{number}",
        name=f"{place} & {trade.title()} {number}",
        status=BrandStatus.APPROVED,
        country="GB",
        base_currency="GBP",
        style_tags=(_one(draw, _STYLES),),
    )


def _content(draw: random.Random, seen_at: datetime, brand: Brand, price: int) -> ProductContent:
    category = draw.choice(list(_THINGS))
    thing, stuff = _one(draw, _THINGS[category]), _one(draw, _STUFFS)
    title = f"{_one(draw, _MAKES)} {stuff} {thing}"
    return ProductContent(
        source_ts=seen_at,
        payload_brand_id=brand.payload_brand_id,
        title=title,
        slug=title.lower().replace(" ", "-"),
        status=ProductStatus.PUBLISHED,
        visible_to_gifter=True,
        is_featured=draw.random() < 0.02,
        short_description=f"A {stuff} {thing} for {_one(draw, _USES)}",
        description=f"Meant for {_one(draw, _USES)} and {_one(draw, _USES)}. "
        f"{_one(draw, _QUALITIES)} {_one(draw, _QUALITIES)}",
        primary_image_url="https://shop.example.com/media/front.jpg",
        default_price=price,
        default_currency="GBP",
        category=category,
        gift_tags=tuple(f"for {person}" for person in draw.sample(_PEOPLE.split(","), 2)),
        occasion_fit=tuple(draw.sample(_OCCASIONS.split(","), 3)),
        style_tags=tuple(draw.sample(_STYLES.split(","), 2)),
    )


def _one(draw: random.Random, words: str) -> str:
    return draw.choice(words.split(","))
