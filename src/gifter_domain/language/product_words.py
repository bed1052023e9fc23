"""Words that shops use for food and drink, as limits search for them. Plurals match too.

A phrase matches if a text has all of its words, so a second word can select one meaning of a word.
"""

PORK = (
    "pork, haribo, gummy bear, wine gum, jelly baby, hot dog, bacon, ham, lard, gelatine, "
    "gelatin, pancetta, prosciutto, chorizo, pepperoni, salami, gammon, jamón, jamon, ibérico, "
    "iberico, nduja, mortadella, guanciale, lardon, speck, coppa, boar, pig roast, marshmallow, "
    "salumi, "
    "charcuterie, sobrasada, pigs blankets, black pudding, serrano, saucisson, lardo, andouille, "
    "crackling, porc, spam, jelly sweet, percy pig, chicharrón, cochinillo, soppressata, "
    "culatello, rillettes"
)
MEAT = (
    f"{PORK}, tomahawk bone, meat, beef, sausage, venison, haggis, chicken, lamb, duck, jerky, "
    "biltong, tallow, steak, ribeye, sirloin, wagyu, brisket, veal, mutton, oxtail, burger, "
    "meatball, kebab, pastrami, bresaola, foie gras, liver, goose fat, grouse, partridge, "
    "pheasant, game pie, pigeon, banger, frankfurter, hotdog, bratwurst, wurst, droëwors, "
    "droewors, "
    "boerewors, bone broth, suet, collagen, rennet, butcher, butchery, rabbit haunch, "
    "rabbit stew, rabbit meat, turkey breast, turkey roast, turkey smoked, turkey crown, "
    "turkey dinner, turkey meat, bison, dry-aged, canard, boeuf, poulet, fillet steak, "
    "filet mignon, rump steak, carpaccio, cassoulet, coq vin, schnitzel, osso buco, merguez, "
    "kofta, surf turf, spare rib, BBQ rib, bovril, bouillon, scotch egg, carne, jamon, poultry, "
    "quail, hare stew, offal, sweetbread, cottage pie, shepherd pie, cornish pasty, "
    "ostrich fillet, reindeer meat, cured loin, barbecue meat"
)
MEAT_LABELS = "turkey, goose"
SHELLFISH = (
    "shellfish, seafood, prawn, shrimp, oyster, crab, lobster, mussel, langoustine, scallop, "
    "clam, crayfish, crawfish, cockle, whelk, winkle, squid, calamari, octopus, urchin, scampi, "
    "abalone, moules, marinière, crustacean, bisque, cuttlefish, paella, gumbo"
)
SEAFOOD = (
    f"{SHELLFISH}, fish, salmon, tuna, anchovy, sardine, caviar, trout, kipper, mackerel, "
    "bottarga, cod, roe, eel, sea bass, fishmonger, herring, haddock, halibut, monkfish, "
    "sturgeon, sushi, sashimi, ceviche, gravlax, surimi, worcestershire, whitebait, taramasalata, "
    "gentleman relish, pollock, swordfish, turbot, hake, skate wing, snapper, sprat, pilchard, "
    "bream, tilapia, arctic char, bonito, dashi, katsuobushi, unagi, poke bowl, rollmop, smokies, "
    "tartare"
)
DAIRY = (
    "praline, nougat, milk, cheese, butter, cream, yoghurt, yogurt, ghee, whey, dairy, lactose, "
    "casein, fudge, caramel, toffee, cheddar, camembert, ricotta, mascarpone, parmesan, "
    "parmigiano, pecorino, halloumi, stilton, mozzarella, burrata, gruyère, gruyere, gorgonzola, "
    "manchego, brie, feta, roquefort, raclette, emmental, gouda, edam, comté, comte, fondue, "
    "paneer, kefir, skyr, lassi, crème, creme, brûlée, custard, buttermilk, butterscotch, "
    "milkshake, cheesecake, tiramisu, gelato, dulce leche, white chocolate, brioche, croissant, "
    "shortbread, cheeseboard, ganache, gloucester, red leicester, wensleydale, "
    "lancashire crumbly, caerphilly, cheshire crumbly, munster, reblochon, taleggio, havarti, "
    "provolone, jarlsberg, stracciatella, labneh, quark, panna cotta, rice pudding, banoffee, "
    "béchamel, bechamel, alfredo, carbonara, latte, cappuccino, cadbury, toblerone, ferrero, "
    "lindor, minstrels, maltesers, malteser, werther, dairylea, petits filous, millionaire, "
    "profiterole, éclair, eclair, affogato, baileys, irish cream, eggnog, viennetta, korma, "
    "gratin, quiche, rocky road, scone, truffle hamper, truffle box"
)
EGGS = (
    "egg, meringue, mayonnaise, omelette, curd, quiche, macaron, sponge cake, madeleine, custard, "
    "eggnog, frittata, carbonara, pavlova, aioli, advocaat"
)
EGGS_AND_HONEY = (
    f"{EGGS}, honey, honeycomb, beeswax, propolis, royal jelly, mead, gelatine, carmine, shellac, "
    "isinglass"
)

BEER = (
    "beer, ale, lager, pilsner, pilsener, IPA, cider, mead, shandy, guinness, saison, brewery, "
    "brewer, homebrew, home brew, hard seltzer, stout bottle, stout brew, kölsch, weissbier, "
    "hefeweizen, bock, dunkel, scrumpy, craft can, brewdog, stella artois, heineken, peroni, "
    "corona extra, budweiser, carlsberg, pint glass, tankard, radler, kriek, lambic"
)
BEER_LABELS = "stout, porter, perry"
WINE = (
    "wine, winery, vineyard, sommelier, prosecco, champagne, cava, crémant, cremant, brut, "
    "spumante, lambrusco, malbec, merlot, pinot, chardonnay, sauvignon, cabernet, shiraz, syrah, "
    "rioja, chianti, barolo, barbera, dolcetto, chablis, bordeaux, beaujolais, riesling, "
    "tempranillo, grenache, "
    "zinfandel, rosé, moscato, muscat, sauternes, amarone, nebbiolo, sangiovese, montepulciano, "
    "viognier, albariño, albarino, claret bottle, burgundy bottle, premier cru, grand cru, "
    "mulled, sangria, sherry, vermouth, marsala, port tawny, port ruby, port vintage, "
    "port bottle, port stilton, sancerre, valpolicella, veltliner, chenin, gewürztraminer, gamay, "
    "garnacha, carignan, mourvèdre, verdejo, vermentino, soave, gavi, asti, cuvée, cuvee, vin, "
    "vino, blanc noirs, blanc blancs, franciacorta, txakoli, tokaji, sémillon, semillon, "
    "primitivo, ribera duero, priorat, brunello, nyetimber, moët, moet, veuve, bollinger, "
    "dom pérignon, taittinger, bellini, kir royale, decanter, corkscrew, burgundy 75cl"
)
WINE_LABELS = "port, bubbly, fizz, madeira"
SPIRITS = (
    "whisky, whiskey, scotch, bourbon, single malt, gin, vodka, rum, brandy, cognac, armagnac, "
    "calvados, grappa, mezcal, tequila, raki, ouzo, pastis, absinthe, sambuca, soju, shochu, "
    "baijiu, schnapps, pisco, cachaça, liqueur, limoncello, amaretto, baileys, kahlua, cointreau, "
    "campari, aperol, pimm, advocaat, eggnog, moonshine, cocktail, negroni, martini, mojito, "
    "margarita, daiquiri, old fashioned kit, mixology, dram, tipple, distillery, distiller, "
    "spirit distilled, spirit botanical, spirit bottle, sake junmai, sake rice, sake brew, "
    "sake bottle, pálinka, slivovitz, aquavit, akvavit, umeshu, makgeolli, plum wine, kirsch, "
    "curaçao, curacao, drambuie, disaronno, frangelico, chartreuse liqueur, jägermeister, "
    "jagermeister, fernet, bacardi, smirnoff, absolut, hendrick, tanqueray, bombay sapphire, "
    "jack daniel, jim beam, johnnie walker, glenfiddich, glenlivet, macallan, laphroaig, "
    "lagavulin, talisker, jameson, bushmills, captain morgan, bloody mary, long island, "
    "manhattan mixed, white russian, black russian, moscow mule, piña colada, pina colada, "
    "caipirinha, paloma kit, highball, aperitivo, hip flask, bar cart, shot glass, limoncino, "
    "genever, jenever, poitín, poteen, mixologist, bartender"
)
SPIRITS_LABELS = "spirit, sake"
DRINK = f"alcohol, alcoholic, booze, boozy, ABV, {BEER}, {WINE}, {SPIRITS}"
DRINK_LABELS = f"{BEER_LABELS}, {WINE_LABELS}, {SPIRITS_LABELS}"

NUTS = (
    "nut, praline, nougat, nutty, peanut, groundnut, almond, hazelnut, filbert, walnut, cashew, "
    "pecan, pistachio, macadamia, chestnut, marron, noisette, marzipan, turrón, turron, torrone, "
    "panforte, macaroon, frangipane, bakewell, gianduja, nutella, ferrero, amaretti, amaretto, "
    "orgeat, "
    "macaron, florentine, stollen, baklava, satay, pesto, dukkah, romesco, korma, granola, "
    "muesli, trail mix, brazil nut, pine nut, praliné, gianduiotti, frangelico, disaronno, "
    "lebkuchen, linzer, battenberg, simnel, cantuccini, ricciarelli, mandelbrot, marcona, halva, "
    "snickers, reese, toblerone, rocher, lindor, rocky road, pad thai, gado gado, massaman, "
    "waldorf, PB, biscoff, energy ball, dacquoise, pithivier, kulfi, barfi, christmas cake, "
    "christmas pudding, fruit cake, mince pie, tikka masala, mole poblano, baci"
)
GLUTEN = (
    "gluten, wheat, flour, barley, rye, spelt, malt, oat, semolina, durum, couscous, bulgur, "
    "freekeh, farro, einkorn, kamut, seitan, bread, breadstick, sourdough, focaccia, ciabatta, "
    "baguette, brioche, bagel, naan, pitta, crumpet, tortilla, pizza, pasta, spaghetti, lasagne, "
    "lasagna, ravioli, tagliatelle, linguine, orecchiette, fusilli, penne, macaroni, gnocchi, "
    "orzo, noodle, udon, ramen, dumpling, gyoza, biscuit, biscotti, cookie, shortbread, "
    "gingerbread, oatcake, flapjack, cracker, pretzel, wafer, waffle, stroopwafel, cake, cupcake, "
    "brownie, blondie, muffin, scone, doughnut, donut, panettone, stollen, victoria sponge, "
    "pancake, crêpe, pastry, croissant, strudel, baklava, pie, tart, quiche, granola, muesli, "
    "cereal, soy sauce, beer, ale, lager, pilsner, battenberg, madeleine, eccles, lemon drizzle, "
    "bun, profiterole, éclair, eclair, farl, parkin, loaf, lebkuchen, hobnob, digestive biscuit, "
    "rusk, panko, breadcrumb, tempura, batter, cannoli, simnel, christmas pudding, "
    "yorkshire pudding, sticky toffee pudding, roti, chapati, paratha, empanada, calzone, "
    "pierogi, spätzle, spaetzle, vol-au-vent, samosa, spring roll, bao, jammie dodger, "
    "vermicelli, bran, crispbread, porridge, wholegrain, shreddies, weetabix, cantuccini, "
    "amaretti, tiramisu, cheesecake, rocky road, lavash, filo, puff pastry, sausage, haggis, "
    "wellington, dough, sponge pudding, treacle sponge, trifle, schnitzel, crouton, sandwich, "
    "burger, bake kit, baking kit, bread maker, macaroon, rigatoni, cannelloni, tortellini, "
    "pappardelle, conchiglie, melba, bruschetta, pasty"
)
SUGAR = (
    "sugar, nougat, praline, gummy bear, wine gum, jelly baby, haribo, sweets, candy, chocolate, "
    "fudge, toffee, caramel, honey, honeycomb, syrup, maple, agave, molasses, treacle, jam, "
    "jelly, marmalade, curd, turkish delight, marshmallow, meringue, macaron, bonbon, lollipop, "
    "gummy, sherbet, liquorice, licorice, cake, cupcake, brownie, blondie, cookie, biscuit, "
    "shortbread, gingerbread, muffin, doughnut, donut, panettone, baklava, dessert, pudding, "
    "ice cream, confectionery, lemonade, percy pig, pastille, cola cube, pear drop, humbug, "
    "mint cake, peppermint cream, sprinkles, icing, fondant, frosting, ganache, sorbet, halva, "
    "eton mess, pavlova, bakewell, banoffee, battenberg, lebkuchen, cinnamon roll, rocky road, "
    "cordial, coulis, candyfloss, nutella, toblerone, cadbury, lindor, malteser, ferrero, "
    "sweetie, cola, millionaire, flapjack, tart, pastry, croissant, waffle, pancake, custard, "
    "tiramisu, cheesecake, gelato, milkshake, granola, rock candy, gobstopper, dolly mixture, "
    "dulce leche, turrón, panforte, stollen, mince pie"
)

CHOCOLATE = (
    "chocolate, chocolatier, chocolatey, cocoa, cacao, ganache, praline, brownie, gianduja, "
    "nutella, toblerone, cadbury, ferrero, lindor, malteser, maltesers, rocky road, mocha, "
    "florentine, sachertorte, choc"
)
COFFEE = (
    "coffee, espresso, cappuccino, latte, mocha, americano, macchiato, barista, cafetière, "
    "cafetiere, moka, aeropress, nespresso, french press, cold brew, flat white"
)
OATS = "oat, oatmeal, oatcake, granola, muesli, flapjack, porridge"
PEANUTS = (
    "peanut, groundnut, mixed nut, nut mix, nut brittle, trail mix, satay, snickers, reese, PB, "
    "pad thai, gado gado, massaman"
)
SESAME = "sesame, tahini, halva, hummus, houmous, dukkah, gomasio, za'atar, zaatar"
