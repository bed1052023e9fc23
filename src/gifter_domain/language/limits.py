"""Limits: the words of products that must not be given, by material, diet and kind of gift.

A limit removes every product that has its words. In doubt it removes too much rather than too
little. It cannot find a property that the shop does not mention.
"""

from dataclasses import dataclass

from gifter_domain.language import product_words as sold


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule that excludes every product with one of its words, in any form of the word.

    `words` are searched in every text of the product. `labels` are searched in its title and labels
    alone; they are whole kinds of things, and words that mean something else in a description. A
    phrase matches if all of its words are present. A product that is free of a thing
    (alcohol-free, non-alcoholic, 0% ABV) does not match the thing, nor does a colour named after
    it (wine-red). A product whose title has one of `unless` is never excluded: a gluten-free cake
    suits somebody who eats no gluten.
    """

    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def limit_of(words: str = "", *, labels: str = "", unless: str = "") -> Limit:
    """Builds a limit from lists separated by a comma and a space."""
    return Limit(*(tuple(filter(None, listed.split(", "))) for listed in (words, labels, unless)))


_DUCK_DOWN = "duck jacket, duck duvet, duck pillow, duck quilt, duck gilet, duck coat"
_PLATED = "gold plated, silver plated, rhodium plated, chrome plated, brass plated, copper plated"

MATERIALS = {
    "material.leather": limit_of(
        "leather, leatherwork, leatherworking, leathercraft, suede, python skin, python clutch, "
        "python bag, python purse, stingray wallet, "
        "stingray skin, buffalo hide, nubuck, nappa, cowhide, calfskin, lambskin, sheepskin, "
        "shearling, deerskin, goatskin, pigskin, snakeskin, buckskin, sharkskin, rawhide, "
        "saffiano, chamois, moccasin, full grain, top grain, pebbled grain, cordovan, horween, "
        "latigo, veg-tan, vegetable-tan, kidskin, peccary, bovine, eel skin, bridle belt, brogue, "
        "hair-on-hide, horsehide, vegetable tanned, ostrich skin, crocodile skin, alligator, "
        "ponyskin",
        labels="hide",
    ),
    "material.fur": limit_of(
        "fur, furry, shearling, sheepskin, lambskin, cowhide, mink, sable, chinchilla, astrakhan, "
        "karakul, raccoon, coyote, ermine, beaver felt, beaver hat, reindeer hide, reindeer skin, "
        "goose, feather, plume, quill, marabou, swansdown, muskrat, nutria, possum, rabbit hat, "
        "rabbit ushanka, fox stole, fox collar, badger brush, squirrel brush, boar bristle, "
        f"eiderdown, down-filled, down-fill, goose-down, duck-down, {_DUCK_DOWN}"
    ),
    "material.wool": limit_of(
        "wool, woollen, woolen, woolly, wooly, lambswool, merino, cashmere, pashmina, mohair, "
        "alpaca, angora, vicuña, vicuna, llama, yak, qiviut, camel hair, tweed, felt, loden, "
        "worsted, flannel suit, shearling, sheepskin, lopapeysa, fair isle, bluefaced, "
        "corriedale, herdwick, donegal, melton, serge, gabardine, challis, boucle, bouclé, "
        "camelhair, cowichan, kilim, welsh blanket, persian rug, tartan kilt, jacob blanket, "
        "fleece raw",
        labels="shetland, aran, guernsey",
    ),
    "material.silk": limit_of(
        "silk, silken, silky, mulberry, charmeuse, shantung, dupioni, dupion, habotai, tussah, "
        "pongee, organza, noil, foulard, georgette, chirimen, crêpe chine, crepe chine"
    ),
    "material.plastic": limit_of(
        "plastic, acrylic, polyester, vinyl, nylon, PVC, resin, polymer, polypropylene, "
        "polyethylene, polythene, polycarbonate, polystyrene, styrofoam, polyurethane, polyamide, "
        "PU, PLA, TPU, melamine, perspex, plexiglass, lucite, tritan, bakelite, celluloid, "
        "cellophane, silicone, microfibre, microfiber, lycra, spandex, elastane, velcro, lego, "
        "tupperware, faux leather, vegan leather, pleather, leatherette, polar fleece, "
        "fleece throw, fleece blanket, faux fur, acetate, rayon, lurex, velour, sequin, epoxy, "
        "polyresin, plexi, PEVA, synthetic, inflatable, memory foam, playmobil, barbie, frisbee, "
        "fibreglass, LP, LPs, ripstop, sailcloth, recycled foam, foam bed, foam board, "
        "foam cushion, foam stamper"
    ),
    "material.latex": limit_of(
        "latex, rubber, neoprene, gummi, hevea, ebonite, wetsuit, wellies, wellington, "
        "crepe-soled, resistance band, party balloon, balloon bouquet, balloon arch, balloon kit"
    ),
    "material.nickel": limit_of(
        f"nickel, alloy, {_PLATED}, palladium plated, base metal, white gold, german silver, zinc, "
        "pewter, vermeil, gold tone, silver tone, gold filled, costume earring, "
        "costume jewellery, costume jewelry"
    ),
}

ALCOHOL_FREE = "alcohol-free, non-alcoholic, alcohol-removed"
DIETS = {
    "diet.vegetarian": limit_of(
        f"{sold.MEAT}, {sold.SEAFOOD}", labels=sold.MEAT_LABELS, unless="vegan, vegetarian"
    ),
    "diet.vegan": limit_of(
        f"{sold.MEAT}, {sold.SEAFOOD}, {sold.DAIRY}, {sold.EGGS_AND_HONEY}",
        labels=sold.MEAT_LABELS,
        unless="vegan",
    ),
    "diet.pescatarian": limit_of(sold.MEAT, labels=sold.MEAT_LABELS, unless="vegan, vegetarian"),
    "diet.gluten_free": limit_of(sold.GLUTEN, labels="stout", unless="gluten-free"),
    "diet.dairy_free": limit_of(sold.DAIRY, unless="dairy-free, vegan"),
    "diet.nut_allergy": limit_of(sold.NUTS, unless="nut-free"),
    "diet.halal": limit_of(f"{sold.PORK}, {sold.DRINK}", labels=sold.DRINK_LABELS, unless="halal"),
    "diet.kosher": limit_of(
        f"{sold.PORK}, {sold.SHELLFISH}, eel, caviar, sturgeon, escargot, snail, rabbit stew, "
        "rabbit meat",
        unless="kosher",
    ),
    "diet.low_sugar": limit_of(sold.SUGAR, labels="truffle", unless="sugar-free"),
}

EXCLUSIONS = {
    "no.alcohol": limit_of(sold.DRINK, labels=sold.DRINK_LABELS, unless=ALCOHOL_FREE),
    "no.scent": limit_of(
        "eau, scent, scented, fragrance, fragrant, perfume, parfum, toilette, cologne, incense, "
        "joss, aftershave, diffuser, candle, tealight, tea light, wax melt, potpourri, pomander, "
        "attar, essential oil, aroma, aromatherapy, oil burner, palo santo, smudge, bath bomb, "
        "bath salt, bubble bath, shower steamer, room spray, pillow spray, pillow mist, "
        "linen spray, "
        "body spray, body mist, room mist, freshener, linen mist, drawer sachet, lavender sachet, "
        "lavender bag, deodorant, perfumery, oud, musk, sandalwood, patchouli, citronella, "
        "rollerball, bath oil, bath fizzer, beard oil, body butter, body lotion, hand cream, "
        "massage oil, wax tart, soy wax, wax warmer, jo malone, yankee, diptyque, perfumer, "
        "lavender, geranium, balm rosemary, soap rosemary, soap rose"
    ),
    "no.food": limit_of(
        labels="food, hamper, chocolate, sweets, candy, biscuit, cookie, shortbread, cheese, "
        "snack, crisps, popcorn, nuts, sauce, chutney, pickle, mustard, pesto, salt, "
        "spice, seasoning, oil olive, vinegar, jam, marmalade, honey, syrup, chilli, "
        "curry, pasta, pizza, bread, cake, brownie, cupcake, macaron, muffin, doughnut, "
        "baking kit, granola, fudge, toffee, caramel, truffle, liquorice, marshmallow, "
        "fruit basket, dried mango, dried fruit, salami, charcuterie, salmon, caviar, "
        "steak, meat",
    ),
    "no.plants": limit_of(
        "houseplant, sapling, seed packet compost, seed packet tomato",
        labels="plant, houseplant, seeds, seedling, seedbomb, sapling, bulb, bouquet, flower, "
        "wildflower, bonsai, cactus, cacti, succulent, terrarium, fern, orchid, lily, "
        "tulip, hyacinth, amaryllis, peony, begonia, calathea, monstera, aloe, flytrap, "
        "wreath, rose bush, olive tree, lemon tree, herb garden, herb kit, grow, sunflower, "
        "growing kit",
    ),
    "no.books": limit_of(
        labels="book, ebook, audiobook, cookbook, storybook, guidebook, novel, poetry, anthology, "
        "paperback, hardback, hardcover, thriller, memoir, biography, autobiography, "
        "encyclopaedia, "
        "encyclopedia, dictionary, atlas, comic",
    ),
    "no.clothes": limit_of(
        "nightshirt, nightdress, nightgown, nightwear, loungewear, pyjamas, pajamas, babygrow, "
        "sleepsuit, trousers, wrap top, soft socks",
        labels="scarf, scarves, snood, shawl, pashmina, poncho, gloves, mittens, socks, tights, "
        "leggings, shirt, t-shirt, tee, blouse, tunic, jumper, sweater, sweatshirt, "
        "hoodie, fleece, cardigan, vest, gilet, waistcoat, hat, cap, beanie, balaclava, "
        "dress, nightdress, skirt, trousers, jeans, dungarees, shorts, apron, slippers, "
        "shoe, boots, wellies, trainers, sandals, robe, kimono, onesie, romper, babygrow, "
        "sleepsuit, boxers, bodysuit, pyjamas, "
        "pajamas, bra, camisole, lingerie, underwear, swimsuit, clothing, clothes, jacket, "
        "coat, raincoat, parka, cagoule, tie, belt",
    ),
    "no.jewellery": limit_of(
        labels="jewellery, jewelry, necklace, earring, bracelet, hoop, bangle, anklet, ring, "
        "brooch, "
        "pendant, locket, choker, stud, tiara, pearl, diamond, solitaire, birthstone, "
        "cuff, cufflinks, tie pin, enamel pin, lapel pin, ear climber",
    ),
    "no.gadgets": limit_of(
        "USB, bluetooth, wireless output, wireless speaker, wireless charging",
        labels="tech, technology, gadget, electronic, digital, wireless, bluetooth, USB, speaker, "
        "headphone, earphone, earbud, headset, charger, power bank, smart, smartwatch, "
        "tracker, drone, robot, camera, dash cam, projector, console, laptop, tablet, "
        "phone, e-reader, kindle, app, VR, alarm lamp",
    ),
    "no.toys": limit_of(
        labels="toy, toys, fidget, slime, ride-on, scooter, water pistol, magnetic tile, "
        "play kitchen, stacking, yoyo, puzzle, jigsaw, game, plush, teddy, doll, puppet, lego, "
        "block, rattle, "
        "yo-yo, kite, chess, domino, rubik, playset, playmat, playing card, train set, "
        "spinning top, action figure, dinosaur figure, marble run, stuffed animal, balance bike, "
        "baby gym",
    ),
    "no.experiences": limit_of(
        labels="experience, voucher, gift card, ticket, taster, tasting, workshop, class, "
        "masterclass, lesson, course, tour, cruise, membership, spa day, balloon ride, "
        "boat trip, weekend break, climbing, murder mystery, photo shoot, zip line, keeper day, "
        "sightseeing, safari, retreat, tasting menu, city break, "
        "weekend away, overnight, afternoon tea, escape room, balloon flight, "
        "helicopter flight, zoo pass, annual pass, supercar, driving day, skydive, bungee, "
        "treetop, concert",
    ),
    "no.fitness": limit_of(
        labels="fitness, gym, workout, exercise, dumbbell, kettlebell, resistance band, "
        "skipping rope, foam roller, pull-up bar, treadmill, yoga, pilates, running, "
        "boxer, boxing, protein, diet, detox, slimming, weight loss, bathroom scales, "
        "runner sport, runner log, marathon, muscle balm, massage roller",
    ),
}

LIMITS = MATERIALS | DIETS | EXCLUSIONS
