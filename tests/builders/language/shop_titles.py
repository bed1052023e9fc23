"""Titles as shops write them: of what each limit keeps away, and of what it leaves."""


def _titles(text: str) -> frozenset[str]:
    return frozenset(" ".join(title.split()) for title in text.split(";"))


MEAT = _titles(
    """
        Sliced Prosciutto di Parma 100g; Smoked Turkey Crown for Christmas; Duck Foie Gras Terrine;
        Spanish Jamón Ibérico Carving Kit; Nduja Spreadable Calabrian Paste;
        Pancetta Cubes Twin Pack; Chicken Liver Pâté with Brandy; Wild Boar Ragù;
        Pastrami on Rye Kit; Bresaola Antipasti Board; Dry-Aged Ribeye Box; Wagyu Burger Box;
        Scottish Grouse and Partridge Pair; Black Pudding Ring; Beef Dripping Crisps;
        Mortadella with Pistachio; Goose Fat Potatoes Kit; Veal Stock Reduction;
        Cumberland Bangers; Haunch of Rabbit; The Steak Lover's Hamper; Bone Broth Discovery Set;
        Pepperoni Pizza Night Box; Marshmallow Toasting Kit with Gelatin; Frankfurter Hot Dog Kit;
        Pork Scratchings Bouquet; Droëwors Snack Box; Pigs in Blankets Box;
        Gammon Joint Honey Glazed
    """
)

SOLD = {
    "diet.pescatarian": MEAT,
    "diet.vegetarian": MEAT
    | _titles(
        """
        Hot Smoked Trout Fillets; Kipper Breakfast Box; Whole Dressed Lobster;
        Tinned Octopus in Oil; Cornish Mackerel Pâté; Squid Ink Risotto; Anchovies in Salsa;
        Bottarga di Muggine; Hand-Dived Scallops; Shrimp Cocktail Kit;
        Portuguese Sardines Gift Tin; Cod Roe Spread; Clam Chowder Trio; Langoustine Box;
        Jellied Eels; Sea Bass Cooking Box; Fishmonger's Choice; Pickled Herring Selection;
        Calamari Kit; Sushi Making Kit with Tuna; Crayfish Tails; Spam Classic Tin Gift;
        Iberian Acorn-Fed Cured Loin; Haggis Neeps Kit; Beef Wellington for Two; Confit de Canard;
        Pulled Pork Rub Set; Sausage Making Kit; Lardo di Colonnata; Corned Beef Tin;
        Rillettes de Porc; Andouille Gumbo Kit; Merguez Pack; Saucisson Sec Trio; Lamb Kofta Box;
        Surf and Turf Box; Tomahawk on the Bone; Osso Buco Kit; Crab Cakes; Smoked Eel;
        Moules Marinière Box; Whitebait; Swordfish Steaks; Tuna Tartare; Taramasalata;
        Fish Sauce Aged; Gentleman's Relish; Oxtail Soup; Chicken Stock Pot; Venison Salami;
        Ostrich Fillet; Côte de Boeuf; Schnitzel Kit; Carpaccio; Cassoulet; Coq au Vin Kit;
        BBQ Ribs Box; Bovril Gift; Scotch Egg Box; Smoked Ham Hock; Pork Pie;
        Build Your Own Burger Kit; Great British Sausage Subscription; Ham Stand with Serrano;
        Duck Confit Duo; BBQ Meat Rubs; Jerky Making Kit; Chicken Wings Hot Box; Game Pie;
        Fish Lover's Hamper; Oak-Smoked Salmon Side; Anchovy Fillets; Caviar and Blini Set;
        Pork Pie Tower; Steak Night In; Charcuterie Board with Meats; Bacon Jam;
        Pâté Trio with Chicken; Seafood Boil Box; Prawn Linguine Kit; Pig Roast Box;
        Beef and Ale Pie; Sunday Roast Lamb Box; Turkey Jerky; Deli Meat Platter
        """
    ),
    "diet.vegan": _titles(
        """
        Egg Poacher Set; Clover Honey; Beeswax Wraps; Honeycomb Bites; Meringue Kisses; Lemon Curd;
        Mayonnaise Trio; Omelette Pan with Quail Eggs
        """
    ),
    "diet.gluten_free": _titles(
        """
        Couscous Salad Kit; Bulgur and Herbs; Semolina Pudding Mix; Sourdough Starter;
        Focaccia Kit; Brioche Loaf; Handmade Ravioli Class; Udon Box; Seitan Jerky;
        Panettone Classico; Croissant Tin; Durum Orecchiette; Stroopwafel Tin; Gingerbread House;
        Brownie Gift Box; Pretzel Bites; Freekeh; Cupcake Baking Kit; Pizza Dough Making;
        Bagel Brunch Box; Scone Mix; Flapjack Selection; Muffins by Post; Stollen Bites;
        Spaghetti and Sauce Hamper; Crumpets; Doughnut Kit; Kamut Crisps; Oatcakes for Cheese;
        Lasagne Dish Kit; Beer Bread Mix; Biscotti Jar; Blondies Letterbox Tin; Pancake Mix;
        Tortilla Press with Wheat Wraps; Ramen Kit; Malted Milk Balls; Granola Sampler;
        Victoria Sponge Kit; Mince Pies; Waffle Mix; Macaroni Cheese Box; Baklava;
        Gnocchi Board Set; Battenberg; Madeleines; Eccles Cakes; Lemon Drizzle; Chelsea Buns;
        Profiteroles; Eclairs; Ciabatta Kit; Soda Farls; Yorkshire Parkin; Fruit Loaf; Lebkuchen;
        Hobnobs; Rusks; Panko; Tempura Kit; Fish and Chips Batter; Pot Noodle; Ramen Bowl Kit;
        Shreddies; Cannoli; Simnel; Christmas Pudding; Yorkshire Pudding Tin Mix; Roti Kit;
        Chapati Flour; Empanadas; Calzone; Pierogi; Spätzle; Vol-au-Vents; Samosa Kit;
        Jammie Dodgers; Macaroni; Vermicelli; Bao Bun Kit; Lager; Bran Bites; Crispbread;
        Wholegrain Porridge; Artisan Bread Box; Afternoon Tea Cakes; Shortbread Tin;
        Chocolate Chip Cookies; Pasta Making Kit; Pizza Oven Dough; Beer Hamper; Cheese & Crackers;
        Sourdough Kit; Birthday Brownies; Cupcake Bouquet; Oat Granola; Biscuits Iced; Couscous;
        Noodle Kit; Doughnut Box; Pastry Class; Tea and Scones; Rye Loaf; Banana Bread Mix;
        Wheat Beer
        """
    ),
    "diet.dairy_free": _titles(
        """
        Vintage Cheddar Truckle; Baked Camembert Set; Ricotta Making Kit; Mascarpone Tiramisu Box;
        Clotted Cream Tea for Two; Salted Caramel Sauce; Parmigiano Reggiano Wedge; Halloumi Kit;
        Whole Baby Stilton; Ghee from Grass-Fed Cows; Kefir Starter; Mozzarella and Burrata Class;
        Whey Protein Taster; Dulce de Leche Jar; Crème Brûlée Set with Mix; Gruyère Fondue for Two;
        Gorgonzola Dolce; Manchego and Quince; Brie de Meaux; Feta in Oil; Milkshake Bomb Set;
        Butterscotch Sweets; Custard Creams Tin; White Chocolate Buttons; Ice Cream Maker Mix;
        Lassi Spice Kit; Paneer Curry Box; Buttermilk Pancake Mix; Roquefort Oatcake Hamper;
        Double Gloucester; Red Leicester Wheel; Mascarpone; Petits Filous; Cadbury Selection;
        Galaxy Minstrels; Hot Chocolate with Milk Powder; Mature Cheddar; Cheesecake;
        Crème Fraîche; Clotted Cream Fudge; Munster; Reblochon; Wensleydale and Cranberry;
        Cottage Cheese; Stracciatella; Labneh Kit; Lancashire Crumbly; Caerphilly; Havarti;
        Provolone; Taleggio; Panna Cotta; Rice Pudding; Banoffee Pie; Werther's Originals;
        Toblerone; Béchamel Mix; Alfredo Sauce; Oreo Cheesecake; Baileys; Irish Cream;
        Latte Sachets; Cappuccino Sachets; Ferrero Rocher; Chocolate Milk; Dairylea;
        Millionaire's Shortbread; Cheese Making Kit; Milk Chocolate Truffles; Clotted Cream;
        Cheddar Truckle; Fudge; Butter Shortbread; Ice Cream Kit; Hot Chocolate with Cream;
        Salted Caramels; Cheese Hamper; Brie Baker; Yoghurt Maker; Stilton Jar; Mozzarella Kit;
        Toffee; Fondue Set; Halloumi; Tiramisu Kit; Caramel Sauce
        """
    ),
    "diet.nut_allergy": _titles(
        """
        Pistachio Baklava; Smoked Almonds; Salted Cashews; Gianduja Bar; Marzipan Fruits;
        Amaretti Tin; Turrón de Alicante; Satay Sauce Kit; Walnut Brittle; Macadamia Cookies;
        Brazil Nut Bites; Frangipane Tarts; Praline Selection; Pecan Pie; Nutella Crêpe Kit;
        Pesto Genovese with Pine Nuts; Peanut Butter Cups; Hazelnuts in Honey; Noisette Truffles;
        Bakewell Tart Box; Amaretto Fudge; Nougat de Montélimar; Florentines in Dark Chocolate;
        Marron Glacé Box; Mixed Nuts Advent; Dukkah Dipping Set; Filbert Spread; Stollen Bites;
        Romesco Sauce; Macaron Tower; Ferrero Box; Nutty Granola; Cantuccini; Almond Milk;
        Ferrero Rocher; Rocky Road with Pecans; Snickers Box; Toblerone; Linzer Torte;
        Halva with Pistachio; Trail Mix; Pesto Rosso; Pad Thai Kit; Battenberg; Reese's Cups;
        Lindor Hazelnut; Mandelbrot; Christmas Cake with Marzipan; Biscoff; Marcona;
        Waldorf Salad Kit; Gado Gado; Cinnamon-Roasted Nuts; Ricciarelli; Simnel; Gianduiotti;
        Praliné; Chestnut Spread; Crunchy PB Jar; Frangelico; Lebkuchen; Chocolate Hazelnut Spread;
        Salted Caramel Almonds; Nut Brittle; Pistachio Cream; Walnut Whip; Peanut Brittle;
        Praline Truffles; Nut Butter Trio; Cashew Cheese; Amaretti Biscuits; Turkish Baklava;
        Nougat; Mixed Nuts Tin; Pesto; Macadamia; Chestnut Purée
        """
    ),
    "diet.halal": _titles(
        """
        Bacon Jam; Pancetta Cubes; Pork Crackling; Chorizo Ring; Pepperoni Sticks; Salami Sampler;
        Prosciutto; Gammon Joint; Jamón Serrano; Marshmallows; Wild Boar Ragù; Nduja Paste;
        Lardons; Wine Gums; Sausages Pork; Gelatine Sheets; Vodka Jelly; Bacon; Beer Bread;
        Rum Cake; Tiramisu with Marsala; Haribo Mix; Percy Pigs; Jelly Babies; Gummy Bears;
        Saucisson Sec; Ham Hock; Serrano; Iberico; Christmas Pudding with Brandy; Jelly Sweets;
        Trifle with Sherry; Crackling; Liqueur Chocolates
        """
    ),
    "diet.kosher": _titles(
        """
        Langoustine Box; Hand-Dived Scallops; Shrimp Cocktail Kit; Calamari Kit; Crayfish Tails;
        Clam Chowder Trio; Tinned Octopus in Oil; Squid Ink Risotto; Pickled Cockles;
        Oyster Knife Set; Bacon Jam; Pancetta; Prosciutto; Chorizo Ring; Rabbit Stew;
        Jamón Serrano; Gammon Joint; Black Pudding; Jellied Eels; Pork Pies; Caviar Tin;
        Escargots Set
        """
    ),
    "diet.low_sugar": _titles(
        """
        Maple Syrup Trio; Turkish Delight; Fudge Slab; Jelly Bean Jar; Marshmallow Kit;
        Candy Cane Tin; Retro Sweet Hamper; Brownie Box; Raspberry Jam; Lemon Curd;
        Liquorice Allsorts; Honeycomb Bites; Cupcake Kit; Dark Chocolate Bar; Cookie Tin;
        Lollipop Bouquet; Gummy Bears; Salted Toffee; Nougat Bar; Macaron Tower; Caramel Waffles;
        Marmalade Maker; Truffles by Post; Golden Molasses; Doughnut Kit; Sherbet Lemons;
        Rhubarb and Custard Bonbons; Agave Nectar; Cinder Toffee; Pralines; Percy Pigs;
        Cadbury Roses; Rock Candy; Cola Cubes; Toblerone; Candyfloss Machine; Christmas Pudding;
        Lindor Box; Eton Mess; Doughnuts; Bakewell; Banoffee; Sticky Toffee; Nutella; Battenberg;
        Elderflower Cordial; Coulis; Icing Set; Sprinkles; Lebkuchen; Jelly Babies; Ganache;
        Ice-Cream; Peppermint Creams; Rocky Road; Sorbet; Halva; Pear Drops; Sweetie Jar;
        Kendal Mint Cake; Fruit Pastilles; Cinnamon Rolls
        """
    ),
    "material.leather": _titles(
        """
        Suede Chelsea Boots; Nappa Gloves; Full-Grain Wallet; Cowhide Rug; Saffiano Card Holder;
        Nubuck Loafers; Patent Leather Clutch; Deerskin Driving Gloves; Goatskin Journal;
        Pigskin Belt; Shearling Slippers; Chamois Cloth; Moccasins in Buckskin; Snakeskin Purse;
        Calf Leather Strap; Leather-Bound Notebook; Crocodile Embossed Hide Bag;
        Vegetable-Tanned Belt; Sheepskin Rug; Rawhide Drum; Lambskin Jacket; Ostrich Skin Purse;
        Kid Leather Slippers; Harness Leathers; Brogues in Burnished Hide; Horween Watch Strap;
        Suede-Look Real Calf Boots; Bovine Nappa Purse; Nubuck Cleaner; Bridle Belt;
        Stingray Wallet; Shell Cordovan Wallet; Pebbled Grain Tote; Python Clutch; Eel Skin Purse;
        Kangaroo Hide Whip; Top Grain Recliner; Latigo Lead; Buff Hide Apron; Veg-Tan Keyfob;
        Faux Leather Tote; Alligator Strap; Peccary Gloves; Kidskin Gloves; Hair-on-Hide Cushion;
        Personalised Leather Wallet; Suede Slippers; Leather Journal; Cowhide Cushion;
        Sheepskin Boots; Leather Watch Strap; Nubuck Boots; Leather Apron; Full Grain Belt;
        Calfskin Card Holder; Leatherworking Kit; Suede Desk Mat; Leather Lead for Dogs;
        Real Hide Satchel; Sheepskin Slippers; Nappa Leather Glove
        """
    ),
    "material.fur": _titles(
        """
        Shearling Aviator; Mink Stole; Rabbit Fur Hat; Down-Filled Pillow; Reindeer Hide;
        Fox Fur Collar; Goose Down Duvet; Feather Boa; Sheepskin Slippers; Ostrich Plume Fan;
        Sable Brush Set; Cowhide Rug; Chinchilla Throw; Beaver Felt Hat; Peacock Feather Earrings;
        Duck Down Jacket; Coyote Trim Parka; Faux-Free Real Furs; Astrakhan Hat;
        Raccoon Pompom Beanie; Lambskin Mittens; Eiderdown Quilt; Faux Fur Throw; Muskrat Hat;
        Ushanka in Rabbit; Marabou Slippers; Swansdown Puff; White Goose Pillow;
        Feathered Headband; Badger Brush; Shearling Coat; Sheepskin Rug; Possum Gloves; Fox Stole;
        Squirrel Brush; Feather & Down Pillow; Quill Pen; Lambskin Rug; Karakul; Nutria Hat;
        Ermine Trim; Boar Bristle Brush; Fascinator with Feathers; Fur Lined Gloves;
        Feather Cushion; Goose Feather Pillow; Rabbit Fur Pompom; Mink Lashes; Feather Earrings;
        Shearling Slippers; Reindeer Skin Rug; Fur Hat; Duck Down Pillow; Peacock Feather
        """
    ),
    "material.wool": _titles(
        """
        Cashmere Scarf; Merino Base Layer; Shetland Jumper; Harris Tweed Cap; Mohair Throw;
        Alpaca Socks; Felted Slippers; Pashmina Wrap; Angora Gloves; Lambswool Blanket;
        Boiled-Wool Jacket; Loden Coat; Woolly Hat; Worsted Tie; Welsh Woollen Blanket;
        Icelandic Lopapeysa; Vicuña Scarf; Aran Cardigan; Needle Felting Kit;
        Cashmere-Blend Beanie; Llama Yarn; Yak Yarn Skein; Fleece of Bluefaced Leicester;
        Sheepskin Rug; Shearling Gilet; Bouclé Wool Cushion; Camel Hair Coat; Fair Isle Vest;
        Qiviut Cowl; Guernsey Jumper; Knitted Donegal Flecks; Cashmere Socks; Tartan Kilt;
        Melton Coat; Serge Trousers; Wool-Blend Coat; Herdwick Rug; Kilim; Lambs Wool Throw;
        Merino Buff; Persian Rug; Felt Ball Garland; Challis Dress; Baby Alpaca Poncho;
        Yak Down Hat; Jacob Blanket; Flannel Suit; Gabardine; Boucle Coat; Wool Dryer Balls;
        Cowichan; Cable-Knit Aran; Woollens Wash; Camelhair Coat; Merino Socks; Lambswool Scarf;
        Cashmere Gloves; Harris Tweed Bag; Wool Throw; Alpaca Beanie; Knitting Kit with Wool;
        Mohair Cardigan; Felt Slippers; Welsh Blanket; Pashmina; Angora Socks; Fair Isle Jumper;
        Woollen Hat; Irish Aran Jumper
        """
    ),
    "material.silk": _titles(
        """
        Mulberry Silk Pillowcase; Silken Robe; Charmeuse Camisole; Shantung Tie; Dupioni Cushion;
        Habotai Scarf; Crêpe de Chine Blouse; Silks of India; Tussah Yarn; Organza Silk Bag;
        Silk-Filled Duvet; Kimono in Chirimen; Washable Silks; Satin Silk Scrunchie; Georgette;
        Mulberry Eye Mask; Foulard; Noil Top; Peace Silk; Twill Silk Tie; Silk Road Cookbook
        """
    ),
    "material.plastic": _titles(
        """
        Acrylic Cake Topper; Polyester Fleece Blanket; PVC Apron; Vinyl Record Bowl;
        Nylon Dog Lead; Melamine Plates; Perspex Frame; LEGO Bricks; Polypropylene Lunchbox;
        Resin Coasters; Tupperware; Silicone Baking Mat; Lycra Leggings; Polycarbonate Suitcase;
        Spandex Shorts; Tritan Bottle; Bakelite Radio; Plexiglass Stand; Microfibre Towel;
        Faux Leather Bag; PU Backpack; Elastane Tee; Cellophane Hamper; Polyethylene Toy;
        Styrofoam Plane; Polyurethane Yoga Mat; 3D Printed PLA Vase; Playmobil; Fleece Throw;
        Sequin Cushion; Vegan Leather Tote; Lego; Vinyl LP; Polar Fleece; Barbie;
        Acetate Sunglasses; Frisbee; Plastic Toy; Polyresin Figure; Rayon; Plexi Award;
        Velour Tracksuit; Shower Curtain PEVA; Epoxy Table; Sticker Vinyl; Inflatable; Lurex;
        Memory Foam; Faux Fur; Synthetic Rope
        """
    ),
    "material.latex": _titles(
        """
        Latex Balloons; Wellies in Natural Rubber; Neoprene Laptop Sleeve; Gummi Gloves;
        Rubber Duck; Crepe-Soled Boots; Resistance Bands; Balloon Bouquet; Wetsuit Gloves;
        Hevea Teether; Ebonite Pen
        """
    ),
    "material.nickel": _titles(
        """
        Gold-Plated Hoops; Alloy Bracelet; Nickel Cufflinks; Silver Plated Frame; Costume Earrings;
        Base Metal Ring; Rhodium Plating Necklace; White Gold Studs; Pewter Brooch;
        Gold Vermeil Pendant; Gold Tone Chain; Nickel Silver Spoon; Zinc Charms;
        German Silver Bangle; Gold-Filled Anklet
        """
    ),
    "no.alcohol": _titles(
        """
        Brut Cava Magnum; Junmai Sake Set; Argentinian Malbec Duo; Mezcal Joven; Negroni Bottled;
        Bottle of Pinot Noir; Chablis Premier Cru; Crémant de Loire; Sloe and Damson Grappa;
        Islay Single Malt 70cl; Hoppy IPA Mixed Case; Rioja Reserva; Limoncello di Amalfi;
        Absinthe Kit; Aperol Spritz Hamper; Espresso Martini Kit; Pimm's Picnic Set; Barolo 2018;
        Old Fashioned Kit; Sauvignon Blanc Trio; Armagnac VSOP; Baileys Truffles;
        Calvados Pays d'Auge; Tawny Port 10 Years; Pilsner Lovers' Crate; Amaretto Sour Set;
        Shiraz Gift Tin; Scotch Miniatures; Soju Peach; Mulled Claret Sachets and Bottle;
        Craft Lagers Advent Calendar; Chianti Classico; Pale Ale Keg; Tawny Dessert Muscat;
        Raki from Crete; Baijiu Tasting; Sangria Kit; Mojito Mixer; Merlot Magnum;
        Botanical Bottle 40% ABV; Sambuca Shots; Hard Seltzer Case; Campari Tin;
        Sparkling English Rosé; Homebrew Starter Kit; Dark Rum Advent; Pint of Guinness Glass;
        Sommelier's Choice; Eggnog Kit; Cuban Daiquiri Set; Kölsch Glass; Stella Artois Mug;
        Nyetimber Classic Cuvée; Sancerre Blanc; Valpolicella Ripasso; Grüner Veltliner;
        Chenin Blanc Trio; Frangelico Miniature; Bellini Kit; Long Island Iced Tea Pouch;
        Hendrick's and Tonic Set; Smirnoff Gift Pack; Jack Daniel's Fudge; Laphroaig 10;
        Glenfiddich Miniatures; Prosecco Jelly; Kirsch Cherries; Curaçao; Drambuie; Disaronno;
        Jägermeister; Bacardi; Bailey's Chocolate; Mixology Set; Bloody Mary Kit;
        Manhattan Ready Mixed; Wheat Beer; Bock; Scrumpy; Mulled Wine Syrup; Vin Santo;
        Blanc de Blancs NV; Asti; Bubbly and Balloons; Fernet; Pint Glass; Hip Flask; Decanter;
        Cocktail Shaker; Bar Cart Starter; Pornstar Martini; White Russian Kit; Umeshu; Makgeolli;
        Port and Stilton; Tequila Slammers; Wine Club Subscription; Rosé All Day Hamper;
        Wine Glass Pair; Advent of Ales; Craft Beer Advent Calendar;
        Luxury Champagne & Chocolates Hamper; Personalised Gin Bottle; Whisky Tasting Experience;
        Rum Making Class; Letterbox Cocktails; Italian Red Wine Trio; Mini Prosecco Bottle;
        Beer Brewing Kit; Spiced Rum 50cl; Tequila Blanco; Vodka Infusion Kit;
        Personalised Port 75cl; Mead Gift Set; Japanese Sake 72cl; Cider Mixed Case;
        Bottle of Barbera; Provence Rosé; Vermouth Rosso; Brewery Tour; Bourbon Barrel;
        Gin & Tonic Hamper; Wine Tasting for Two; Liqueur Truffles
        """
    ),
    "no.scent": _titles(
        """
        Lavender Pillow Spray; Eau de Toilette; Reed Diffuser; Scented Candle; Cologne for Him;
        Wax Melts; Incense Cones; Potpourri Bowl; Essential Oil Set; Bath Bombs; Aftershave Balm;
        Body Mist; Perfumed Soap; Drawer Sachets in Rose; Fragranced Body Lotion; Oil Burner;
        Palo Santo; Sage Smudge; Room Spray; Eau de Parfum; Aromatherapy Kit; Tealights; Pomander;
        Attar of Roses; Solid Parfum; Car Freshener; Shower Steamers; Bath Salts;
        Odour Eliminating Joss Sticks; Aroma Lamp; Yankee Candle; Jo Malone Discovery; Tea-Lights;
        Lavender Bag; Sandalwood Sticks; Bath Fizzers; Soy Wax Tarts; Parfum Extrait; Oud Wood;
        Musk Oil; Linen Mist; Home Fragrance; Room Diffusers; Fragrance Mist; Candles;
        Essential Oils Blend; Perfume Atomiser; Bath Oil; Scented Soap; Hand Cream Rose;
        Eau Fraîche; Citronella Coil; Beard Oil; Pulse Point Rollerball; Body Butter; Incense;
        Soy Wax Melts; Perfumery Class; Scented Candle Trio; Perfume Making; Lavender Candle;
        Incense Holder; Essential Oils; Cologne; Aftershave; Pillow Mist; Fragrance Discovery;
        Potpourri; Soap Scented with Rose; Candle Making Kit; Aromatherapy Roll-On
        """
    ),
    "no.food": _titles(
        """
        Cheese Hamper; Olive Oil Trio; Pasta Kit; Jam Set; Brownies by Post; Hot Sauce Set;
        Fudge Slab; Popcorn Gift Jar; Spice Tin; Honey Trio; Chutney Selection; Salami Board;
        Nuts Tin; Crisps Box; Shortbread; Mustard Crate; Marmalade; Marshmallows; Pickles;
        Truffle Salt; Pesto Trio; Granola; Cake by Post; Macarons; Pizza Kit; Sweets Jar;
        Balsamic Vinegar; Baking Kit; Seasoning Rubs; Cookies; Liquorice; Fruit Basket; Curry Kit;
        Smoked Salmon; Dried Mango
        """
    ),
    "no.plants": _titles(
        """
        Monstera Deliciosa; Orchid in Pot; Dried Flowers; Letterbox Tulips; Rose Bush; Olive Tree;
        Fern; Herb Garden Kit; Bonsai; Cactus Trio; Wildflower Seedbombs; Terrarium; Aloe Vera;
        Peace Lily; Amaryllis Bulb; Venus Flytrap; Mushroom Growing Kit; Sunflower Seeds; Sapling;
        Hyacinths; Peonies; Christmas Wreath; Chilli Growing Kit; Succulents; Lavender Plant;
        Calathea; Air Plants; Begonia; Letterbox Flowers; House Plant; Grow Your Own Chillies;
        Bonsai Kit; Dried Bouquet; Cactus; Rose Plant; Herb Kit; Wildflower Seeds;
        Terrarium Workshop; Tulip Bulbs; Orchid; Plant Subscription; Sunflower Kit;
        Potted Olive Tree
        """
    ),
    "no.books": _titles(
        """
        Cookery Book; The Complete Novels; Children's Storybook; Poetry Anthology;
        Atlas of Islands; Paperback Thriller; Hardback Classics; Audiobook Credit; Graphic Novel;
        Encyclopaedia of Birds; Cookbook; Memoir; Biography; Comic Annual; Dictionary;
        Book Subscription; Travel Guidebook; Personalised Story Book; Novel; Poetry Collection;
        Gardening Book; Hardback Classic; Children's Picture Book; Atlas; Audiobook; Autobiography;
        Guidebook; Comic
        """
    ),
    "no.clothes": _titles(
        """
        Lambswool Jumper; Linen Shirt; Silk Tie; Bobble Hat; Dressing Gown; Leggings; T-Shirt;
        Trainers; Hoodie; Boots; Boxer Shorts; Kimono; Pyjama Set; Socks; Bow Tie; Raincoat; Belt;
        Gilet; Jeans; Bra; Slippers; Onesie; Poncho; Waistcoat; Sweatshirt; Fleece; Blouse;
        Sandals; Pashmina; Balaclava; Bodysuit; Snood; Camisole; Nightdress; Dungarees; Parka;
        Tunic; Cagoule; Wellies; Swimsuit; Tee; Personalised Pyjamas; Cashmere Jumper;
        Novelty Socks; Silk Scarf; Apron; Gloves; Dad Cap; Bamboo Boxers; Kimono Robe; Swim Shorts;
        Baby Romper; Babygrow; Cufflinks and Tie; Denim Jacket
        """
    ),
    "no.jewellery": _titles(
        """
        Silver Necklace; Hoop Earrings; Signet Ring; Charm Bracelet; Pendant; Brooch; Cufflinks;
        Anklet; Bangle; Studs; Choker; Locket; Tiara; Tie Pin; Engagement Rings; Pearls;
        Birthstone Charm; Cuff; Beaded Jewelry; Tennis Bracelet; Jewellery Box; Diamond Solitaire;
        Nose Stud; Ear Climbers; Initial Necklace; Birthstone Ring; Stacking Bracelets; Gold Hoops;
        Stud Earrings; Name Bangle; Pearl Drops; Beaded Choker; Silver Pendant; Gemstone Jewellery
        """
    ),
    "no.gadgets": _titles(
        """
        Smart Speaker; Bluetooth Earbuds; Drone; Wireless Charger; E-Reader; Tablet Stand;
        Headphones; Smartwatch; Power Bank; Digital Photo Frame; VR Headset; Fitness Tracker;
        USB Fan; LED Torch App; Robot Vacuum; Action Camera; Projector; Games Console;
        Laptop Sleeve; Phone Case; Dash Cam; Gadget Box; Wireless Earbuds; Bluetooth Speaker;
        Smart Watch; Phone Charger; Drone with Camera; Mini Projector; Tech Organiser;
        Gaming Headset; Digital Alarm Clock; USB Lamp; Retro Games Console; Smart Plug;
        Noise-Cancelling Headphones; Instant Camera; Laptop Stand
        """
    ),
    "no.toys": _titles(
        """
        Wooden Blocks; Jigsaw; Teddy Bear; Board Game; Plush Rabbit; Doll; Train Set; LEGO Castle;
        Rubik's Cube; Card Games; Puzzle; Playing Cards; Chess Set; Toy Car; Rattle; Spinning Top;
        Yo-Yo; Kite; Soft Toys; Dinosaur Figures; Marble Run; Stuffed Animal; Dominoes; Playset;
        Puppet; Action Figure; Playmat; Wooden Train Set; Teddy; Jigsaw Puzzle; Plush Toy;
        Doll's House; Building Blocks; Magnetic Tiles; Play Kitchen; Ride-On Car; Lego Set;
        Bath Toys; Stacking Cups; Puppet Theatre; Card Game; Fidget Spinner; Yoyo; Slime Kit;
        Dinosaur Playset; Water Pistol
        """
    ),
    "no.experiences": _titles(
        """
        Spa Day for Two; Pottery Workshop; Wine Tasting; Supercar Driving; Theatre Tickets;
        Afternoon Tea; Hot Air Balloon Flight; Voucher; Escape Room; Cooking Class; City Break;
        Skydive; Guided Tour; Cinema Ticket; Weekend Away; Masterclass; Museum Membership;
        Gift Card; Overnight Stay; Zoo Pass; Flying Lesson; Concert Tickets; Cruise; Bungee Jump;
        Gift Experience; Beginners' Course; Treetop Adventure; Spa Day; Hot Air Balloon Ride;
        Afternoon Tea for Two; Supercar Experience; Cookery Class; Gin Tasting; Theatre Voucher;
        Weekend Break; Zoo Keeper for a Day; Boat Trip; Zip Line; Skydiving; Indoor Climbing;
        Murder Mystery Dinner; Photo Shoot; Gift Voucher
        """
    ),
    "no.fitness": _titles(
        """
        Kettlebell; Yoga Mat; Resistance Bands; Running Belt; Dumbbell Pair; Slimming Tea;
        Skipping Rope; Fitness Tracker; Gym Bag; Protein Powder; Pilates Ring; Foam Roller;
        Detox Plan; Bathroom Scales; Boxing Gloves; Pull-Up Bar; Treadmill; Weight Loss Journal;
        Exercise Bike; Workout Cards; Diet Planner
        """
    ),
}
SOLD["diet.vegan"] |= SOLD["diet.vegetarian"] | SOLD["diet.dairy_free"]
SOLD["diet.halal"] |= SOLD["no.alcohol"]

LEFT = {
    "diet.vegetarian": _titles(
        """
        Grass-Green Candle; Hamster Wheel; Cotton Hammam Towel; Turkish Towel; Lamborghini Model;
        Duckling Egg Cup; Fisherman Jumper; Porcelain; Chamois; Codebreaker Puzzle; Crabtree Soap;
        Sole Trader Mug; Coffee Beans; Burgher; Burgundy; Bass Guitar; Rabbit Toy; Game Console
        """
    ),
    "diet.vegan": _titles(
        """
        Butterfly House; Eggplant Seeds; Creamy White Linen Throw
        """
    ),
    "diet.pescatarian": _titles(
        """
        Smoked Salmon; Linen Hammock
        """
    ),
    "diet.gluten_free": _titles(
        """
        Gluten-Free Oil Set; Rice Bowl; Ryegrass Basket; Gluten-Free Brownies; Breadboard;
        Malta Map; Piecemaker; Flower Press; Oatmeal Coloured Sofa
        """
    ),
    "diet.dairy_free": _titles(
        """
        Butterfly House; Buttercup Print; Dairy-Free Truffle Salt; Brief Case; Featherlight
        """
    ),
    "diet.nut_allergy": _titles(
        """
        Nutmeg Grater; Doughnut Float; Nut-Free Snack Box; Nutcracker Figure; Hazel Hurdle;
        Coconut Bowl; Minute Timer; Donut Ring; Nutmeg; Butternut; Brown Nutbush Poster;
        Hazelwood Lane Map
        """
    ),
    "diet.halal": _titles(
        """
        Hammock; Halal Beef Jerky; Drum Kit; Wine-Red Scarf
        """
    ),
    "diet.kosher": _titles(
        """
        Smoked Salmon; Hammock
        """
    ),
    "diet.low_sugar": _titles(
        """
        Sugar-Free Drinks; Jamboree Badge
        """
    ),
    "material.leather": _titles(
        """
        Leather-Free Wallet; Canvas Belt; Hideaway Den Tent; Hideout Game; Patent Drawing Print;
        Leatherback Turtle Print
        """
    ),
    "material.fur": _titles(
        """
        Furniture Polish; Downhill Sledge; Furoshiki Cloth; Furnace Poster; Countdown Game;
        Mongoose Print; Duck Print; Down to Earth Poster
        """
    ),
    "material.wool": _titles(
        """
        Wooden Spoon; Feltham Map; Linen Scarf
        """
    ),
    "material.silk": _titles(
        """
        Milk Jug; Linen Robe
        """
    ),
    "material.plastic": _titles(
        """
        Plastic-Free Soap; Steel Lunchbox
        """
    ),
    "material.latex": _titles(
        """
        Cotton Band
        """
    ),
    "material.nickel": _titles(
        """
        Nickel-Free Steel Ring; Dinner Plate; Plate Rack; Nickelodeon Mug; Number Plate
        """
    ),
    "no.alcohol": _titles(
        """
        Wine-Red Scarf; Ginger Biscuits; Alcohol-Free Aperitif; Champagne-Coloured Ribbon;
        Drum Kit; Non-Alcoholic Aperitif 0.0% ABV; USB Charger; Sakura Print; Cavalier Dog Print;
        Meadow Seeds; Begin Again Mug; Portable Speaker; Passport Cover; Support Pillow;
        Ginkgo Print; Engine Model; Alexa Speaker; Virgin Olive Oil; Aleppo Soap; Ginseng Tea;
        Drumsticks; Rose Gold Frame; Burgundy Scarf; Claret Cushion; Sports Bag; Airport Print;
        Boxwood; Alcohol-Free Gin
        """
    ),
    "no.scent": _titles(
        """
        Scent-Free Soap; Candlestick; Fragrance-Free Lotion
        """
    ),
    "no.food": _titles(
        """
        Leather Wallet; Silver Ring
        """
    ),
    "no.plants": _titles(
        """
        Plantation Shutter; Silver Ring
        """
    ),
    "no.books": _titles(
        """
        Notebook; Bookmark; Bookend Pair; Facebook Mug
        """
    ),
    "no.clothes": _titles(
        """
        Address Label; Sockeye Print; Hatstand
        """
    ),
    "no.jewellery": _titles(
        """
        Keyring; Spring Wreath; Ringmaster Poster
        """
    ),
    "no.gadgets": _titles(
        """
        Technique Manual; Smarties Tube
        """
    ),
    "no.toys": _titles(
        """
        Gamekeeper Mug; Silver Ring
        """
    ),
    "no.experiences": _titles(
        """
        Classic Mug; Silver Ring
        """
    ),
    "no.fitness": _titles(
        """
        Silver Ring; Table Runner
        """
    ),
}
# Nothing that any limit is about, though some of it sounds so.
HARMLESS = _titles(
    """
        Ginger Tea; Butternut Squash Soup Bowl; Apple Corer; Oak Desk Lamp;
        Brass Compass; Eggshell Blue Vase; Sea Glass Print; Walking Stick
    """
)
