"""The parts that all contexts share: the database, its failures, column types, migrations."""
