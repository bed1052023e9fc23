"""The messages of error responses in German. `{name}` marks a value within a message."""

GERMAN = {
    # Whole requests.
    "There is nothing at this address.": "Unter dieser Adresse gibt es nichts.",
    "This address does not support the method.": "Diese Adresse kennt die Methode nicht.",
    "The body is too large.": "Die Anfrage ist zu groß.",
    "Unsupported Media Type": "Dieses Format wird nicht gelesen.",
    "The body is not valid JSON.": "Die Anfrage ist kein gültiges JSON.",
    "A JSON body is required.": "Die Anfrage braucht einen Inhalt in JSON.",
    "The request ended before its body.": "Die Anfrage endete vor ihrem Inhalt.",
    "The request is not valid UTF-8.": "Die Anfrage ist kein gültiges UTF-8.",
    "The request is nested too deeply.": "Die Anfrage ist zu tief verschachtelt.",
    "Something went wrong on our side. Quote the trace id when you tell us.": (
        "Bei uns ist etwas schiefgegangen. Nenne die Trace-ID, wenn du uns davon berichtest."
    ),
    "The header `Authorization: Bearer <token>` is required.": (
        "Der Header `Authorization: Bearer <token>` fehlt."
    ),
    "The bearer token is not valid.": "Das Bearer-Token ist ungültig.",
    "The token has no subject.": "Das Token hat kein Subjekt.",
    "Tokens cannot be checked now; try again shortly.": (
        "Tokens lassen sich gerade nicht prüfen; versuche es gleich noch einmal."
    ),
    "This account is disabled.": "Dieses Konto ist gesperrt.",
    "The database does not answer; try again shortly.": (
        "Die Datenbank antwortet nicht; versuche es gleich noch einmal."
    ),
    "The database cannot store anything now; try again later.": (
        "Die Datenbank kann gerade nichts speichern; versuche es später noch einmal."
    ),
    "The database could not do this now; try again shortly.": (
        "Die Datenbank konnte das gerade nicht; versuche es gleich noch einmal."
    ),
    "A text has a character that cannot be stored (NUL or half a pair).": (
        "Ein Text enthält ein Zeichen, das sich nicht speichern lässt (NUL oder ein halbes Paar)."
    ),
    "Other changes were made at the same time. Try again.": (
        "Gleichzeitig wurde etwas anderes geändert. Versuche es noch einmal."
    ),
    "The first request with this key is still running.": (
        "Die erste Anfrage mit diesem Schlüssel läuft noch."
    ),
    # Fields.
    "is required": "fehlt",
    "is no known field": "ist kein bekanntes Feld",
    "is out of range": "liegt außerhalb des möglichen Bereichs",
    "has characters that are not allowed here": "enthält Zeichen, die hier nicht erlaubt sind",
    'must be a date such as "2027-03-14"': 'muss ein Datum sein wie "2027-03-14"',
    'must be a date with a time and zone such as "2027-03-14T09:00:00Z"': (
        'muss ein Datum mit Uhrzeit und Zone sein wie "2027-03-14T09:00:00Z"'
    ),
    'must be a time such as "09:00:00"': 'muss eine Uhrzeit sein wie "09:00:00"',
    "must be a date like YYYY-MM-DD or --MM-DD": "muss ein Datum sein wie JJJJ-MM-TT oder --MM-TT",
    "is not a valid cursor": "ist kein gültiger Cursor",
    "has expired; read the feed from its first page": (
        "ist abgelaufen; lies von der ersten Seite an"
    ),
    "contains a NUL character": "enthält ein NUL-Zeichen",
    "must be one file": "muss eine einzige Datei sein",
    "must be one line": "muss eine einzige Zeile sein",
    "must not have control characters": "darf keine Steuerzeichen enthalten",
    "must have a visible character": "muss ein sichtbares Zeichen enthalten",
    "must be an http or https address": "muss eine Adresse mit http oder https sein",
    "must be an https address": "muss eine Adresse mit https sein",
    "must not be negative": "darf nicht negativ sein",
    "must not be in the future": "darf nicht in der Zukunft liegen",
    "must be in the future": "muss in der Zukunft liegen",
    "must not be less than minPrice": "darf nicht kleiner als minPrice sein",
    "must not be less than budget.min": "darf nicht kleiner als budget.min sein",
    "must not be less than answer.budget.min": "darf nicht kleiner als answer.budget.min sein",
    "must be one or more, none of them twice": "muss mindestens einer sein, keiner doppelt",
    "must be one or more of 1 (Monday) to 7 (Sunday)": (
        "muss mindestens einer von 1 (Montag) bis 7 (Sonntag) sein"
    ),
    "must differ from quietHours.from": "muss sich von quietHours.from unterscheiden",
    "must be a time of day in hours and minutes": "muss eine Uhrzeit in Stunden und Minuten sein",
    "must be 1 to 255 visible ASCII characters": (
        "muss aus 1 bis 255 sichtbaren ASCII-Zeichen bestehen"
    ),
    "is there twice": "kommt doppelt vor",
    "is your own id": "ist deine eigene ID",
    "is the owner already": "ist schon Eigentümer",
    "is needed, and only one of the two": "wird gebraucht, und nur eines von beiden",
    "is not allowed for a product of the catalogue": (
        "ist bei einem Produkt des Katalogs nicht erlaubt"
    ),
    "is required unless the item is a product": "fehlt und ist nur bei einem Produkt entbehrlich",
    "is required for a recipient of type USER": "fehlt: Es ist bei Beschenkten vom Typ USER nötig",
    "is required for a recipient of type EXTERNAL": (
        "fehlt: Es ist bei Beschenkten vom Typ EXTERNAL nötig"
    ),
    "is allowed only for a recipient of type USER": "ist nur bei Beschenkten vom Typ USER erlaubt",
    "is required if desiredCurrency is given": "fehlt: Es gehört zu desiredCurrency",
    "is required, because your time zone belongs to no country": (
        "fehlt, denn deine Zeitzone gehört zu keinem Land"
    ),
    "is not a known trait": "ist keine bekannte Eigenschaft",
    "is not the recipient of the occasion": "gehört nicht zu diesem Anlass",
    "is not the recipient of the taste profile": "gehört nicht zu diesem Geschmacksprofil",
    "is not a question of this profile": "ist keine Frage dieses Profils",
    "is not allowed for this question": "ist bei dieser Frage nicht erlaubt",
    "is not the id of a product": "ist nicht die ID eines Produkts",
    "must not be given with a quantity": "darf nicht zusammen mit einer Anzahl stehen",
    "is allowed only with shareMinor": "ist nur zusammen mit shareMinor erlaubt",
    "was sent with another body or query": (
        "wurde schon mit anderem Inhalt oder anderen Parametern gesendet"
    ),
    "needs its year, unless the occasion comes every year": (
        "braucht ein Jahr, wenn der Anlass nicht jedes Jahr kommt"
    ),
    "must be the ids of the list's items, each once": (
        "müssen die IDs der Einträge der Liste sein, jede einmal"
    ),
    "must have {limit} characters": "muss {limit} Zeichen haben",
    "must have {limit} entries": "muss {limit} Einträge haben",
    "at most {number}": "höchstens {number}",
    "at least {number}": "mindestens {number}",
    "less than {number}": "weniger als {number}",
    "more than {number}": "mehr als {number}",
    "{least} to {most}": "{least} bis {most}",
    "exactly {number}": "genau {number}",
    "must be {limit}": "muss {limit} sein",
    "{value} is none of the allowed values: {values}": (
        "{value} ist keiner der erlaubten Werte: {values}"
    ),
    "{value} is none of the allowed values": "{value} ist keiner der erlaubten Werte",
    "is no query parameter; the known ones are {names}": "ist kein Parameter; bekannt sind {names}",
    "is no query parameter; this address takes none": (
        "ist kein Parameter; diese Adresse kennt keine"
    ),
    "{code} is not an ISO 4217 currency code": "{code} ist kein Währungscode nach ISO 4217",
    "{name} is not an IANA time zone": "{name} ist keine Zeitzone der IANA",
    "{code} is not an ISO 3166 code of a country": "{code} ist kein Ländercode nach ISO 3166",
    # Kinds of values.
    "a text": "ein Text",
    "a whole number": "eine ganze Zahl",
    "a number": "eine Zahl",
    "true or false": "true oder false",
    "a list": "eine Liste",
    "an object": "ein Objekt",
    "a date": "ein Datum",
    "a date with a time": "ein Datum mit Uhrzeit",
    "a time": "eine Uhrzeit",
    "a UUID": "eine UUID",
    # Rules of the domain.
    "You have no such device.": "Du hast kein solches Gerät.",
    "You have no such recipient.": "Du hast keine solche beschenkte Person.",
    "You have no such occasion.": "Du hast keinen solchen Anlass.",
    "You have no such reminder policy.": "Du hast keine solche Erinnerungsregel.",
    "You have no such taste profile.": "Du hast kein solches Geschmacksprofil.",
    "There is no such notification in your inbox.": (
        "In deinem Posteingang gibt es diese Nachricht nicht."
    ),
    "There is no such brand.": "Diese Marke gibt es nicht.",
    "There is no such product.": "Dieses Produkt gibt es nicht.",
    "There is no such claim.": "Diese Übernahme gibt es nicht.",
    "There is no such wishlist.": "Diese Wunschliste gibt es nicht.",
    "There is no such item.": "Diesen Eintrag gibt es nicht.",
    "There is no such holiday.": "Diesen Feiertag gibt es nicht.",
    "There is no such calendar.": "Diesen Kalender gibt es nicht.",
    "There is no such user.": "Diesen Menschen gibt es hier nicht.",
    "There is no such user among your friends.": (
        "Unter deinen Freunden gibt es diesen Menschen nicht."
    ),
    "There is no such friend request.": "Diese Freundschaftsanfrage gibt es nicht.",
    "There is no such friendship.": "Diese Freundschaft gibt es nicht.",
    "There is no such recommendation request.": "Diese Anfrage nach Empfehlungen gibt es nicht.",
    "There are unknown products.": "Es sind unbekannte Produkte dabei.",
    "This link shows no list (any more).": "Dieser Link zeigt keine Liste (mehr).",
    "This link is invalid or incomplete.": "Dieser Link ist ungültig oder unvollständig.",
    "This wish is your own.": "Das ist dein eigener Wunsch.",
    "There is not enough of it left.": "Davon ist nicht mehr genug übrig.",
    "This wish has no price, so its price cannot be shared.": (
        "Dieser Wunsch hat keinen Preis, den man teilen könnte."
    ),
    "Shares of this wish are in {currency}.": "Anteile an diesem Wunsch sind in {currency}.",
    "Another wish already has this address.": "Ein anderer Wunsch hat schon diese Adresse.",
    "This is a wish already, so it cannot be added as an alternative.": (
        "Das ist schon ein Wunsch und kann keine Alternative werden."
    ),
    "A list has at most {number} items.": "Eine Liste hat höchstens {number} Einträge.",
    "A list has at most {number} joint owners.": "Eine Liste hat höchstens {number} Miteigentümer.",
    "This person is a recipient of yours already.": "Diesen Menschen beschenkst du schon.",
    "This recipient is another person's account already.": (
        "Diese beschenkte Person ist schon mit einem anderen Konto verbunden."
    ),
    "This person has two different birthdays. Correct one of them first.": (
        "Dieser Mensch hat zwei verschiedene Geburtstage. Berichtige erst einen davon."
    ),
    "This recipient has no birthday yet; set it first.": (
        "Diese beschenkte Person hat noch keinen Geburtstag; trage ihn erst ein."
    ),
    "You cannot do this with yourself.": "Mit dir selbst geht das nicht.",
    "You have blocked this user. Unblock them first.": (
        "Du hast diesen Menschen blockiert. Hebe das erst auf."
    ),
    "You are already friends.": "Ihr seid schon befreundet.",
    "They declined your last request. You cannot ask again yet.": (
        "Deine letzte Anfrage wurde abgelehnt. Du kannst noch nicht wieder fragen."
    ),
    "You have looked up too many people. Try again later.": (
        "Du hast zu viele Menschen gesucht. Versuche es später noch einmal."
    ),
    "Give either email or code.": "Gib entweder email oder code an.",
    "An editor must look at your other reports first.": (
        "Erst muss jemand deine anderen Meldungen ansehen."
    ),
    "The system's policies are read-only; create one of your own.": (
        "Die Regeln des Systems lassen sich nicht ändern; lege eine eigene an."
    ),
    "The file has more than {number} contacts; import it in parts.": (
        "Die Datei hat mehr als {number} Kontakte; lies sie in Teilen ein."
    ),
    "The file has more than {number} events; import it in parts.": (
        "Die Datei hat mehr als {number} Termine; lies sie in Teilen ein."
    ),
    "the file has neither vCards nor CSV with a column `name`": (
        "die Datei enthält weder vCards noch CSV mit einer Spalte `name`"
    ),
    "the file is no calendar (iCalendar, .ics)": "die Datei ist kein Kalender (iCalendar, .ics)",
    "there is no contact in this file": "in dieser Datei ist kein Kontakt",
    "must not be less than the minimum": "darf nicht kleiner als das Minimum sein",
    "must not be outside the budget": "darf nicht außerhalb des Budgets liegen",
    "{value} is not a known code": "{value} ist kein bekannter Code",
    "must be [lowest, highest] in years": "muss [kleinstes, größtes] Alter in Jahren sein",
    "must be of a year up to {number}": "darf höchstens im Jahr {number} liegen",
    "must not be HOLIDAY here: keep a holiday by its code": (
        "darf hier nicht HOLIDAY sein: Einen Feiertag legt man mit seinem Code an"
    ),
    "must have at most {number} items": "darf höchstens {number} Einträge haben",
    "must be exactly one of the two options": "muss genau eine der beiden Möglichkeiten sein",
    "must have a min or a max": "muss min oder max enthalten",
    "must have at least one size": "muss mindestens eine Größe enthalten",
    "{option} is not an option": "{option} ist keine der Möglichkeiten",
    "is not a size of this question": "ist keine Größe dieser Frage",
    "is not allowed in a profile of yourself": "ist im Profil von dir selbst nicht erlaubt",
    "is required for a profile of a recipient": (
        "fehlt: Es ist im Profil einer beschenkten Person nötig"
    ),
    "line {number} cannot be read as CSV": "Zeile {number} lässt sich nicht als CSV lesen",
    "the file's encoding cannot be told (tried {tried}); save it as UTF-8": (
        "die Kodierung der Datei ist nicht zu erkennen (versucht: {tried}); speichere sie als UTF-8"
    ),
    "There were too many reservations from your network.": (
        "Aus deinem Netz kamen zu viele Reservierungen."
    ),
    "This process cannot serve yet; see the details.": (
        "Dieser Prozess kann noch nicht antworten; siehe die Einzelheiten."
    ),
    "is stated twice": "ist doppelt angegeben",
    "must be an object with `{needed}`": "muss ein Objekt mit `{needed}` sein",
}
