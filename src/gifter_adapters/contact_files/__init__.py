"""Files of contacts: vCards, read with icalendar's parser of content lines, and CSV."""
