"""What all contexts share: the database, its failures, column types, migrations."""
